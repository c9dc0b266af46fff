import type { Answer } from "../../support/indexedChain.ts";
import { type Chain, compareEach, same } from "./chain.ts";

const REASONS = ["NONE", "NOT_METERED", "NOT_ABOVE_SETTLED", "ABOVE_BOUGHT"];

export const QUERY = `query ($block: Int!) {
  capsules(first: 1000, block: { number: $block }) { tokenId releases runsUsed }
  licenses(first: 1000, block: { number: $block }) { runsUsed capsule { tokenId } }
  releaseReports(first: 1000, block: { number: $block }) { capsule { tokenId } day epoch releases }
  capsuleUsageDays(first: 1000, block: { number: $block }) { capsule { tokenId } day releases runs }
  protocolUsageDays(first: 1000, block: { number: $block }) { day releases runs }
  receiptRejections(first: 1000, orderBy: sequence, block: { number: $block }) { licenseId index reason }
  usageSettlements(first: 1000, orderBy: sequence, block: { number: $block }) { license { licenseId } runsAfter }
  usageBatches(first: 1000, orderBy: sequence, block: { number: $block }) { epoch receipts settled } }`;

export async function compare(state: Answer, chain: Chain): Promise<void> {
  const { capsules, licenses, releaseReports } = state;
  await compareReports(chain, releaseReports);
  for (const { tokenId, releases, runsUsed } of capsules) {
    same(releases, sumOf(releaseReports, tokenId, "releases"), `releases of ${tokenId}`);
    same(runsUsed, sumOf(licenses, tokenId, "runsUsed"), `runs of ${tokenId}`);
  }
  compareDays(state);
  await compareReceipts(chain, state);
}

/** Days add up to what was said of them by each keeper set, and to what was settled in all. */
function compareDays({ capsules, capsuleUsageDays, protocolUsageDays, releaseReports }: Answer): void {
  for (const { capsule, day, releases } of capsuleUsageDays) {
    const ofDay = releaseReports.filter((report: Answer) => report.day === day);
    same(releases, sumOf(ofDay, capsule.tokenId, "releases"), `releases of ${capsule.tokenId} on day ${day}`);
  }
  for (const { tokenId, runsUsed } of capsules) same(sumOf(capsuleUsageDays, tokenId, "runs"), runsUsed, "runs by day");
  for (const { day, releases, runs } of protocolUsageDays) {
    const ofDay = capsuleUsageDays.filter((usage: Answer) => usage.day === day);
    const totals = ["releases", "runs"].map((field) =>
      ofDay.reduce((sum: bigint, usage: Answer) => sum + BigInt(usage[field]), 0n),
    );
    same([releases, runs], totals, `use on day ${day}`);
  }
}

const sumOf = (entities: readonly Answer[], tokenId: string, field: string): bigint =>
  entities
    .filter(({ capsule }) => capsule.tokenId === tokenId)
    .reduce((sum: bigint, entity) => sum + BigInt(entity[field]), 0n);

/** Each day that was told of, by each keeper set; what was said of capsules that aren't there is left out. */
async function compareReports({ read, events, world }: Chain, reports: readonly Answer[]): Promise<void> {
  const told = await events("usageMeter", "ReleasesReported");
  const known = told.filter(({ capsuleId }) => world.capsules.some(({ id }) => id === capsuleId));
  const days = known.map(({ capsuleId, day, epoch }) => [capsuleId, day, epoch].join());
  same(
    reports.map(({ capsule, day, epoch }) => [capsule.tokenId, day, epoch].join()).sort(),
    [...new Set(days)].sort(),
    "days",
  );
  await compareEach(reports, async ({ capsule, day, epoch, releases }) => {
    const args = [capsule.tokenId, Number(day), epoch];
    same(releases, await read("usageMeter", "releasesOf", args), `releases of ${args}`);
  });
}

async function compareReceipts({ events }: Chain, state: Answer): Promise<void> {
  const [settled, rejected, batches] = await Promise.all([
    events("usageMeter", "UsageSettled"),
    events("usageMeter", "ReceiptRejected"),
    events("usageMeter", "BatchSettled"),
  ]);
  same(
    state.usageSettlements.map(({ license, runsAfter }: Answer) => [license.licenseId, runsAfter]),
    settled.map(({ licenseId, runs }) => [licenseId, runs]),
    "settled receipts",
  );
  same(
    state.receiptRejections,
    rejected.map(({ licenseId, index, reason }) => ({ licenseId, index, reason: REASONS[reason] })),
    "receipts that were left out",
  );
  same(state.usageBatches, batches, "batches");
}
