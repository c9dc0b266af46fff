import { capsuleIdToHex } from "../capsuleId.ts";
import { roundsQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** Who trained a capsule, for how many units, what came of it, and the units that still wait for who they are for. */
export const findRounds = /*#__PURE__*/ findAction({
  query: roundsQuery,
  variables: ({
    capsuleId,
    ...page
  }: {
    capsuleId: bigint;
    /** Of each list, at most 1,000; 100 when left out. */
    first?: number;
  }) => ({ capsule: capsuleIdToHex(capsuleId), ...page }),
});
