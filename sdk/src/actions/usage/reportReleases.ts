import type { Hex } from "viem";
import { releasesReportedEvent, reportReleasesFunction } from "../../generated/usageMeter.ts";
import { writeManyAction } from "../writeAction.ts";

/** How often a capsule's key was released on a day. */
export type ReleaseCount = { capsuleId: bigint; releases: number };

export type ReportReleasesParameters = {
  /** Keeper set that signed: the current one, or the one before for 14 days. */
  epoch: bigint;
  /** Days since 1970-01-01 (UTC); a day that is over. */
  day: number;
  counts: readonly ReleaseCount[];
  /** Of at least the set's threshold, in the order of the signers' addresses. */
  signatures: readonly Hex[];
};

/**
 * Records anonymous counts of key releases. Anyone may submit. A count that is not above what the same keeper set said
 * before changes nothing. `reportReleases.sync` returns those that were raised as `events`.
 *
 * @throws ContractRevertError `UsageMeter_EmptyBatch`, `UsageMeter_DayNotOver`, `KeeperRegistry_EpochClosed`,
 *   `KeeperRegistry_UnknownEpoch`, `KeeperRegistry_QuorumNotReached`, `KeeperRegistry_NotKeeper`,
 *   `KeeperRegistry_UnorderedSigners`.
 */
export const reportReleases = /*#__PURE__*/ writeManyAction({
  contract: "usageMeter",
  function: reportReleasesFunction,
  event: releasesReportedEvent,
  args: ({ epoch, day, counts, signatures }: ReportReleasesParameters) => [epoch, day, counts, signatures],
});
