import { capsuleIdToHex } from "../capsuleId.ts";
import { paymentsQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** Every payment of a capsule, oldest first, with the balances after it: each row's follow from the row before. */
export const findPayments = /*#__PURE__*/ findAction({
  query: paymentsQuery,
  variables: ({
    capsuleId,
    ...page
  }: {
    capsuleId: bigint;
    /** `sequence` of the last row of the page before. */
    after?: bigint;
    /** At most 1,000; 100 when left out. */
    first?: number;
  }) => ({ capsule: capsuleIdToHex(capsuleId), ...page }),
  result: ({ flows }) => flows,
});
