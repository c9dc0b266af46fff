import assert from "node:assert/strict";
import fc from "fast-check";
import { requireLease } from "../../keeper/release/lease.ts";
import type { RunningKeeper } from "../../keeper/startKeeper.ts";
import type { KeeperSet } from "../../src/keys/keeperSet.ts";
import type { KeeperReport, LeaseParameters } from "../../src/keys/keyService.ts";
import { KeyReleaseRefusedError } from "../../src/keys/keyServiceErrors.ts";
import { leasedAsQuorumKnows } from "../../src/keys/leasedRuns.ts";
import { thresholdKeyService } from "../../src/keys/thresholdKeyService.ts";
import { keyCommitment } from "../../src/payload/index.ts";
import { cleanUp, later } from "../keeper/support/cleanup.ts";
import { type FakeChain, fakeChain, fakeRpc } from "../keeper/support/fakeRpc.ts";
import { groupKeyOf, groupOf } from "../keeper/support/group.ts";
import { impostor, withUrls } from "../keeper/support/impostor.ts";
import {
  ask,
  bindingOf,
  DOMAIN,
  encryptedKey,
  LICENSE_ID,
  licensee,
  ownKey,
  postRelease,
} from "../keeper/support/licensee.ts";
import { keeperSetOf, testKeeper } from "../keeper/support/testKeeper.ts";

const THRESHOLD = 3;
const BOUGHT = 20;

describe("leases of a metered license", function () {
  this.timeout(60_000);
  const group = groupOf(THRESHOLD, 5);
  const { key, header } = encryptedKey(groupKeyOf(group));
  let chain: FakeChain;
  let keepers: Awaited<ReturnType<typeof testKeeper>>[];
  let set: KeeperSet;
  let account: ReturnType<typeof licensee>;

  beforeEach(async () => {
    chain = fakeChain();
    const rpc = await fakeRpc(chain);
    later(rpc.close);
    account = licensee(chain);
    license().runs = BOUGHT;
    keepers = await Promise.all(group.map((member) => testKeeper(member, [rpc.url])));
    set = keeperSetOf(THRESHOLD, keepers);
  });
  afterEach(cleanUp);

  const license = () => chain.licenses.get(LICENSE_ID) ?? assert.fail();
  const lease = (overrides: Partial<LeaseParameters> = {}, keeperSet = set) =>
    thresholdKeyService({ ...DOMAIN, keepers: keeperSet, timeoutMilliseconds: 20_000 }).lease({
      ...{ binding: bindingOf(), header, licenseId: LICENSE_ID, account: account.address },
      ...{ sign: ownKey(account).sign, keyCommitment: keyCommitment(key) },
      ...{ runs: 8, leased: 0, bought: BOUGHT, ...overrides },
    });
  const usedUp = (error: unknown) => error instanceof KeyReleaseRefusedError && error.code === "LICENSE_USED_UP";
  /** One keeper alone is asked. */
  const askOne = async (keeper: RunningKeeper, leaseRuns: number) =>
    (await postRelease(keeper.url, await ask(ownKey(account), header, { leaseRuns }))).json;

  it("come with the key, until all that was bought is leased", async () => {
    assert.deepEqual(await lease(), { key, runs: 8, leased: 8 });
    assert.deepEqual(await lease({ leased: 8 }), { key, runs: 8, leased: 16 });
    assert.deepEqual(await lease({ leased: 16 }), { key, runs: 4, leased: 20 }, "fewer are left");
    await assert.rejects(lease({ leased: 20 }), usedUp);
    license().runs += 5;
    assert.deepEqual(await lease({ leased: 20, bought: 25 }), { key, runs: 5, leased: 25 }, "renewed");
  });

  it("go on where they were, for a client that knows of none of them", async () => {
    await lease();
    assert.deepEqual(await lease({ leased: 0 }), { key, runs: 8, leased: 16 });
    assert.deepEqual(await lease({ leased: 0 }), { key, runs: 4, leased: 20 });
    await assert.rejects(lease({ leased: 0 }), usedUp);
  });

  it("go on where they were after every keeper was restarted: they are on the disk before the answer", async () => {
    await lease();
    const restarted = await Promise.all(keepers.map((keeper) => keeper.restart()));
    for (const keeper of restarted) {
      const { error } = await askOne(keeper, 8);
      const granted = keeper.releases.leasedRuns(LICENSE_ID);
      if (granted === 8) assert.deepEqual([error?.code, error?.leased], ["LEASE_NOT_ABOVE", 8]);
    }
    assert.equal((await lease({}, keeperSetOf(THRESHOLD, restarted))).leased > 8, true);
  });

  it("are found although each keeper knows of other ones", async () => {
    for (const [position, runs] of [5, 2, 9, 1, 7].entries()) await askOne(keepers[position] ?? assert.fail(), runs);
    const { leased, runs } = await lease({ runs: 3 });
    assert.deepEqual([leased, runs], [8, 3], "three of the five know of 5 at most");
  });

  it("are not made dearer by keepers that say too much", async () => {
    const lies = JSON.stringify({ error: { code: "LEASE_NOT_ABOVE", message: "Lies.", leased: BOUGHT } });
    const liar = () => impostor(keepers[0] ?? assert.fail(), ({ response }) => response.writeHead(409).end(lies));
    for (const keeper of keepers.slice(2)) await askOne(keeper, 4);
    const { leased } = await lease({ runs: 1 }, withUrls(set, { 1: await liar(), 2: await liar() }));
    assert.equal(leased, 5);
  });

  it("count from what is settled on chain, where that is more than a keeper knows", async () => {
    license().settled = 15;
    const { error } = await askOne(keepers[0] ?? assert.fail(), 15);
    assert.deepEqual([error?.code, error?.leased], ["LEASE_NOT_ABOVE", 15]);
    assert.deepEqual(await lease({ leased: 15 }), { key, runs: 5, leased: 20 });
    license().settled = BOUGHT;
    assert.equal((await askOne(keepers[0] ?? assert.fail(), 20)).error?.code, "LICENSE_USED_UP");
  });

  it("of two requests for the same runs at the same time a keeper grants one", async () => {
    const keeper = keepers[0] ?? assert.fail();
    const answers = await Promise.all(Array.from({ length: 6 }, () => askOne(keeper, 3)));
    assert.equal(answers.filter(({ error }) => error === undefined).length, 1);
    assert.equal(keeper.releases.leasedRuns(LICENSE_ID), 3);
  });
});

describe("runs of a license, whichever keepers are asked", () => {
  /** More than half of the keepers, as KeeperRegistry wants it. */
  const sizes = fc.integer({ min: 1, max: 9 }).chain((keepers) =>
    fc.record({
      keepers: fc.constant(keepers),
      threshold: fc.integer({ min: Math.floor(keepers / 2) + 1, max: keepers }),
    }),
  );
  const granted = (known: number[], keeper: number, leaseRuns: number, bought: number): boolean => {
    try {
      requireLease({ licenseId: 1n, leaseRuns, bought, leased: known[keeper] ?? 0 });
    } catch {
      return false;
    }
    known[keeper] = leaseRuns;
    return true;
  };

  it("never come to more than were bought: grants of quorums rise strictly and end at what was bought", () => {
    const request = fc.record({
      leaseRuns: fc.integer({ min: 0, max: 40 }),
      asked: fc.array(fc.nat(8), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 30 }),
        fc.array(request, { maxLength: 60 }),
        (size, bought, requests) => {
          const known = Array.from({ length: size.keepers }, () => 0);
          let last = 0;
          for (const { leaseRuns, asked } of requests) {
            const keepers = [...new Set(asked.map((keeper) => keeper % size.keepers))];
            const answers = keepers.filter((keeper) => granted(known, keeper, leaseRuns, bought));
            if (answers.length < size.threshold) continue;
            assert.ok(leaseRuns > last, "a quorum granted what one had granted before");
            assert.ok(leaseRuns <= bought);
            last = leaseRuns;
          }
        },
      ),
      { seed: 712, numRuns: 2_000 },
    );
  });

  it("what a quorum knows is what its honest keepers know, whatever as many others say as it can do without", () => {
    const operator = "0x0000000000000000000000000000000000000001";
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(50), { minLength: 9, maxLength: 9 }), fc.nat(50), (size, counts, lie) => {
        const { threshold, keepers } = size;
        const liars = keepers - threshold;
        const reports: KeeperReport[] = Array.from({ length: keepers }, (_, position) => ({
          ...{ keeper: position + 1, operator, url: "", outcome: "refused" as const, reason: "" },
          leased: position < liars ? 50 + lie : (counts[position] ?? 0),
        }));
        const set = { threshold, keepers: reports } as unknown as KeeperSet;
        const honest = reports.slice(liars).map(({ leased = 0 }) => leased);
        assert.ok(leasedAsQuorumKnows(set, reports, { before: 0, asked: 0 }) <= Math.max(...honest));
      }),
      { seed: 712, numRuns: 2_000 },
    );
  });
});
