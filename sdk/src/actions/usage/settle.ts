import type { Hex, Log } from "viem";
import type { Deployment } from "../../deployment.ts";
import { batchSettledEvent, receiptRejectedEvent, settleFunction } from "../../generated/usageMeter.ts";
import { eventsAmong } from "../transaction.ts";
import { type EventOf, writeAction } from "../writeAction.ts";

/** Runs leased of a metered license so far, cumulative. */
export type LeaseReceipt = { licenseId: bigint; runs: number };

export type SettleParameters = {
  /** Keeper set that signed: the current one, or the one before for 14 days. */
  epoch: bigint;
  receipts: readonly LeaseReceipt[];
  /** Of at least the set's threshold, in the order of the signers' addresses. */
  signatures: readonly Hex[];
};

/** Why a receipt was left out; `index` counts from 0 in its batch. */
export type RejectedReceipt = Omit<EventOf<typeof receiptRejectedEvent>, "reason"> & { reason: RejectionReason };
export type RejectionReason = (typeof REASONS)[number];

const REASONS = ["none", "notMetered", "notAboveSettled", "aboveBought"] as const;

/**
 * Settles what keepers leased of metered licenses. Anyone may submit. A bad receipt stops no other:
 * `extractRejectedReceipts` names those of a transaction. `settle.sync` returns how many there were, and how many count.
 *
 * @throws ContractRevertError `UsageMeter_EmptyBatch`, `KeeperRegistry_EpochClosed`, `KeeperRegistry_UnknownEpoch`,
 *   `KeeperRegistry_QuorumNotReached`, `KeeperRegistry_NotKeeper`, `KeeperRegistry_UnorderedSigners`.
 */
export const settle = /*#__PURE__*/ writeAction({
  contract: "usageMeter",
  function: settleFunction,
  event: batchSettledEvent,
  args: ({ epoch, receipts, signatures }: SettleParameters) => [epoch, receipts, signatures],
});

/** Receipts that a settlement left out, and why, among the logs of its transaction. */
export function extractRejectedReceipts(
  logs: readonly Log[],
  { deployment }: { deployment: Deployment },
): RejectedReceipt[] {
  const source = { contract: "usageMeter", event: receiptRejectedEvent } as const;
  return eventsAmong(logs, source, deployment).map(({ licenseId, index, reason }) => ({
    licenseId,
    index,
    reason: REASONS[reason] ?? "none",
  }));
}
