import { offerChangedEvent, setOfferFunction } from "../../generated/accessToken.ts";
import { writeAction } from "../writeAction.ts";

export type SetOfferParameters = {
  offerId: bigint;
  /** Of one license, in the currency's smallest unit, or in US cents for an offer priced in USD. */
  price: bigint;
  /** Whether it can be bought and renewed. */
  active: boolean;
};

/**
 * Changes what may change of an offer. Only the capsule's owner, or who may act for the owner.
 *
 * @throws ContractRevertError `AccessToken_UnknownOffer`, `AccessToken_NotAuthorized`, `AccessToken_InvalidTerms` (a price of 2^88 or more).
 */
export const setOffer = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: setOfferFunction,
  event: offerChangedEvent,
  args: ({ offerId, price, active }: SetOfferParameters) => [offerId, price, active],
});
