import { disputeOfFunction } from "../../generated/disputeCourt.ts";
import type { ResultOf } from "../call.ts";
import { readAction } from "../readAction.ts";

export type GetDisputeParameters = { disputeId: bigint };

/** Parties, stage (`DisputeStage`), its deadline in Unix time, and the ruling so far. */
export type Dispute = ResultOf<typeof disputeOfFunction>;

/**
 * Where a dispute stands.
 *
 * @throws ContractRevertError `DisputeCourt_UnknownDispute`.
 */
export const getDispute = /*#__PURE__*/ readAction({
  contract: "disputeCourt",
  function: disputeOfFunction,
  args: ({ disputeId }: GetDisputeParameters) => [disputeId],
});
