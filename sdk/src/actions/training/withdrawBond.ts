import type { Address } from "viem";
import { bondWithdrawnEvent, withdrawBondFunction } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";

export type WithdrawBondParameters = {
  roundId: bigint;
  contributor: Address;
};

/**
 * Pays out a contributor's bond once the round has ended: back, or to the capsule's owner if the round was finalized and
 * the contributor hadn't revealed. Anyone may call. `withdrawBond.sync` returns `recipient` and `amount`.
 *
 * @throws ContractRevertError `TrainingPool_NoBond`, `TrainingPool_WrongState` before the end, `FailedCall` when the
 *   recipient refuses the payment.
 */
export const withdrawBond = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: withdrawBondFunction,
  event: bondWithdrawnEvent,
  args: ({ roundId, contributor }: WithdrawBondParameters) => [roundId, contributor],
});
