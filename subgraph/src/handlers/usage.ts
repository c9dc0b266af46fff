// How much capsules are used, as keepers say: never by whom.
import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Capsule, ReceiptRejection, ReleaseReport, UsageBatch, UsageSettlement } from "../../generated/schema";
import { eventId, numberId, tripleId } from "../id";
import { loadLicense } from "../store/license";
import { stamp } from "../store/stamp";
import { countUsage } from "../store/statistics";
import { addUsage, dayOf } from "../store/usageDay";

const REASONS: string[] = ["NONE", "NOT_METERED", "NOT_ABOVE_SETTLED", "ABOVE_BOUGHT"];

/** `runs` of a license are used in all. */
export function settleRuns(licenseId: BigInt, runs: BigInt, event: ethereum.Event): void {
  const license = loadLicense(licenseId);
  const settlement = new UsageSettlement(eventId(event));
  stamp(settlement, event);
  settlement.license = license.id;
  settlement.capsule = license.capsule;
  settlement.runs = runs.minus(license.runsUsed);
  settlement.runsAfter = runs;
  settlement.save();
  license.runsUsed = runs;
  license.save();
  const capsule = Capsule.load(license.capsule)!;
  capsule.runsUsed = capsule.runsUsed.plus(settlement.runs);
  capsule.save();
  countUsage(capsule, BigInt.zero(), settlement.runs);
  addUsage(capsule, dayOf(event.block.timestamp), BigInt.zero(), settlement.runs);
}

export function rejectReceipt(licenseId: BigInt, index: BigInt, reason: i32, event: ethereum.Event): void {
  const rejection = new ReceiptRejection(eventId(event));
  stamp(rejection, event);
  rejection.licenseId = licenseId;
  rejection.index = index;
  rejection.reason = REASONS[reason];
  rejection.save();
}

export function noteBatch(epoch: BigInt, receipts: BigInt, settled: BigInt, event: ethereum.Event): void {
  const batch = new UsageBatch(eventId(event));
  stamp(batch, event);
  batch.epoch = epoch;
  batch.receipts = receipts;
  batch.settled = settled;
  batch.save();
}

/** What keepers say in all of one day; they may name a capsule that isn't there. */
export function reportReleases(
  tokenId: BigInt,
  day: BigInt,
  epoch: BigInt,
  releases: BigInt,
  event: ethereum.Event,
): void {
  const capsule = Capsule.load(numberId(tokenId));
  if (capsule == null) return;
  const id = tripleId(capsule.id, numberId(day), numberId(epoch));
  const existing = ReleaseReport.load(id);
  const report = existing == null ? new ReleaseReport(id) : existing;
  const more = existing == null ? releases : releases.minus(existing.releases);
  report.capsule = capsule.id;
  report.day = day;
  report.epoch = epoch;
  report.releases = releases;
  report.timestamp = event.block.timestamp;
  report.save();
  capsule.releases = capsule.releases.plus(more);
  capsule.save();
  countUsage(capsule, more, BigInt.zero());
  addUsage(capsule, day, more, BigInt.zero());
}
