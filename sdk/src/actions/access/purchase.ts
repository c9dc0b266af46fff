import { maxUint256 } from "viem";
import { licenseSoldEvent, purchaseFunction } from "../../generated/accessToken.ts";
import { deadlineFromNow } from "../chain.ts";
import { nativeValue, type PaymentOptions, payQuote, type Quote } from "../payment.ts";
import { writeAction } from "../writeAction.ts";
import { heldQuote } from "./held.ts";
import { contractOrder, type OrderParameters } from "./order.ts";

export type PurchaseParameters = OrderParameters &
  PaymentOptions & {
    /** Last second at which it may be mined, Unix time; 20 minutes from now when left out. */
    deadline?: bigint;
    /** What `quote` said; read when left out. `purchase.call` needs it, and the recipient, since it asks nobody. */
    quote?: Quote;
  };

/**
 * Buys licenses, in the native currency or in an ERC-20, of which exactly the price is approved unless `approval` says
 * otherwise. For a price in USD up to 5 % more than quoted are held ready, within `maxTotal`. `purchase.sync` returns the
 * `licenseId` (of a timed or metered offer the first of consecutive ones), what was `paid` and `expiresAt`.
 *
 * @throws ContractRevertError `AccessToken_OfferInactive`, `AccessToken_SaleClosed` (the capsule isn't sealed),
 *   `AccessToken_SoldOut`, `AccessToken_AccountLimit`, `AccessToken_PriceAboveMaximum`,
 *   `AccessToken_InsufficientPayment`, `AccessToken_UnexpectedPayment`, `AccessToken_DeadlinePassed`,
 *   `AccessToken_UnknownOffer`, `AccessToken_InvalidReferrer`, `Protocol_Paused`, PriceOracle's for a price in USD;
 *   InsufficientBalanceError, InsufficientAllowanceError.
 */
export const purchase = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: purchaseFunction,
  event: licenseSoldEvent,
  args: ({ deadline, ...parameters }: PurchaseParameters) => {
    const { offerId, quantity, recipient, maxTotal, referrer } = contractOrder(parameters, "purchase");
    return [offerId, quantity, recipient, maxTotal, deadline ?? maxUint256, referrer];
  },
  value: (parameters) => nativeValue(parameters.quote),
  complete: async (client, parameters) => {
    const [price, deadline] = await Promise.all([
      parameters.quote ?? heldQuote(client, parameters),
      parameters.deadline ?? deadlineFromNow(client),
    ]);
    return { ...parameters, recipient: parameters.recipient ?? parameters.account.address, quote: price, deadline };
  },
  provide: payQuote,
});
