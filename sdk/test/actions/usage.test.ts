import assert from "node:assert/strict";
import type { Hex } from "viem";
import {
  extractRejectedReceipts,
  getBond,
  getBondReleasableAt,
  getCurrentEpoch,
  getEpochOpenedAt,
  getLicenseStatus,
  getMinimumBond,
  getReleases,
  getRunsBought,
  getSettledRuns,
  isContractRevert,
  keeperRegistryAbi,
  type LeaseReceipt,
  postBond,
  purchase,
  reportReleases,
  rotateKeepers,
  setMinimumBond,
  settle,
  slashBond,
  usageMeterAbi,
  withdrawBond,
} from "../../src/index.ts";
import {
  buyer,
  clientOf,
  keepers,
  type LocalProtocol,
  localProtocol,
  newCapsule,
  newOffer,
  readerOf,
  stranger,
  THRESHOLD,
} from "./localProtocol.ts";

const RUNS = 10;
const MAX = 2n ** 256n - 1n;

describe("usage and bonds of keepers", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });

  /** Signatures of a quorum over a digest, in the order of the signers' addresses. */
  const quorum = (hash: Hex): Promise<Hex[]> => {
    const ordered = keepers.toSorted((a, b) => (a.address.toLowerCase() < b.address.toLowerCase() ? -1 : 1));
    return Promise.all(ordered.slice(0, THRESHOLD).map((keeper) => keeper.sign({ hash })));
  };

  async function signedBatch(receipts: readonly LeaseReceipt[]) {
    const { deployment, url } = local;
    const epoch = await getCurrentEpoch(readerOf(url), { deployment });
    const hash = await readerOf(url).readContract({
      address: deployment.usageMeter,
      abi: usageMeterAbi,
      functionName: "leaseBatchDigest",
      args: [epoch, receipts],
    });
    return { deployment, epoch, receipts, signatures: await quorum(hash) };
  }

  it("settle counts what keepers signed, whoever submits it, and names what it leaves out", async () => {
    const { deployment, url } = local;
    const client = clientOf(url, buyer);
    const offerId = await newOffer({ runs: RUNS });
    const { licenseId } = await purchase.sync(client, { deployment, offerId, maxTotal: 1_000n });
    assert.equal(await getRunsBought(client, { deployment, licenseId }), RUNS);

    const receipts = [
      { licenseId, runs: 4 },
      { licenseId, runs: 4 },
      { licenseId, runs: RUNS + 1 },
      { licenseId: 1n, runs: 1 },
    ];
    const batch = await signedBatch(receipts);
    const { settled, receipts: count, epoch, receipt } = await settle.sync(clientOf(url, stranger), batch);
    assert.deepEqual([settled, count, epoch], [1n, 4n, batch.epoch]);
    assert.deepEqual(extractRejectedReceipts(receipt.logs, { deployment }), [
      { licenseId, index: 1n, reason: "notAboveSettled" },
      { licenseId, index: 2n, reason: "aboveBought" },
      { licenseId: 1n, index: 3n, reason: "notMetered" },
    ]);
    assert.equal(await getSettledRuns(client, { deployment, licenseId }), 4);
    const left = await getLicenseStatus(client, { deployment, licenseId, account: buyer.address });
    assert.deepEqual([left.runs, left.valid], [RUNS - 4, true]);

    await settle.sync(client, await signedBatch([{ licenseId, runs: RUNS }]));
    const none = await getLicenseStatus(client, { deployment, licenseId, account: buyer.address });
    assert.deepEqual([none.runs, none.valid], [0, false], "used up");
  });

  it("settle refuses too few signatures, and a batch of nothing", async () => {
    const client = clientOf(local.url, stranger);
    const batch = await signedBatch([{ licenseId: 1n, runs: 1 }]);
    await assert.rejects(
      settle(client, { ...batch, signatures: batch.signatures.slice(1) }),
      (error) =>
        isContractRevert(error, "KeeperRegistry_QuorumNotReached") && error.args.threshold === BigInt(THRESHOLD),
    );
    await assert.rejects(settle(client, await signedBatch([])), (error) =>
      isContractRevert(error, "UsageMeter_EmptyBatch"),
    );
  });

  it("reportReleases records counts of a day that is over, each once", async () => {
    const { deployment, url } = local;
    const client = clientOf(url, stranger);
    const capsuleId = await newCapsule();
    const { timestamp } = await readerOf(url).getBlock();
    const today = Number(timestamp / 86_400n);
    const report = async (day: number) => {
      const counts = [{ capsuleId, releases: 7 }];
      const args = [1n, day, counts] as const;
      const hash = await readerOf(url).readContract({
        address: deployment.usageMeter,
        abi: usageMeterAbi,
        functionName: "releaseReportDigest",
        args,
      });
      return { deployment, epoch: 1n, day, counts, signatures: await quorum(hash) };
    };
    const { events } = await reportReleases.sync(client, await report(today - 1));
    assert.deepEqual(events, [{ capsuleId, day: BigInt(today - 1), epoch: 1n, releases: 7 }]);
    assert.equal(await getReleases(client, { deployment, capsuleId, day: today - 1, epoch: 1n }), 7);
    assert.deepEqual((await reportReleases.sync(client, await report(today - 1))).events, []);
    await assert.rejects(reportReleases(client, await report(today)), (error) =>
      isContractRevert(error, "UsageMeter_DayNotOver"),
    );
  });

  it("bonds are posted by anyone and withdrawn by who is no keeper", async () => {
    const { deployment, url } = local;
    const client = clientOf(url, stranger);
    const [keeper] = keepers;
    assert.ok(keeper);
    assert.equal(await getMinimumBond(client, { deployment }), 0n);
    const posted = await postBond.sync(client, { deployment, operator: keeper.address, amount: 5n });
    assert.deepEqual([posted.operator, posted.payer, posted.bond], [keeper.address, stranger.address, 5n]);
    assert.equal(await getBond(client, { deployment, operator: keeper.address }), 5n);
    assert.equal(await getBondReleasableAt(client, { deployment, operator: keeper.address }), MAX);
    await assert.rejects(
      withdrawBond(client, { deployment, recipient: stranger.address }),
      (error) => isContractRevert(error, "KeeperBonds_NoBond") && error.args.operator === stranger.address,
    );
    await postBond.sync(client, { deployment, operator: stranger.address, amount: 3n });
    const withdrawn = await withdrawBond.sync(client, { deployment, recipient: buyer.address });
    assert.deepEqual([withdrawn.recipient, withdrawn.amount], [buyer.address, 3n]);
  });

  it("what governance may do is refused to others, and encoded for a proposal", async () => {
    const { deployment, url } = local;
    const client = clientOf(url, stranger);
    const refused = (error: unknown) => isContractRevert(error, "AccessManagedUnauthorized");
    const operator = stranger.address;
    const slash = {
      deployment,
      operator,
      amount: 1n,
      recipient: operator,
      evidenceDigest: `0x${"11".repeat(32)}`,
    } as const;
    await assert.rejects(slashBond(client, slash), refused);
    await assert.rejects(setMinimumBond(client, { deployment, amount: 1n }), refused);
    const rotation = { deployment, threshold: 1, keepers: [], acceptances: [] };
    await assert.rejects(rotateKeepers(client, rotation), refused);
    const { address, abi, functionName, args } = rotateKeepers.call(rotation);
    assert.deepEqual([address, functionName, args], [deployment.keeperRegistry, "rotate", [1, [], []]]);
    assert.ok(keeperRegistryAbi.some((item) => item.type === "function" && item.name === abi[0]?.name));
    const { timestamp } = await readerOf(url).getBlock();
    const opened = await getEpochOpenedAt(client, { deployment, epoch: 1n });
    assert.ok(opened > 0n && opened <= timestamp);
  });
});
