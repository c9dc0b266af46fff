import { concludeFunction, disputeConcludedEvent } from "../../generated/disputeCourt.ts";
import { writeAction } from "../writeAction.ts";

export type ConcludeDisputeParameters = { disputeId: bigint };

/**
 * Ends a dispute whose stage is over: a ruling that nobody appealed stands; what nobody ruled on ends in the respondent's
 * favour. Anyone may call. `concludeDispute.sync` returns the `outcome` (`DisputeStage`).
 *
 * @throws ContractRevertError `DisputeCourt_TooEarly`, `DisputeCourt_WrongStage`.
 */
export const concludeDispute = /*#__PURE__*/ writeAction({
  contract: "disputeCourt",
  function: concludeFunction,
  event: disputeConcludedEvent,
  args: ({ disputeId }: ConcludeDisputeParameters) => [disputeId],
});
