import assert from "node:assert/strict";
import { hashTypedData, recoverAddress } from "viem";
import { dataFiles } from "../../keeper/index.ts";
import { openReleaseLog, type Release } from "../../keeper/store/releaseLog.ts";
import type { KeeperSet } from "../../src/keys/keeperSet.ts";
import { UsageQuorumError } from "../../src/keys/keyServiceErrors.ts";
import type { RefusalCode } from "../../src/keys/refusals.ts";
import { leaseBatchTypedData, releaseReportTypedData } from "../../src/keys/usageTypedData.ts";
import {
  collectLease,
  collectLeases,
  collectReleases,
  signedLeases,
  signedReleases,
} from "../../src/usage/keeperUsage.ts";
import { assertRefused } from "./support/assertRefused.ts";
import { cleanUp, later, temporaryDirectory } from "./support/cleanup.ts";
import { CHAIN_ID, fakeChain, fakeRpc, USAGE_METER } from "./support/fakeRpc.ts";
import { groupOf } from "./support/group.ts";
import { impostor, withUrls } from "./support/impostor.ts";
import { post } from "./support/licensee.ts";
import { keeperSetOf, testKeeper, writeShare } from "./support/testKeeper.ts";

const DAY = 20_000;
const NOON = DAY * 86_400 + 43_200;
const DOMAIN = { chainId: CHAIN_ID, usageMeter: USAGE_METER };

describe("keeper: what was used", function () {
  this.timeout(60_000);
  const group = groupOf(3, 5);
  let keepers: Awaited<ReturnType<typeof testKeeper>>[];
  let set: KeeperSet;
  let now: number;

  beforeEach(async () => {
    now = NOON + 86_400;
    const rpc = await fakeRpc(fakeChain());
    later(rpc.close);
    // License 7: granted to different heights. License 9: one keeper alone. Capsule 1: 6, 4, 3, 2, 1 releases; capsule 2: two keepers.
    const logs = group.map((_, position) => [
      lease(7n, [10, 8, 6, 4, 2][position] ?? 0),
      ...(position === 0 ? [lease(9n, 3)] : []),
      ...Array.from({ length: 4 - position }, () => lease(0n, 0)),
      ...(position < 2 ? [{ ...lease(0n, 0), capsuleId: 2n }] : []),
      ...(position === 0 ? [{ ...lease(0n, 0), time: NOON + 86_400 }] : []),
    ]);
    keepers = await Promise.all(group.map((_, position) => keeperWith(rpc.url, position, logs[position] ?? [])));
    set = keeperSetOf(3, keepers);
  });
  afterEach(cleanUp);

  const lease = (licenseId: bigint, leaseRuns: number): Release => ({
    ...{ time: NOON, epoch: 1, capsuleId: 1n, licenseId, leaseRuns },
  });
  async function keeperWith(rpcUrl: string, position: number, entries: readonly Release[]) {
    const directory = await temporaryDirectory();
    const key = group[position] ?? assert.fail();
    await writeShare(directory, key);
    const log = await openReleaseLog(dataFiles(directory).releases);
    for (const entry of entries) await log.append(entry);
    await log.close();
    return testKeeper(key, [rpcUrl], { directory, now: () => now * 1000 });
  }
  const options = (keeperSet = set) => ({ domain: DOMAIN, keepers: keeperSet, timeoutMilliseconds: 5_000 });
  const refused = async (path: string, body: object, code: RefusalCode, message: RegExp) =>
    assertRefused(await post(keepers[0]?.url ?? "", path, body), code, message);

  it("is what a quorum knows of it: the third largest of five numbers, and nothing that one keeper alone says", async () => {
    assert.deepEqual(await collectLeases(options()), [{ licenseId: 7n, runs: 6 }]);
    assert.deepEqual(await collectReleases(options(), DAY), [{ capsuleId: 1n, releases: 3 }]);
    const single = [1n, 7n, 8n, 9n].map((licenseId) => collectLease(options(), licenseId));
    assert.deepEqual(await Promise.all(single), [0, 6, 0, 0], "of one license the same");
  });

  it("is signed by a quorum, in the order of addresses, over exactly these receipts", async () => {
    const receipts = [{ licenseId: 7n, runs: 6 }];
    const [batch, ...none] = await signedLeases(options(), receipts);
    assert.ok(batch);
    assert.deepEqual([none, batch.epoch, batch.entries], [[], 1n, receipts]);
    const hash = hashTypedData(leaseBatchTypedData(DOMAIN, { epoch: 1n, receipts }));
    const signers = await Promise.all(batch.signatures.map((signature) => recoverAddress({ hash, signature })));
    const able = keepers.slice(0, 3).map(({ identity }) => identity.operator.toLowerCase());
    assert.deepEqual(
      signers.map((signer) => signer.toLowerCase()),
      able.toSorted(),
    );
  });

  it("is signed of a day that is over", async () => {
    const counts = [{ capsuleId: 1n, releases: 3 }];
    const [batch] = await signedReleases(options(), DAY, counts);
    const hash = hashTypedData(releaseReportTypedData(DOMAIN, { epoch: 1n, day: DAY, counts }));
    const operators = new Set(keepers.map(({ identity }) => identity.operator.toLowerCase()));
    for (const signature of batch?.signatures ?? assert.fail()) {
      assert.ok(operators.has((await recoverAddress({ hash, signature })).toLowerCase()));
    }
    now = NOON;
    for (const path of ["/v1/releases", "/v1/releases/sign"]) {
      const body = path.endsWith("sign") ? { day: DAY, counts: [{ capsuleId: "1", releases: 1 }] } : { day: DAY };
      await refused(path, body, "DAY_NOT_OVER", /Day 20000 is not over/);
    }
  });

  it("is signed by no keeper that did not see as much", async () => {
    const receipts = [{ licenseId: "7", runs: 11 }];
    await refused("/v1/leases/sign", { receipts }, "USAGE_UNKNOWN", /leased 10 runs of license 7/);
    const counts = [{ capsuleId: "1", releases: 7 }];
    await refused("/v1/releases/sign", { day: DAY, counts }, "USAGE_UNKNOWN", /capsule 1 6 times/);
    await assert.rejects(signedLeases(options(), [{ licenseId: 7n, runs: 7 }]), UsageQuorumError);
  });

  it("is refused in another form: nothing, too much, what is no number", async () => {
    const receipt = { licenseId: "7", runs: 1 };
    for (const receipts of [[], Array.from({ length: 101 }, () => receipt), [{ ...receipt, runs: -1 }], "7"]) {
      await refused("/v1/leases/sign", { receipts }, "REQUEST_MALFORMED", /receipts/);
    }
    await refused("/v1/leases", { after: -1 }, "REQUEST_MALFORMED", /after/);
  });

  it("is not made more by keepers that lie, nor stopped by some that are gone", async () => {
    const lies = JSON.stringify({ epoch: 1, leases: [{ licenseId: "7", runs: 99 }] });
    const liar = () => impostor(keepers[3] ?? assert.fail(), ({ response }) => response.end(lies));
    const lying = withUrls(set, { 4: await liar(), 5: await liar() });
    const [receipt] = await collectLeases(options(lying));
    assert.deepEqual(receipt, { licenseId: 7n, runs: 10 }, "two that say more make it the honest ones' largest");
    await keepers[4]?.close();
    await keepers[3]?.close();
    assert.deepEqual(await collectLeases(options()), [{ licenseId: 7n, runs: 6 }]);
  });

  it("is told a hundred licenses at a time", async () => {
    const rpc = await fakeRpc(fakeChain());
    later(rpc.close);
    const entries = Array.from({ length: 230 }, (_, i) => lease(BigInt(i + 1), 1));
    const many = await Promise.all(group.map((_, position) => keeperWith(rpc.url, position, entries)));
    const leases = await collectLeases(options(keeperSetOf(3, many)));
    assert.deepEqual(
      leases.map(({ licenseId }) => licenseId),
      entries.map(({ licenseId }) => licenseId),
    );
  });
});
