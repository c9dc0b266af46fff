import { type Address, zeroAddress } from "viem";
import { AccountRequiredError } from "../../errors/contractCall.ts";

/** What to buy, for whom, and for how much at most. */
export type OrderParameters = {
  offerId: bigint;
  /** Most that the buyer is willing to pay for it, in the currency's smallest unit (`quote`). */
  maxTotal: bigint;
  /** Licenses to buy; 1 when left out. A timed or metered offer gives that many licenses of their own. */
  quantity?: bigint;
  /** Who gets the licenses; the sender when left out. */
  recipient?: Address;
  /** Who referred the buyer: neither the buyer nor the recipient. */
  referrer?: Address;
};

/** An order in the contract's own shape. */
export function contractOrder(order: OrderParameters, functionName: string) {
  const { offerId, quantity = 1n, recipient, maxTotal, referrer = zeroAddress } = order;
  if (recipient === undefined) throw new AccountRequiredError(functionName);
  return { offerId, quantity, recipient, maxTotal, referrer };
}
