import { BigInt } from "@graphprotocol/graph-ts";
import {
  AllOrdersCancelled,
  BidAccepted,
  BidCancelled,
  BidPlaced,
  OrderCancelled,
  OrderFilled,
} from "../../generated/Market/Market";
import { Bid } from "../../generated/schema";
import { createTrade, fillBid, kindName, loadBid, loadOrder, setCounter } from "../handlers/trades";
import { numberId } from "../id";
import { accountOf } from "../store/account";

export { handleAuthorityUpdated, handleEntriesPaused, handleEntriesUnpaused, handleUpgraded } from "./proxy";

export function handleOrderFilled(event: OrderFilled): void {
  const params = event.params;
  const order = loadOrder(params.orderHash, params.seller);
  order.capsule = numberId(params.capsuleId);
  order.filled = order.filled.plus(params.quantity);
  order.save();
  const trade = createTrade(params.capsuleId, params.paid, params.royalty, event);
  trade.order = order.id;
  trade.kind = kindName(params.kind);
  trade.itemId = params.id;
  trade.seller = order.seller;
  trade.buyer = accountOf(params.buyer);
  trade.recipient = accountOf(params.recipient);
  trade.quantity = params.quantity;
  trade.currency = params.currency;
  trade.save();
}

export function handleOrderCancelled(event: OrderCancelled): void {
  const order = loadOrder(event.params.orderHash, event.params.seller);
  order.cancelled = true;
  order.save();
}

export function handleAllOrdersCancelled(event: AllOrdersCancelled): void {
  setCounter(event.params.seller, event.params.counter);
}

export function handleBidPlaced(event: BidPlaced): void {
  const params = event.params;
  const bid = new Bid(numberId(params.bidId));
  bid.number = params.bidId;
  bid.bidder = accountOf(params.bidder);
  bid.capsule = numberId(params.capsuleId);
  bid.kind = kindName(params.kind);
  bid.itemId = params.id;
  bid.currency = params.currency;
  bid.unitPrice = params.unitPrice;
  bid.quantity = params.quantity;
  bid.expiresAt = params.expiresAt;
  bid.state = "OPEN";
  bid.refund = BigInt.zero();
  bid.placedAt = event.block.timestamp;
  bid.save();
}

export function handleBidAccepted(event: BidAccepted): void {
  const params = event.params;
  const bid = loadBid(params.bidId);
  fillBid(bid, params.quantity);
  const trade = createTrade(params.capsuleId, params.paid, params.royalty, event);
  trade.bid = bid.id;
  trade.kind = bid.kind;
  trade.itemId = bid.itemId;
  trade.seller = accountOf(params.seller);
  trade.buyer = bid.bidder;
  trade.recipient = bid.bidder;
  trade.quantity = params.quantity;
  trade.currency = bid.currency;
  trade.save();
}

export function handleBidCancelled(event: BidCancelled): void {
  const bid = loadBid(event.params.bidId);
  bid.state = "CANCELLED";
  bid.refund = event.params.refund;
  bid.save();
}
