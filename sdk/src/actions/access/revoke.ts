import type { Address } from "viem";
import { licenseRevokedEvent, revokeFunction } from "../../generated/accessToken.ts";
import { nativeValue, type PaymentOptions, payQuote, type Quote } from "../payment.ts";
import { writeAction } from "../writeAction.ts";
import { getOffer } from "./getOffer.ts";
import { getRefund } from "./getRefund.ts";
import { offerOfLicense } from "./terms.ts";

export type RevokeParameters = PaymentOptions & {
  licenseId: bigint;
  /** Account that holds it. */
  holder: Address;
  /** The refund (`getRefund`) in the offer's currency; read when left out. `revoke.call` needs it, since it asks nobody. */
  quote?: Quote;
};

/**
 * Ends a license of an offer that allows it. Only the capsule's owner, or who may act for the owner, who pays the refund of
 * the unused part; it is credited to the holder (`withdrawCredit`). It falls every second: what is too much comes back.
 * `revoke.sync` returns the `refund`.
 *
 * @throws ContractRevertError `AccessToken_NotAuthorized`, `AccessToken_NotRevocable`, `AccessToken_NotHolder`,
 *   `AccessToken_UnknownOffer`; InsufficientBalanceError, InsufficientAllowanceError.
 */
export const revoke = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: revokeFunction,
  event: licenseRevokedEvent,
  args: ({ licenseId, holder }: RevokeParameters) => [licenseId, holder],
  value: (parameters) => nativeValue(parameters.quote),
  complete: async (client, parameters) => {
    if (parameters.quote !== undefined) return parameters;
    const { deployment, licenseId } = parameters;
    const [{ terms }, total] = await Promise.all([
      getOffer(client, { deployment, offerId: offerOfLicense(licenseId) }),
      getRefund(client, { deployment, licenseId }),
    ]);
    return { ...parameters, quote: { currency: terms.currency, total } };
  },
  provide: payQuote,
});
