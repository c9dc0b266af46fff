import { bidCancelledEvent, cancelBidFunction } from "../../generated/market.ts";
import { writeAction } from "../writeAction.ts";

export type CancelBidParameters = { bidId: bigint };

/**
 * Ends a bid and pays what is left of it to the bidder: the bidder at any time, anyone once it has expired.
 * `cancelBid.sync` returns the `refund`.
 *
 * @throws ContractRevertError `Market_UnknownBid`, `Market_NotBidder`.
 */
export const cancelBid = /*#__PURE__*/ writeAction({
  contract: "market",
  function: cancelBidFunction,
  event: bidCancelledEvent,
  args: ({ bidId }: CancelBidParameters) => [bidId],
});
