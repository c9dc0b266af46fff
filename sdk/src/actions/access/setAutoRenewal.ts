import { autoRenewalSetEvent, setAutoRenewalFunction } from "../../generated/accessToken.ts";
import { ensureAllowance } from "../payment.ts";
import { writeAction } from "../writeAction.ts";
import { getOffer } from "./getOffer.ts";
import { offerOfLicense } from "./terms.ts";

export type SetAutoRenewalParameters = {
  licenseId: bigint;
  enabled: boolean;
  /**
   * What renewals may take in all, in the smallest unit of the offer's ERC-20: approved for AccessToken where the
   * allowance is lower. When left out nothing is approved, and an allowance must be there by the time of the renewal.
   */
  allowance?: bigint;
};

/**
 * Lets anyone renew the sender's license from the sender's allowance, at a price not above that of its purchase, or no
 * longer. The native currency has no allowances: such licenses are renewed with `renew`.
 *
 * @throws ContractRevertError `AccessToken_NotHolder`, `AccessToken_NotRenewable`.
 */
export const setAutoRenewal = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: setAutoRenewalFunction,
  event: autoRenewalSetEvent,
  args: ({ licenseId, enabled }: SetAutoRenewalParameters) => [licenseId, enabled],
  provide: async (client, parameters, attempt) => {
    const { deployment, licenseId, enabled, allowance } = parameters;
    if (!enabled || allowance === undefined) return;
    const { terms } = await getOffer(client, { deployment, offerId: offerOfLicense(licenseId) });
    await ensureAllowance(client, { ...parameters, currency: terms.currency, total: allowance }, attempt);
  },
});
