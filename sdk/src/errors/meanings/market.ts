import { SIGN_AGAIN } from "./advice.ts";

/** What Market refuses. */
export const marketErrors = {
  Market_BidExpired: {
    says: "Bid {bidId} ended at {expiresAt} (Unix time).",
    hint: "Nobody can sell to it any more; anyone may return its money to the bidder (cancelBid).",
  },
  Market_DeadlinePassed: {
    says: "The deadline {deadline} (Unix time) had passed.",
    hint: "Send it again with a later deadline.",
  },
  Market_InsufficientPayment: {
    says: "{sent} wei were sent; {required} are needed.",
    hint: "Send the price times the quantity; what isn't needed comes back.",
  },
  Market_InvalidOrder: {
    says: 'The field "{field}" of the order or bid is out of its range.',
    hint: "Quantity and price are at least 1, and it stands for 30 days at most.",
  },
  Market_InvalidQuantity: {
    says: "{quantity} are wanted; {left} are left of the order or bid.",
    hint: "Take at least 1, and no more than is left (getOrderStatus, getBid).",
  },
  Market_InvalidRecipient: {
    says: "{recipient} can't be the recipient.",
    hint: "Name another account than the seller and the market: nobody buys from himself.",
  },
  Market_InvalidSignature: {
    says: "{seller} did not sign the order {orderHash}.",
    hint: SIGN_AGAIN,
  },
  Market_NotBidder: {
    says: "{caller} didn't place bid {bidId}.",
    hint: "Its bidder may cancel it at any time, anyone else once it has expired, and only the bidder names a recipient.",
  },
  Market_NotEnoughUnits: {
    says: "{seller} can sell {units} of the token {id} (kind {kind}: 0 license, 1 capsule, 2 shares).",
    hint: "Take fewer; a license that has ended can't be sold (getResale).",
  },
  Market_NotSeller: {
    says: "{caller} isn't the seller of the order {orderHash}.",
    hint: "Cancel it from the account that it names as its seller.",
  },
  Market_NotTaker: {
    says: "The order {orderHash} isn't for {caller}.",
    hint: "Only the account that it names as its taker may fill it.",
  },
  Market_NothingAvailable: {
    says: "Of none of the orders there was as much left as wanted.",
    hint: "Choose other orders, or take fewer of each (getOrderStatus).",
  },
  Market_OrderNotOpen: {
    says: "The order {orderHash} can't be filled or cancelled; its status is {status} (1 early, 2 expired, 3 cancelled, 4 filled, 5 gone).",
    hint: "Choose another order, or have the seller sign a new one; what left the seller and returned needs a new one, too.",
  },
  Market_PriceAboveMaximum: {
    says: "It costs {total}; at most {maximum} were to be paid.",
    hint: "Accept the price with a higher maxTotal, or choose another order.",
  },
  Market_ProceedsBelowMinimum: {
    says: "It brings {proceeds}; at least {minimum} were to be taken.",
    hint: "Take less with a lower minProceeds, or wait for another bid; the royalty is a part of a bid's price.",
  },
  Market_Suspended: {
    says: "Capsule {capsuleId} is suspended: neither it nor its licenses or shares can be sold.",
    hint: "Wait for the end of the dispute.",
  },
  Market_UnexpectedPayment: {
    says: "{sent} wei were sent along with a payment in an ERC-20.",
    hint: "Send no native currency with it.",
  },
  Market_UnknownBid: {
    says: "There is no bid {bidId}: it was never placed, all accepted, or cancelled.",
    hint: "Look up the bids that stand.",
  },
  Market_UnknownItem: {
    says: "There is no token {id} (kind {kind}: 0 license, 1 capsule, 2 shares).",
    hint: "Check the id; bids are for what exists.",
  },
} as const;
