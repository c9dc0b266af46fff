import type { Address } from "viem";
import { bidCancelledEvent, cancelBidToFunction } from "../../generated/market.ts";
import { writeAction } from "../writeAction.ts";

export type CancelBidToParameters = { bidId: bigint; recipient: Address };

/**
 * Ends the sender's bid and pays what is left of it to another account, for a sender that can't be paid itself.
 *
 * @throws ContractRevertError `Market_UnknownBid`, `Market_NotBidder`, `Market_InvalidRecipient`.
 */
export const cancelBidTo = /*#__PURE__*/ writeAction({
  contract: "market",
  function: cancelBidToFunction,
  event: bidCancelledEvent,
  args: ({ bidId, recipient }: CancelBidToParameters) => [bidId, recipient],
});
