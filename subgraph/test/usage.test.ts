import assert from "node:assert/strict";
import { log, word } from "./support/events.ts";
import { sharedChain } from "./support/shared.ts";
import { fresh, freshAccount, offered, registered, sold } from "./support/story.ts";

describe("subgraph: usage and bonds", function () {
  this.timeout(180_000);

  it("runs that are settled count for the license and the capsule; what is left out has its reason", async () => {
    const chain = sharedChain();
    const [id, offerId, owner, epoch] = [BigInt(fresh()), BigInt(fresh()), freshAccount(), BigInt(fresh())];
    const licenseId = (offerId << 64n) | 1n;
    const settled = (runs: number) => log("UsageMeter", "UsageSettled", { licenseId, runs });
    await chain.emit([
      ...registered(id, owner),
      offered(offerId, id, owner, { runs: 100 }),
      ...sold(offerId, id, freshAccount(), { serial: 1n }),
    ]);
    const { blockNumber } = await chain.emit([
      settled(7),
      settled(30),
      log("UsageMeter", "ReceiptRejected", { licenseId: 2n ** 200n, index: 2n, reason: 1 }),
      log("UsageMeter", "BatchSettled", { epoch, receipts: 3n, settled: 2n }),
    ]);
    const answer = await chain.query(
      `query ($license: ID!, $capsule: ID!, $block: BigInt!) {
        license(id: $license) { runs runsUsed }
        capsule(id: $capsule) { runsUsed }
        usageSettlements(where: { blockNumber: $block }, orderBy: sequence) { runs runsAfter license { id } }
        receiptRejections(where: { blockNumber: $block }) { licenseId index reason }
        usageBatches(where: { blockNumber: $block }) { epoch receipts settled } }`,
      { license: word(licenseId), capsule: word(id), block: String(blockNumber) },
    );
    assert.deepEqual(answer, {
      license: { runs: "100", runsUsed: "30" },
      capsule: { runsUsed: "30" },
      usageSettlements: [
        { runs: "7", runsAfter: "7", license: { id: word(licenseId) } },
        { runs: "23", runsAfter: "30", license: { id: word(licenseId) } },
      ],
      receiptRejections: [{ licenseId: String(2n ** 200n), index: "2", reason: "NOT_METERED" }],
      usageBatches: [{ epoch: String(epoch), receipts: "3", settled: "2" }],
    });
  });

  it("releases of a day are what keepers said last, and counts of two epochs add up", async () => {
    const chain = sharedChain();
    const [id, day] = [BigInt(fresh()), 19_675n];
    const reported = (capsuleId: bigint, epoch: bigint, releases: number) =>
      log("UsageMeter", "ReleasesReported", { capsuleId, day, epoch, releases });
    await chain.emit([...registered(id, freshAccount()), reported(id, 1n, 5), reported(id, 2n, 4)]);
    await chain.emit([reported(id, 1n, 9), reported(2n ** 255n, 1n, 1)]);
    const {
      capsule,
      releaseReports,
      capsuleUsageStats_collection: days,
    } = await chain.query(
      `query ($id: ID!, $capsule: String!) { capsule(id: $id) { releases }
        releaseReports(where: { capsule: $capsule }, orderBy: epoch) { day epoch releases }
        capsuleUsageStats_collection(interval: day, current: include, where: { capsule: $capsule }) { releases runs } }`,
      { id: word(id), capsule: word(id) },
    );
    assert.equal(capsule.releases, "13");
    assert.deepEqual(releaseReports, [
      { day: "19675", epoch: "1", releases: "9" },
      { day: "19675", epoch: "2", releases: "4" },
    ]);
    assert.deepEqual(days, [{ releases: "13", runs: "0" }]);
  });

  it("what was used counts for its day: the one that keepers tell of, or that of the settlement", async () => {
    const chain = sharedChain();
    const [id, offerId, owner] = [BigInt(fresh()), BigInt(fresh()), freshAccount()];
    const licenseId = (offerId << 64n) | 1n;
    // Days of use that no other test has; they are told of much later, and out of order.
    const [first, second] = [12_000n, 12_001n];
    const reported = (day: bigint, epoch: bigint, releases: number) =>
      log("UsageMeter", "ReleasesReported", { capsuleId: id, day, epoch, releases });
    await chain.emit([
      ...registered(id, owner),
      offered(offerId, id, owner, { runs: 100 }),
      ...sold(offerId, id, owner, { serial: 1n }),
      reported(second, 7n, 5),
      reported(first, 7n, 2),
    ]);
    const { timestamp } = await chain.emit([
      reported(first, 8n, 4),
      reported(second, 7n, 9),
      log("UsageMeter", "UsageSettled", { licenseId, runs: 3 }),
    ]);
    const today = BigInt(timestamp) / 86_400n;
    const answer = await chain.query(
      `query ($capsule: String!, $to: BigInt!) {
        capsuleUsageDays(where: { capsule: $capsule }, orderBy: day) { day releases runs }
        protocolUsageDays(where: { day_gte: 12000, day_lt: $to }, orderBy: day) { day releases runs } }`,
      { capsule: word(id), to: "12002" },
    );
    const days = [
      { day: String(first), releases: "6", runs: "0" },
      { day: String(second), releases: "9", runs: "0" },
    ];
    assert.deepEqual(answer.capsuleUsageDays, [...days, { day: String(today), releases: "0", runs: "3" }]);
    assert.deepEqual(answer.protocolUsageDays, days);
  });

  it("a keeper's bond is what was paid in, less what was taken or given back", async () => {
    const chain = sharedChain();
    const [operator, payer, recipient] = [freshAccount(), freshAccount(), freshAccount()];
    await chain.emit([
      log("KeeperRegistry", "MinimumBondChanged", { amount: 77n }),
      log("KeeperRegistry", "BondPosted", { operator, payer, amount: 100n, bond: 100n }),
      log("KeeperRegistry", "BondSlashed", { operator, recipient, evidenceDigest: word(9), amount: 30n, bond: 70n }),
    ]);
    const text = `query ($id: ID!) { protocol(id: "0x01") { minimumBond } keeperBond(id: $id) { bond slashed
      changes(orderBy: sequence) { kind amount account { id } evidenceDigest bondAfter } } }`;
    const before = await chain.query(text, { id: operator });
    assert.equal(before.protocol.minimumBond, "77");
    const changes = [
      { kind: "POSTED", amount: "100", account: { id: payer }, evidenceDigest: null, bondAfter: "100" },
      { kind: "SLASHED", amount: "30", account: { id: recipient }, evidenceDigest: word(9), bondAfter: "70" },
    ];
    assert.deepEqual(before.keeperBond, { bond: "70", slashed: "30", changes });
    await chain.emit([log("KeeperRegistry", "BondWithdrawn", { operator, recipient, amount: 70n })]);
    const { keeperBond } = await chain.query(text, { id: operator });
    assert.deepEqual([keeperBond.bond, keeperBond.slashed], ["0", "30"]);
  });
});
