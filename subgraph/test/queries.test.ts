import assert from "node:assert/strict";
import * as queries from "@capsule-protocol/sdk/generated/queries.ts";
import { findClaimable, type Indexer, queryIndexer, waitForBlock } from "@capsule-protocol/sdk/indexer/index.ts";
import { type Address, type Hex, zeroAddress } from "viem";
import { log, word } from "./support/events.ts";
import type { Answer } from "./support/indexedChain.ts";
import { sharedChain } from "./support/shared.ts";
import {
  claimed,
  collected,
  fresh,
  freshAccount,
  given,
  moved,
  NEVER,
  offered,
  owing,
  registered,
  sold,
  tipped,
} from "./support/story.ts";

const indexer = (): Indexer => ({ url: sharedChain().graphNode().url });
const asked = new Set<string>();

/** Asks a documented query once everything is indexed. */
async function ask<answer, variables>(
  query: { name: string } & Parameters<typeof queryIndexer<answer, variables>>[1],
  variables: variables,
): Promise<answer> {
  asked.add(query.name);
  await waitForBlock(indexer(), { blockNumber: (await sharedChain().head()).number });
  return queryIndexer(indexer(), query, variables);
}

const linked = (capsuleId: bigint, parentId: bigint) =>
  log("CapsuleRegistry", "ParentLinked", { capsuleId, parentId, relation: 0, licenseId: 0n, policy: 0, rateBps: 100 });

/** A capsule with a manifest of its own words, once that is indexed. */
async function described(words: string, kind: string, creator: Address): Promise<bigint> {
  const chain = sharedChain();
  const id = BigInt(fresh());
  const capsule = { capsuleId: word(id), kind, tags: [words], files: [], license: { name: "MIT" } };
  const manifest = { name: `${words} ${id}`, description: "", properties: { capsule } };
  const digest = await chain.store(new TextEncoder().encode(JSON.stringify(manifest)));
  await chain.emit([
    ...registered(id, creator, { digest, feeBps: 0 }),
    log("AccessToken", "SalesOpened", { capsuleId: id, open: true }),
  ]);
  for (let attempt = 0; attempt < 40; attempt++) {
    await chain.mine(1);
    const { manifest: found } = await chain.query("query ($id: ID!) { manifest(id: $id) { id } }", { id: digest });
    if (found !== null) return id;
  }
  throw new Error("The manifest was not found.");
}

describe("subgraph: documented queries", function () {
  this.timeout(180_000);

  it("marketplace: what is on sale, filtered by what manifests say, newest first", async () => {
    const creator = freshAccount();
    const [voice, model] = [await described("quokka", "voice", creator), await described("quokka", "model", creator)];
    const offerId = BigInt(fresh());
    await sharedChain().emit([offered(offerId, model, creator, { duration: 60 }, 77n)]);
    const where = { salesOpen: true, manifest_: { name_starts_with: "quokka" } };
    const all = await ask(queries.marketplaceQuery, { where });
    assert.deepEqual(
      all.capsules.map(({ id }) => BigInt(id)),
      [model, voice],
    );
    const { capsules } = await ask(queries.marketplaceQuery, {
      where: { manifest_: { name_starts_with: "quokka", kind: "model" } },
    });
    assert.deepEqual(
      capsules.map(({ offers }) => offers),
      [
        [
          {
            id: word(offerId),
            currency: zeroAddress,
            price: 77n,
            pricedInUsd: false,
            duration: 60n,
            runs: 0n,
            rights: 1,
            trial: 0n,
          },
        ],
      ],
    );
    const [first] = all.capsules;
    const next = await ask(queries.marketplaceQuery, { where: { ...where, sequence_lt: String(first?.sequence) } });
    assert.deepEqual(
      next.capsules.map(({ id }) => BigInt(id)),
      [voice],
    );
  });

  it("search: by words, narrowed by kind", async () => {
    const creator = freshAccount();
    const [voice, model] = [await described("wombat", "voice", creator), await described("wombat", "model", creator)];
    const both = await ask(queries.searchQuery, { text: "wombat" });
    const ids = both.manifestSearch.flatMap(({ capsules }) => capsules.map(({ id }) => BigInt(id)));
    assert.deepEqual(new Set(ids), new Set([voice, model]));
    const { manifestSearch } = await ask(queries.searchQuery, { text: "womb:*", where: { kind: "model" } });
    assert.deepEqual(
      manifestSearch.map(({ capsuleId }) => BigInt(capsuleId ?? 0)),
      [model],
    );
  });

  it("capsule: all of its page", async () => {
    const [id, owner] = [BigInt(fresh()), freshAccount()];
    await sharedChain().emit([...registered(id, owner), tipped(id, 1_000n)]);
    const { capsule } = await ask(queries.capsuleQuery, { id: word(id) });
    assert.equal(capsule?.owner.id, owner);
    assert.deepEqual(
      capsule?.versions.map(({ number }) => number),
      [1n],
    );
    assert.deepEqual(
      capsule?.incomes.map(({ direct, fee, net }) => [direct, fee, net]),
      [[1000n, 25n, 975n]],
    );
    assert.equal((await ask(queries.capsuleQuery, { id: word(2n ** 250n) })).capsule, null);
  });

  it("lineage: five generations up and down", async () => {
    const generations = Array.from({ length: 7 }, () => BigInt(fresh()));
    const owner = freshAccount();
    for (const [index, id] of generations.entries()) {
      const parent = generations[index - 1];
      await sharedChain().emit([...registered(id, owner), ...(parent === undefined ? [] : [linked(id, parent)])]);
    }
    const [first = 0n, last = 0n] = [generations[0], generations[6]];
    const depthOf = (node: Answer, edge: string, end: string): number =>
      node?.[edge]?.length ? 1 + depthOf(node[edge][0][end], edge, end) : 0;
    const up = await ask(queries.lineageQuery, { id: word(last) });
    const down = await ask(queries.lineageQuery, { id: word(first) });
    assert.equal(depthOf(up.capsule, "parents", "parent"), 5);
    assert.equal(depthOf(down.capsule, "children", "child"), 5);
    const middle = await ask(queries.lineageQuery, { id: word(generations[3] ?? 0n) });
    assert.deepEqual(
      [depthOf(middle.capsule, "parents", "parent"), depthOf(middle.capsule, "children", "child")],
      [3, 3],
    );
  });

  it("claimable: as owner, by units, from descendants and of credits, with the action for each", async () => {
    const [root, child] = [BigInt(fresh()), BigInt(fresh())];
    const [owner, other] = [freshAccount(), freshAccount()];
    await sharedChain().emit([
      ...registered(root, owner, { feeBps: 0 }),
      ...registered(child, other, { feeBps: 0 }),
      owing(child, [[root, 1000]], [[root, 500]]),
      ...given(child, owner, 250_000n),
      tipped(root, 70n),
      tipped(child, 1_000n),
      log("AccessToken", "Credited", { account: owner, currency: zeroAddress, amount: 5n }),
    ]);
    asked.add(queries.claimableQuery.name);
    await waitForBlock(indexer(), { blockNumber: (await sharedChain().head()).number });
    const before = await findClaimable(indexer(), { account: owner });
    assert.deepEqual(before, {
      claims: [
        { capsuleId: root, currency: zeroAddress, amount: 70n, action: "claimOwner" },
        // A quarter of what is left after 15 %.
        { capsuleId: child, currency: zeroAddress, amount: 212n, action: "claim" },
      ],
      collectables: [{ childId: child, ancestorId: root, currency: zeroAddress, amount: 150n }],
      credits: [{ currency: zeroAddress, amount: 5n }],
    });
    await sharedChain().emit([
      collected(child, root, 100n, 50n),
      claimed(root, owner, 220n, true),
      claimed(child, owner, 212n, false),
    ]);
    await waitForBlock(indexer(), { blockNumber: (await sharedChain().head()).number });
    const { claims, collectables } = await findClaimable(indexer(), { account: owner });
    assert.deepEqual([claims, collectables], [[], []]);
  });

  it("licenses: those that are held, page by page", async () => {
    const [id, offerId, owner, alice] = [BigInt(fresh()), BigInt(fresh()), freshAccount(), freshAccount()];
    const first = (offerId << 64n) | 1n;
    await sharedChain().emit([
      ...registered(id, owner),
      offered(offerId, id, owner, { duration: 100 }),
      ...sold(offerId, id, alice, { serial: 1n, quantity: 3n, expiresAt: 5_000n }),
      moved("AccessToken", alice, owner, first, 1n),
    ]);
    const page = await ask(queries.licensesQuery, { account: alice, first: 1 });
    assert.deepEqual(
      page.licenseHoldings.map(({ license }) => [BigInt(license.id), license.expiresAt]),
      [[first + 1n, 5_000n]],
    );
    const after = page.licenseHoldings[0]?.id;
    const rest = await ask(queries.licensesQuery, { account: alice, ...(after && { after }) });
    assert.deepEqual(
      rest.licenseHoldings.map(({ license }) => BigInt(license.id)),
      [first + 2n],
    );
    assert.ok(NEVER > 0n);
  });

  it("income: by day, with what was paid out", async () => {
    const [id, owner] = [BigInt(fresh()), freshAccount()];
    const { timestamp } = await sharedChain().emit([...registered(id, owner, { feeBps: 0 }), tipped(id, 30n)]);
    await sharedChain().emit([tipped(id, 12n), claimed(id, owner, 42n, true)]);
    const [from, to] = [BigInt(timestamp - 86_400) * 1_000_000n, BigInt(timestamp + 86_400) * 1_000_000n];
    const days = await ask(queries.incomeQuery, { account: owner, from, to });
    assert.deepEqual(
      days.ownerIncomeStats_collection.map(({ income, payments }) => [income, payments]),
      [[42n, 2n]],
    );
    assert.deepEqual(
      days.accountPayoutStats_collection.map(({ amount, payouts }) => [amount, payouts]),
      [[42n, 1n]],
    );
    const later = await ask(queries.incomeQuery, { account: owner, from: to, to: to * 2n });
    assert.deepEqual(later, { ownerIncomeStats_collection: [], accountPayoutStats_collection: [] });
  });

  it("contributors: who holds units, how they came, and what they were paid", async () => {
    const [id, owner, alice] = [BigInt(fresh()), freshAccount(), freshAccount()];
    await sharedChain().emit([
      ...registered(id, owner, { feeBps: 0 }),
      ...given(id, alice, 400_000n),
      tipped(id, 100n),
      claimed(id, alice, 40n, false),
    ]);
    const { capsule, shareTransfers, payees } = await ask(queries.contributorsQuery, {
      id: word(id),
      capsule: word(id),
    });
    assert.deepEqual(capsule, {
      owner: { id: owner },
      ownerUnits: 600_000,
      holdings: [{ account: { id: alice }, units: 400_000 }],
    });
    assert.deepEqual(
      shareTransfers.map(({ from, to, units }) => [from, to?.id, units]),
      [[null, alice, 400_000]],
    );
    assert.deepEqual(payees, [{ account: { id: alice }, currency: zeroAddress, claimed: 40n, claimedAsOwner: 0n }]);
  });

  it("payments: each row's balances follow from the row before", async () => {
    const [id, owner] = [BigInt(fresh()), freshAccount()];
    await sharedChain().emit([
      ...registered(id, owner, { feeBps: 0 }),
      tipped(id, 10n),
      tipped(id, 5n),
      claimed(id, owner, 15n, true),
    ]);
    const page = await ask(queries.paymentsQuery, { capsule: word(id), first: 2 });
    const rest = await ask(queries.paymentsQuery, { capsule: word(id), after: page.flows.at(-1)?.sequence ?? 0n });
    const rows = [...page.flows, ...rest.flows].map(({ kind, amount, directAfter, claimedAfter }) => [
      kind,
      amount,
      directAfter,
      claimedAfter,
    ]);
    assert.deepEqual(rows, [
      ["TIP", 10n, 10n, 0n],
      ["TIP", 5n, 15n, 0n],
      ["OWNER_CLAIM", 15n, 15n, 15n],
    ]);
  });

  it("upgrades: every implementation and parameter, and who may change them", async () => {
    const [implementation, member, roleId] = [freshAccount(), freshAccount(), BigInt(2000 + fresh())];
    await sharedChain().emit([
      log("Market", "Upgraded", { implementation }),
      log("CapsuleRegistry", "ProtocolFeeChanged", { feeBps: 123 }),
      log("AccessManager", "RoleGranted", { roleId, account: member, delay: 3, since: 4n, newMember: true }),
    ]);
    const { contracts, parameterChanges, roles } = await ask(queries.upgradesQuery, {});
    const market = contracts.find(({ name }) => name === "Market");
    assert.equal(market?.implementation, implementation);
    assert.equal(market?.upgrades[0]?.newImplementation, implementation);
    assert.deepEqual([parameterChanges[0]?.name, parameterChanges[0]?.value], ["protocolFee", "123"]);
    const role = roles.find(({ number }) => number === roleId);
    assert.deepEqual(role?.members, [{ account: { id: member }, since: 4n, executionDelay: 3n }]);
  });

  it("keepers: those of the newest epoch", async () => {
    const [epoch, operator] = [BigInt(10_000 + fresh()), freshAccount()];
    const keeper = { operator, transportKey: word(1), verificationShare: word(2), url: "http://keeper" };
    await sharedChain().emit([
      log("KeeperRegistry", "EpochOpened", { epoch, threshold: 1, groupKey: word(3), keepers: [keeper] }),
    ]);
    const { keeperEpoches } = await ask(queries.keepersQuery, {});
    assert.deepEqual(
      keeperEpoches.map(({ number, keepers }) => [number, keepers[0]?.url]),
      [[epoch, "http://keeper"]],
    );
  });

  it("usage: by day, as keepers report it", async () => {
    const [id, offerId, owner] = [BigInt(fresh()), BigInt(fresh()), freshAccount()];
    const licenseId = (offerId << 64n) | 1n;
    const reported = (day: bigint) =>
      log("UsageMeter", "ReleasesReported", { capsuleId: id, day, epoch: 1n, releases: 3 });
    await sharedChain().emit([
      ...registered(id, owner),
      offered(offerId, id, owner, { runs: 10 }),
      ...sold(offerId, id, owner, { serial: 1n }),
      log("UsageMeter", "UsageSettled", { licenseId, runs: 4 }),
      reported(100n),
      reported(101n),
    ]);
    const answer = await ask(queries.usageQuery, { id: word(id), capsule: word(id), from: 101n, to: 200n });
    assert.deepEqual(answer.capsule, { releases: 6n, runsUsed: 4n });
    assert.deepEqual(answer.releaseReports, [{ day: 101n, epoch: 1n, releases: 3n }]);
    assert.deepEqual(
      answer.usageSettlements.map(({ runs, license }) => [runs, license.runs]),
      [[4n, 10n]],
    );
  });

  it("trades: open bids, best first, orders that aren't cancelled, and what was paid", async () => {
    const [id, seller, bidder] = [BigInt(fresh()), freshAccount(), freshAccount()];
    const [low, high, late] = [BigInt(fresh()), BigInt(fresh()), BigInt(fresh())];
    const placed = (bidId: bigint, unitPrice: bigint, expiresAt: bigint) =>
      log("Market", "BidPlaced", {
        ...{ bidId, capsuleId: id, bidder, kind: 1, id, quantity: 1n, currency: zeroAddress, unitPrice, expiresAt },
      });
    const [kept, cancelled] = [word(0xf00d0000 + fresh()), word(0xf00d0000 + fresh())];
    const filled = (orderHash: Hex) =>
      log("Market", "OrderFilled", {
        ...{ orderHash, capsuleId: id, seller, buyer: bidder, recipient: bidder, kind: 2, id, quantity: 3n },
        ...{ currency: zeroAddress, paid: 6n, royalty: 1n },
      });
    await sharedChain().emit([
      ...registered(id, seller),
      placed(low, 5n, 900n),
      placed(high, 9n, 900n),
      placed(late, 99n, 100n),
      ...[filled(kept), filled(cancelled), log("Market", "OrderCancelled", { orderHash: cancelled, seller })],
      log("Market", "BidAccepted", { bidId: low, capsuleId: id, seller, quantity: 1n, paid: 5n, royalty: 0n }),
    ]);
    const { bids, orders, trades } = await ask(queries.tradesQuery, { capsule: word(id), now: 500n });
    assert.deepEqual(orders, [{ id: kept, seller: { id: seller }, filled: 3n }]);
    assert.deepEqual(
      bids.map(({ id: bid, unitPrice }) => [BigInt(bid), unitPrice]),
      [[high, 9n]],
    );
    assert.deepEqual(
      trades.map(({ kind, paid, buyer }) => [kind, paid, buyer.id]),
      [
        ["CAPSULE", 5n, bidder],
        ["SHARES", 6n, bidder],
        ["SHARES", 6n, bidder],
      ],
    );
  });

  it("disputes: where each stands, and flags", async () => {
    const [id, disputeId, rulesId, disputer] = [BigInt(fresh()), BigInt(fresh()), BigInt(fresh()), freshAccount()];
    const opened = { disputeId, capsuleId: id, disputer, evidenceDigest: word(1), rulesId };
    await sharedChain().emit([
      ...registered(id, freshAccount()),
      log("DisputeCourt", "RulesChanged", {
        rulesId,
        rules: {
          ...{ arbiter: disputer, bond: 1n, appealBond: 1n, responsePeriod: 1, rulingPeriod: 1, appealPeriod: 1 },
          appealRulingPeriod: 1,
        },
      }),
      log("DisputeCourt", "DisputeOpened", { ...opened, responseDeadline: 10n, deadline: 20n }),
      log("RoyaltySplitter", "OwnerFrozen", { capsuleId: id }),
      log("DisputeCourt", "CapsuleFlagged", { capsuleId: id, ancestorId: id, disputeId }),
    ]);
    const { capsule } = await ask(queries.disputesQuery, { id: word(id) });
    assert.deepEqual([capsule?.suspended, capsule?.ownerFrozen], [false, true]);
    const [dispute] = capsule?.disputes ?? [];
    assert.deepEqual([dispute?.number, dispute?.stage, dispute?.deadline], [disputeId, "OPEN", 20n]);
    assert.deepEqual(
      dispute?.steps.map(({ kind, digest }) => [kind, digest]),
      [["opened", word(1)]],
    );
    assert.deepEqual(
      capsule?.flags.map(({ dispute: { number } }) => number),
      [disputeId],
    );
  });

  it("voter: proposals, and what one voter has and did", async () => {
    const [proposalId, voter, friend] = [BigInt(fresh()), freshAccount(), freshAccount()];
    await sharedChain().emit([
      log("CapsuleToken", "Transfer", { from: zeroAddress, to: friend, value: 7n }),
      log("CapsuleToken", "DelegateChanged", { delegator: friend, fromDelegate: zeroAddress, toDelegate: voter }),
      log("CapsuleToken", "DelegateVotesChanged", { delegate: voter, previousVotes: 0n, newVotes: 7n }),
      log("CapsuleGovernor", "ProposalCreated", {
        ...{ proposalId, proposer: voter, targets: [], values: [], signatures: [], calldatas: [] },
        ...{ voteStart: 1n, voteEnd: 2n, description: "Raise it" },
      }),
      log("CapsuleGovernor", "VoteCast", { voter, proposalId, support: 1, weight: 7n, reason: "" }),
    ]);
    const { voter: found, proposals } = await ask(queries.voterQuery, { account: voter });
    assert.deepEqual([found?.votes, found?.delegators], [7n, [{ id: friend, balance: 7n }]]);
    assert.deepEqual(
      found?.cast.map(({ support, weight }) => [support, weight]),
      [["FOR", 7n]],
    );
    assert.deepEqual([proposals[0]?.description, proposals[0]?.forVotes], ["Raise it", 7n]);
  });

  it("rounds: who trained it, and for how much", async () => {
    const [id, owner, alice] = [BigInt(fresh()), freshAccount(), freshAccount()];
    await sharedChain().emit([...registered(id, owner), ...given(id, alice, 150_000n)]);
    const { rounds, shareEscrows } = await ask(queries.roundsQuery, { capsule: word(id) });
    const [round] = rounds;
    assert.deepEqual([round?.state, round?.units, round?.quorum], ["FINALIZED", 150_000, 1]);
    assert.deepEqual(round?.allocations, [{ account: { id: alice }, units: 150_000 }]);
    assert.deepEqual(shareEscrows, []);
  });

  it("indexer: what it is and how far", async () => {
    const { number, hash } = await sharedChain().head();
    const { indexerInfo, _meta } = await ask(queries.indexerQuery, {});
    assert.equal(indexerInfo?.schemaVersion, "1.0.0");
    assert.deepEqual([_meta?.block.number, _meta?.block.hash], [Number(number), hash]);
  });

  it("every documented query was asked", () => {
    const names = Object.values(queries).map(({ name }) => name);
    assert.deepEqual([...asked].sort(), names.sort());
  });
});
