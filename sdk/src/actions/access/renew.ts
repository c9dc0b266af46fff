import { maxUint256 } from "viem";
import { licenseRenewedEvent, renewFunction } from "../../generated/accessToken.ts";
import { deadlineFromNow } from "../chain.ts";
import { nativeValue, type PaymentOptions, payQuote, type Quote } from "../payment.ts";
import { writeAction } from "../writeAction.ts";
import { heldQuote } from "./held.ts";
import { offerOfLicense } from "./terms.ts";

export type RenewParameters = PaymentOptions & {
  licenseId: bigint;
  /** Most that the payer is willing to pay, in the currency's smallest unit. */
  maxTotal: bigint;
  /** Last second at which it may be mined, Unix time; 20 minutes from now when left out. */
  deadline?: bigint;
  /** What `quote` said of one license of the offer; read when left out. `renew.call` needs it, since it asks nobody. */
  quote?: Quote;
};

/**
 * Extends a timed license by one duration, and adds a metered one's runs, at the offer's present price; anyone may pay.
 * For a price in USD up to 5 % more than quoted are held ready, within `maxTotal`. `renew.sync` returns the new
 * `expiresAt`.
 *
 * @throws ContractRevertError `AccessToken_UnknownLicense`, `AccessToken_NotRenewable`, `AccessToken_OfferInactive`,
 *   `AccessToken_SaleClosed`, `AccessToken_PriceAboveMaximum`, `AccessToken_DeadlinePassed`,
 *   `Protocol_Paused`, PriceOracle's for a price in USD; InsufficientBalanceError, InsufficientAllowanceError.
 */
export const renew = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: renewFunction,
  event: licenseRenewedEvent,
  args: ({ licenseId, maxTotal, deadline = maxUint256 }: RenewParameters) => [licenseId, maxTotal, deadline],
  value: (parameters) => nativeValue(parameters.quote),
  complete: async (client, parameters) => {
    const { deployment, licenseId, maxTotal } = parameters;
    const [price, deadline] = await Promise.all([
      parameters.quote ?? heldQuote(client, { deployment, offerId: offerOfLicense(licenseId), maxTotal }),
      parameters.deadline ?? deadlineFromNow(client),
    ]);
    return { ...parameters, quote: price, deadline };
  },
  provide: payQuote,
});
