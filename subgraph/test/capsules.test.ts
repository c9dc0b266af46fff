import assert from "node:assert/strict";
import { zeroAddress } from "viem";
import { addresses, addressOf, log, word } from "./support/events.ts";
import { sharedChain } from "./support/shared.ts";
import { fresh, freshAccount, owing, registered } from "./support/story.ts";

describe("subgraph: capsules", function () {
  this.timeout(180_000);

  it("a registration makes the capsule, its first version and its accounts", async () => {
    const chain = sharedChain();
    const [id, creator] = [2n ** 255n + BigInt(fresh()), freshAccount()];
    const { transactionHash, timestamp, blockNumber } = await chain.emit(registered(id, creator, { digest: word(id) }));
    const { capsule } = await chain.query(
      `query ($id: ID!) { capsule(id: $id) { id tokenId creator { id } owner { id } salt feeBps royaltyBps encrypted
        isSealed salesOpen ownerUnits version registeredAt registeredBlock registeredTransaction isDerivative
        versions { number manifestDigest publishedAt sealedAt } transfers { id } } }`,
      { id: word(id) },
    );
    assert.deepEqual(capsule, {
      ...{ id: word(id), tokenId: String(id), creator: { id: creator }, owner: { id: creator }, salt: word(7) },
      ...{ feeBps: 250, royaltyBps: 500, encrypted: true, isSealed: false, salesOpen: false, ownerUnits: 1_000_000 },
      ...{ version: "1", registeredAt: String(timestamp), registeredBlock: String(blockNumber) },
      ...{ registeredTransaction: transactionHash, isDerivative: false, transfers: [] },
      versions: [{ number: "1", manifestDigest: word(id), publishedAt: String(timestamp), sealedAt: null }],
    });
  });

  it("a new version unseals; a seal names its keepers and counts for each of them", async () => {
    const chain = sharedChain();
    const [id, creator, epoch] = [BigInt(fresh()), freshAccount(), BigInt(fresh())];
    const operators = [freshAccount(), freshAccount()] as const;
    const keepers = operators.map((operator, index) => ({
      ...{ operator, transportKey: word(index), verificationShare: word(index + 10), url: `http://k${index}` },
    }));
    await chain.emit([
      log("KeeperRegistry", "EpochOpened", { epoch, threshold: 2, groupKey: word(3), keepers }),
      ...registered(id, creator),
    ]);
    const seal = (version: bigint, signers: readonly string[]) =>
      log("CapsuleRegistry", "CapsuleSealed", { capsuleId: id, version, epoch, keepers: signers });
    await chain.emit([seal(1n, operators), log("AccessToken", "SalesOpened", { capsuleId: id, open: true })]);
    const second = { capsuleId: id, version: 2n, manifestDigest: word(99), encrypted: true };
    await chain.emit([
      log("CapsuleRegistry", "VersionPublished", second),
      log("AccessToken", "SalesOpened", { capsuleId: id, open: false }),
    ]);
    const text = `query ($id: ID!) { capsule(id: $id) { version isSealed salesOpen currentVersion { manifestDigest }
      versions(orderBy: number) { number sealEpoch sealKeepers } } }`;
    const before = await chain.query(text, { id: word(id) });
    assert.deepEqual(before.capsule, {
      ...{ version: "2", isSealed: false, salesOpen: false, currentVersion: { manifestDigest: word(99) } },
      versions: [
        { number: "1", sealEpoch: String(epoch), sealKeepers: operators },
        { number: "2", sealEpoch: null, sealKeepers: null },
      ],
    });
    await chain.emit([seal(2n, [operators[1]])]);
    const { capsule, keepers: counted } = await chain.query(
      `query ($id: ID!, $epoch: String!) { capsule(id: $id) { isSealed }
        keepers(where: { epoch: $epoch }, orderBy: index) { sealCount } }`,
      { id: word(id), epoch: word(epoch) },
    );
    assert.equal(capsule.isSealed, true);
    assert.deepEqual(counted, [{ sealCount: 1 }, { sealCount: 2 }]);
  });

  it("a capsule changes hands, and its guests with it", async () => {
    const chain = sharedChain();
    const [id, from, to, guest, late] = [BigInt(fresh()), ...[0, 1, 2, 3].map(freshAccount)] as const;
    const authorize = (user: string) => log("CapsuleRegistry", "Authorization", { from, user, capsuleId: id });
    await chain.emit([...registered(id, from as never), authorize(guest as never)]);
    await chain.emit([
      log("CapsuleRegistry", "Transfer", { from, to, tokenId: id }),
      log("CapsuleRegistry", "AuthorizationsEnded", { capsuleId: id }),
      authorize(late as never),
    ]);
    await chain.emit([log("CapsuleRegistry", "AuthorizationRevoked", { from: to, user: late, capsuleId: id })]);
    const { capsule } = await chain.query(
      `query ($id: ID!) { capsule(id: $id) { owner { id } usageGeneration transfers { from { id } to { id } }
        usageAuthorizations(orderBy: generation) { user { id } generation revoked } } }`,
      { id: word(id) },
    );
    assert.deepEqual(capsule, {
      ...{ owner: { id: to }, usageGeneration: 1, transfers: [{ from: { id: from }, to: { id: to } }] },
      usageAuthorizations: [
        { user: { id: guest }, generation: 0, revoked: false },
        { user: { id: late }, generation: 1, revoked: true },
      ],
    });
  });

  it("a derivative has its edges and its debts, and its parents know it", async () => {
    const chain = sharedChain();
    const [root, parent, child] = [BigInt(fresh()), BigInt(fresh()), BigInt(fresh())];
    const creator = freshAccount();
    const linked = (capsuleId: bigint, parentId: bigint, relation: number, policy: number, rateBps: number) =>
      log("CapsuleRegistry", "ParentLinked", { capsuleId, parentId, relation, licenseId: 0n, policy, rateBps });
    await chain.emit([...registered(root, creator), ...registered(parent, creator)]);
    await chain.emit([
      ...registered(child, creator),
      linked(child, root, 1, 0, 700),
      linked(child, parent, 3, 1, 900),
      owing(
        child,
        [[root, 700]],
        [
          [parent, 900],
          [root, 50],
        ],
      ),
    ]);
    const { capsule } = await chain.query(
      `query ($id: ID!) { capsule(id: $id) { isDerivative absoluteBps relativeBps
        parents(orderBy: rateBps) { parent { id childCount } relation policy rateBps license { id } }
        debts(orderBy: absoluteBps) { ancestor { id } absoluteBps relativeBps } } }`,
      { id: word(child) },
    );
    assert.deepEqual(capsule, {
      ...{ isDerivative: true, absoluteBps: 700, relativeBps: 950 },
      parents: [
        {
          parent: { id: word(root), childCount: 1 },
          relation: "ADAPTER",
          policy: "ABSOLUTE",
          rateBps: 700,
          license: null,
        },
        {
          parent: { id: word(parent), childCount: 1 },
          relation: "MERGE",
          policy: "RELATIVE",
          rateBps: 900,
          license: null,
        },
      ],
      debts: [
        { ancestor: { id: word(parent) }, absoluteBps: 0, relativeBps: 900 },
        { ancestor: { id: word(root) }, absoluteBps: 700, relativeBps: 50 },
      ],
    });
  });

  it("a transfer of nothing may name what never was", async () => {
    const chain = sharedChain();
    const [from, to] = [freshAccount(), freshAccount()];
    const nothing = { operator: from, from, to, id: 2n ** 200n, value: 0n };
    const { blockNumber } = await chain.emit([
      log("AccessToken", "TransferSingle", nothing),
      log("RoyaltySplitter", "TransferSingle", nothing),
    ]);
    const { _meta } = await chain.query("{ _meta { hasIndexingErrors block { number } } }");
    assert.deepEqual(_meta, { hasIndexingErrors: false, block: { number: Number(blockNumber) } });
  });

  it("says what index it is", async () => {
    const chain = sharedChain();
    await chain.emit([log("KeeperRegistry", "Upgraded", { implementation: addressOf(fresh()) })]);
    const { indexerInfo } = await chain.query(
      `{ indexerInfo(id: "0x01") { schemaVersion commit chainId startBlock } }`,
    );
    assert.deepEqual(indexerInfo, { schemaVersion: "1.0.0", commit: "test", chainId: "31337", startBlock: "1" });
    assert.ok(addresses.KeeperRegistry !== zeroAddress);
  });
});
