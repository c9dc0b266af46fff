import { startTrialFunction, trialStartedEvent } from "../../generated/accessToken.ts";
import { writeAction } from "../writeAction.ts";

export type StartTrialParameters = { offerId: bigint };

/**
 * Gives the sender a license for the offer's trial time, once per account; `renew` goes on from there. `startTrial.sync`
 * returns the `licenseId` and `expiresAt`.
 *
 * @throws ContractRevertError `AccessToken_NoTrial`, `AccessToken_TrialUsed`, `AccessToken_OfferInactive`,
 *   `AccessToken_SaleClosed`, `AccessToken_SoldOut`, `AccessToken_AccountLimit`, `AccessToken_UnknownOffer`,
 *   `Protocol_Paused`.
 */
export const startTrial = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: startTrialFunction,
  event: trialStartedEvent,
  args: ({ offerId }: StartTrialParameters) => [offerId],
});
