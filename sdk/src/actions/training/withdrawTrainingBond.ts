import type { Address } from "viem";
import { bondWithdrawnEvent, withdrawBondFunction } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";

export type WithdrawTrainingBondParameters = {
  roundId: bigint;
  contributor: Address;
};

/**
 * Pays out a contributor's bond once the round has ended: back, or to the capsule's owner if the round was finalized and
 * the contributor hadn't revealed. Anyone may call. `withdrawTrainingBond.sync` returns `recipient` and `amount`.
 *
 * @throws ContractRevertError `TrainingPool_NoBond`, `TrainingPool_WrongState` before the end, `FailedCall` when the
 *   recipient refuses the payment.
 */
export const withdrawTrainingBond = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: withdrawBondFunction,
  event: bondWithdrawnEvent,
  args: ({ roundId, contributor }: WithdrawTrainingBondParameters) => [roundId, contributor],
});
