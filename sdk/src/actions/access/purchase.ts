import { type Address, maxUint256, zeroAddress } from "viem";
import { AccountRequiredError } from "../../errors/contractCall.ts";
import { licenseSoldEvent, purchaseFunction } from "../../generated/accessToken.ts";
import { deadlineFromNow } from "../chain.ts";
import { nativeValue, type PaymentOptions, payQuote, type Quote } from "../payment.ts";
import { writeAction } from "../writeAction.ts";
import { quote } from "./quote.ts";

export type PurchaseParameters = PaymentOptions & {
  offerId: bigint;
  /** Most that the buyer is willing to pay in all, in the currency's smallest unit (`quote`). */
  maxTotal: bigint;
  /** Licenses to buy; 1 when left out. A timed offer gives that many licenses of their own. */
  quantity?: bigint;
  /** Who gets the licenses; the sender when left out. */
  recipient?: Address;
  /** Last second at which it may be mined, Unix time; 20 minutes from now when left out. */
  deadline?: bigint;
  /** Who referred the buyer. */
  referrer?: Address;
  /** What `quote` said; read when left out. `purchase.call` needs it, and the recipient, since it asks nobody. */
  quote?: Quote;
};

/**
 * Buys licenses, in the native currency or in an ERC-20, of which exactly the price is approved unless `approval` says
 * otherwise. `purchase.sync` returns the `licenseId` (of a timed offer the first of consecutive ones), what was `paid`
 * and `expiresAt`.
 *
 * @throws ContractRevertError `AccessToken_OfferInactive`, `AccessToken_SaleClosed` (the capsule isn't sealed),
 *   `AccessToken_SoldOut`, `AccessToken_PriceAboveMaximum`, `AccessToken_InsufficientPayment`,
 *   `AccessToken_UnexpectedPayment`, `AccessToken_DeadlinePassed`, `AccessToken_UnknownOffer`;
 *   InsufficientBalanceError, InsufficientAllowanceError.
 */
export const purchase = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: purchaseFunction,
  event: licenseSoldEvent,
  args: ({ offerId, quantity = 1n, recipient, maxTotal, deadline, referrer = zeroAddress }: PurchaseParameters) => {
    if (recipient === undefined) throw new AccountRequiredError("purchase");
    return [offerId, quantity, recipient, maxTotal, deadline ?? maxUint256, referrer];
  },
  value: (parameters) => nativeValue(parameters.quote),
  complete: async (client, parameters) => {
    const { deployment, offerId, quantity, account } = parameters;
    const [price, deadline] = await Promise.all([
      parameters.quote ?? quote(client, { deployment, offerId, quantity }),
      parameters.deadline ?? deadlineFromNow(client),
    ]);
    return { ...parameters, recipient: parameters.recipient ?? account.address, quote: price, deadline };
  },
  provide: payQuote,
});
