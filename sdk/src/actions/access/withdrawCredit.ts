import type { Address } from "viem";
import { creditWithdrawnEvent, withdrawCreditFunction } from "../../generated/accessToken.ts";
import { writeAction } from "../writeAction.ts";

export type WithdrawCreditParameters = {
  /** Who is paid: the account that the credit belongs to. */
  creditor: Address;
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * Pays an account its referral shares and refunds. Anyone may call. `withdrawCredit.sync` returns the `amount`.
 *
 * @throws ContractRevertError `AccessToken_NoCredit`, `FailedCall` when the account refuses the payment.
 */
export const withdrawCredit = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: withdrawCreditFunction,
  event: creditWithdrawnEvent,
  args: ({ creditor, currency }: WithdrawCreditParameters) => [creditor, currency],
});
