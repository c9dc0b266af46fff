import { capsuleIdToHex } from "../capsuleId.ts";
import { tradesQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/**
 * What is bid for a capsule, its licenses or shares, best first; which orders of sellers are partly filled (of what is left,
 * `getOrderStatus` tells); and what was paid.
 */
export const findTrades = /*#__PURE__*/ findAction({
  query: tradesQuery,
  variables: ({
    capsuleId,
    ...rest
  }: {
    capsuleId: bigint;
    /** Seconds, to leave out bids that have expired. */
    now: bigint;
    /** Of each list, at most 1,000; 100 when left out. */
    first?: number;
  }) => ({ capsule: capsuleIdToHex(capsuleId), ...rest }),
});
