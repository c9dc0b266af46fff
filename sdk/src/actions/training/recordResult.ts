import { recordResultFunction, resultRecordedEvent } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";
import type { ResultApproval, RoundResult } from "./signResult.ts";

export type RecordResultParameters = {
  roundId: bigint;
  result: RoundResult;
  /** Of a quorum of the round's evaluators, in any order (`signResult`, or ERC-1271 signatures of contract accounts). */
  approvals: readonly ResultApproval[];
};

/**
 * Records what a quorum of evaluators signed, between the round's reveal and evaluation deadlines. Anyone may submit it.
 * `recordResult.sync` returns the `challengeDeadline`.
 *
 * @throws ContractRevertError `TrainingPool_QuorumNotReached`, `TrainingPool_InvalidSignature`,
 *   `TrainingPool_NotEvaluator`, `TrainingPool_TooEarly`, `TrainingPool_TooLate`, `TrainingPool_WrongState`.
 */
export const recordResult = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: recordResultFunction,
  event: resultRecordedEvent,
  args: ({ roundId, result, approvals }: RecordResultParameters) => [roundId, result, ordered(approvals)],
});

/** By address, as the contract wants them. */
function ordered(approvals: readonly ResultApproval[]): ResultApproval[] {
  return approvals.toSorted((one, other) => (BigInt(one.evaluator) < BigInt(other.evaluator) ? -1 : 1));
}
