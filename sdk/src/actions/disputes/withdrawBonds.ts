import type { Address } from "viem";
import { bondWithdrawnEvent, withdrawFunction } from "../../generated/disputeCourt.ts";
import { writeAction } from "../writeAction.ts";

export type WithdrawBondsParameters = {
  /** Who is paid: the account that the bonds belong to. */
  creditor: Address;
};

/**
 * Pays an account its bonds, its own or won. Anyone may call. `withdrawBonds.sync` returns the `amount`.
 *
 * @throws ContractRevertError `DisputeCourt_NothingToWithdraw`, `FailedCall` when the account refuses the payment.
 */
export const withdrawBonds = /*#__PURE__*/ writeAction({
  contract: "disputeCourt",
  function: withdrawFunction,
  event: bondWithdrawnEvent,
  args: ({ creditor }: WithdrawBondsParameters) => [creditor],
});
