import { autoRenewFunction, licenseRenewedEvent } from "../../generated/accessToken.ts";
import { writeAction } from "../writeAction.ts";

export type AutoRenewParameters = { licenseId: bigint };

/**
 * Renews a license from its holder's allowance, if the holder allowed it (`setAutoRenewal`): in the last tenth of its time
 * or for as long after its end, at a price not above that of the purchase. Anyone may call. `autoRenew.sync` returns the
 * new `expiresAt` and what was `paid`.
 *
 * @throws ContractRevertError `AccessToken_AutoRenewalOff`, `AccessToken_RenewalTooEarly`,
 *   `AccessToken_RenewalTooLate`, `AccessToken_PriceRose`, `AccessToken_OfferInactive`, `AccessToken_SaleClosed`,
 *   `AccessToken_NotRenewable`, `Protocol_Paused`; a token's own error when balance or allowance don't suffice.
 */
export const autoRenew = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: autoRenewFunction,
  event: licenseRenewedEvent,
  args: ({ licenseId }: AutoRenewParameters) => [licenseId],
});
