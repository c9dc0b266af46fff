import { capsuleIdToHex } from "../capsuleId.ts";
import { contributorsQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** Who shares in a capsule, since when, and what they were paid. Its owner has what nobody was given: `ownerUnits`. */
export const findContributors = /*#__PURE__*/ findAction({
  query: contributorsQuery,
  variables: ({
    capsuleId,
    ...page
  }: {
    capsuleId: bigint;
    /** Of each list, at most 1,000; 100 when left out. */
    first?: number;
  }) => ({ id: capsuleIdToHex(capsuleId), capsule: capsuleIdToHex(capsuleId), ...page }),
});
