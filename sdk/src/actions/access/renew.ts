import { maxUint256 } from "viem";
import { licenseRenewedEvent, renewFunction } from "../../generated/accessToken.ts";
import { deadlineFromNow } from "../chain.ts";
import { nativeValue, type PaymentOptions, payQuote, type Quote } from "../payment.ts";
import { writeAction } from "../writeAction.ts";
import { quote } from "./quote.ts";
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
 * Extends a timed license by one duration at the offer's present price; anyone may pay. `renew.sync` returns the new
 * `expiresAt`.
 *
 * @throws ContractRevertError `AccessToken_UnknownLicense`, `AccessToken_NotRenewable`, `AccessToken_OfferInactive`,
 *   `AccessToken_SaleClosed`, `AccessToken_PriceAboveMaximum`, `AccessToken_DeadlinePassed`;
 *   InsufficientBalanceError, InsufficientAllowanceError.
 */
export const renew = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: renewFunction,
  event: licenseRenewedEvent,
  args: ({ licenseId, maxTotal, deadline = maxUint256 }: RenewParameters) => [licenseId, maxTotal, deadline],
  value: (parameters) => nativeValue(parameters.quote),
  complete: async (client, parameters) => {
    const { deployment, licenseId } = parameters;
    const [price, deadline] = await Promise.all([
      parameters.quote ?? quote(client, { deployment, offerId: offerOfLicense(licenseId) }),
      parameters.deadline ?? deadlineFromNow(client),
    ]);
    return { ...parameters, quote: price, deadline };
  },
  provide: payQuote,
});
