import { expireFunction, roundExpiredEvent } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";

export type ExpireRoundParameters = {
  roundId: bigint;
};

/**
 * Ends a round whose deadlines passed without commitments or without a result: all bonds go back (`withdrawTrainingBond`). Anyone
 * may call.
 *
 * @throws ContractRevertError `TrainingPool_TooEarly`, `TrainingPool_WrongState`.
 */
export const expireRound = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: expireFunction,
  event: roundExpiredEvent,
  args: ({ roundId }: ExpireRoundParameters) => [roundId],
});
