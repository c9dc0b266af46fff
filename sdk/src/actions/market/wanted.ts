import type { Address } from "viem";
import { AccountRequiredError } from "../../errors/contractCall.ts";
import type { Quote } from "../payment.ts";
import { contractOrder, type SignedOrder } from "./order.ts";

/** How much of a signed order to buy, for whom, and for how much at most. */
export type WantedOrder = SignedOrder & {
  /** 1 when left out. */
  quantity?: bigint;
  /** Who gets it; the sender when left out. */
  recipient?: Address;
  /** Most that the buyer is willing to pay for it; what the order says when left out. */
  maxTotal?: bigint;
};

/** What it costs. */
export function priceOf({ order, quantity = 1n }: WantedOrder): Quote {
  return { currency: order.currency, total: order.unitPrice * quantity };
}

/** The same in the contract's own shape. */
export function contractFill(wanted: WantedOrder, functionName: string) {
  const { order, signature, quantity = 1n, recipient, maxTotal = priceOf(wanted).total } = wanted;
  if (recipient === undefined) throw new AccountRequiredError(functionName);
  return { order: contractOrder(order), signature, quantity, recipient, maxTotal };
}
