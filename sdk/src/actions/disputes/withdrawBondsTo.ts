import type { Address } from "viem";
import { bondWithdrawnEvent, withdrawToFunction } from "../../generated/disputeCourt.ts";
import { writeAction } from "../writeAction.ts";

export type WithdrawBondsToParameters = {
  /** Any account of the sender's choice. */
  recipient: Address;
};

/**
 * Pays the sender's bonds to an account of its choice.
 *
 * @throws ContractRevertError `DisputeCourt_NothingToWithdraw`, `DisputeCourt_InvalidRecipient`.
 */
export const withdrawBondsTo = /*#__PURE__*/ writeAction({
  contract: "disputeCourt",
  function: withdrawToFunction,
  event: bondWithdrawnEvent,
  args: ({ recipient }: WithdrawBondsToParameters) => [recipient],
});
