// The market: what changed hands for money, and what money waits for.
import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Bid, Order, SellerCounter, Trade } from "../../generated/schema";
import { eventId, numberId } from "../id";
import { accountOf } from "../store/account";
import { stamp } from "../store/stamp";

const KINDS: string[] = ["LICENSE", "CAPSULE", "SHARES"];

export function kindName(kind: i32): string {
  return KINDS[kind];
}

export function loadOrder(hash: Bytes, seller: Bytes): Order {
  const existing = Order.load(hash);
  if (existing != null) return existing;
  const order = new Order(hash);
  order.seller = accountOf(seller);
  order.filled = BigInt.zero();
  order.cancelled = false;
  return order;
}

export function loadBid(number: BigInt): Bid {
  return Bid.load(numberId(number))!;
}

/** A trade; the caller writes what was sold to whom, and saves. */
export function createTrade(capsuleId: BigInt, paid: BigInt, royalty: BigInt, event: ethereum.Event): Trade {
  const trade = new Trade(eventId(event));
  stamp(trade, event);
  trade.capsule = numberId(capsuleId);
  trade.paid = paid;
  trade.royalty = royalty;
  return trade;
}

export function setCounter(seller: Bytes, counter: BigInt): void {
  const existing = SellerCounter.load(seller);
  const entry = existing == null ? new SellerCounter(seller) : existing;
  entry.seller = accountOf(seller);
  entry.counter = counter;
  entry.save();
}

/** `quantity` of what is wanted was sold to the bidder. */
export function fillBid(bid: Bid, quantity: BigInt): void {
  bid.quantity = bid.quantity.minus(quantity);
  if (bid.quantity.isZero()) bid.state = "FILLED";
  bid.save();
}
