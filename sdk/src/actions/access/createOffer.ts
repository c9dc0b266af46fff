import { createOfferFunction, offerCreatedEvent } from "../../generated/accessToken.ts";
import { writeAction } from "../writeAction.ts";
import { checkTerms } from "./checkTerms.ts";
import { contractTerms, type OfferTerms } from "./terms.ts";

export type CreateOfferParameters = {
  capsuleId: bigint;
  /** Of one license, in the currency's smallest unit, or in US cents with `pricedInUsd`; 0 gives licenses away. */
  price: bigint;
  terms: OfferTerms;
};

/**
 * Offers licenses of a capsule; may be done before it is sealed. Only its owner, or who may act for the owner.
 * `createOffer.sync` returns the `offerId`.
 *
 * @throws InvalidOfferTermsError for terms out of range and contradictions, before anything is asked or sent;
 *   ContractRevertError `AccessToken_NotAuthorized`, `RoyaltySplitter_InvalidCurrency`,
 *   `RoyaltySplitter_TooManyCurrencies`, `CapsuleRegistry_UnknownCapsule`.
 */
export const createOffer = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: createOfferFunction,
  event: offerCreatedEvent,
  args: ({ capsuleId, price, terms }: CreateOfferParameters) => {
    const complete = contractTerms(terms);
    checkTerms(price, complete);
    return [capsuleId, price, complete];
  },
});
