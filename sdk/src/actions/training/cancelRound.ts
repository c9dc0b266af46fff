import { cancelRoundFunction, roundCanceledEvent } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";

export type CancelRoundParameters = {
  roundId: bigint;
};

/**
 * Takes a round back that nobody committed to. Only the capsule's owner, or who may act for the owner.
 *
 * @throws ContractRevertError `TrainingPool_NotAuthorized`, `TrainingPool_WrongState` once somebody committed.
 */
export const cancelRound = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: cancelRoundFunction,
  event: roundCanceledEvent,
  args: ({ roundId }: CancelRoundParameters) => [roundId],
});
