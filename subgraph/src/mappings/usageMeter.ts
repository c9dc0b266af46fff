import { BatchSettled, ReceiptRejected, ReleasesReported, UsageSettled } from "../../generated/UsageMeter/UsageMeter";
import { noteBatch, rejectReceipt, reportReleases, settleRuns } from "../handlers/usage";

export { handleAuthorityUpdated, handleUpgraded } from "./proxy";

export function handleUsageSettled(event: UsageSettled): void {
  settleRuns(event.params.licenseId, event.params.runs, event);
}

export function handleReceiptRejected(event: ReceiptRejected): void {
  rejectReceipt(event.params.licenseId, event.params.index, event.params.reason, event);
}

export function handleBatchSettled(event: BatchSettled): void {
  noteBatch(event.params.epoch, event.params.receipts, event.params.settled, event);
}

export function handleReleasesReported(event: ReleasesReported): void {
  const params = event.params;
  reportReleases(params.capsuleId, params.day, params.epoch, params.releases, event);
}
