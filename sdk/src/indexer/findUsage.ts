import { capsuleIdToHex } from "../capsuleId.ts";
import { usageQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** How much a capsule is used by day, and how much all are; never by whom. */
export const findUsage = /*#__PURE__*/ findAction({
  query: usageQuery,
  variables: ({
    capsuleId,
    ...days
  }: {
    capsuleId: bigint;
    /** First day, since 1970-01-01 (UTC). */
    from: bigint;
    /** The day after the last one. */
    to: bigint;
  }) => ({ id: capsuleIdToHex(capsuleId), capsule: capsuleIdToHex(capsuleId), ...days }),
});
