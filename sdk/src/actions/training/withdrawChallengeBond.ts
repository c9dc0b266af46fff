import type { Address } from "viem";
import { creditWithdrawnEvent, withdrawCreditFunction } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";

export type WithdrawChallengeBondParameters = {
  /** Who is paid (`getChallengeCredit`). */
  creditor: Address;
};

/**
 * Pays an account the challengers' bonds that it was awarded or gets back. Anyone may call.
 * `withdrawChallengeBond.sync` returns the `amount`.
 *
 * @throws ContractRevertError `TrainingPool_NoCredit`, `FailedCall` when the account refuses the payment.
 */
export const withdrawChallengeBond = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: withdrawCreditFunction,
  event: creditWithdrawnEvent,
  args: ({ creditor }: WithdrawChallengeBondParameters) => [creditor],
});
