import { createOfferFunction, offerCreatedEvent } from "../../generated/accessToken.ts";
import { writeAction } from "../writeAction.ts";
import { contractTerms, type OfferTerms } from "./terms.ts";

export type CreateOfferParameters = {
  capsuleId: bigint;
  /** Of one license, in the currency's smallest unit; 0 gives licenses away. */
  price: bigint;
  terms: OfferTerms;
};

/**
 * Offers licenses of a capsule; may be done before it is sealed. Only its owner, or who may act for the owner.
 * `createOffer.sync` returns the `offerId`.
 *
 * @throws ContractRevertError `AccessToken_NotAuthorized`, `AccessToken_InvalidTerms`,
 *   `RoyaltySplitter_InvalidCurrency`, `RoyaltySplitter_TooManyCurrencies`, `CapsuleRegistry_UnknownCapsule`.
 */
export const createOffer = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: createOfferFunction,
  event: offerCreatedEvent,
  args: ({ capsuleId, price, terms }: CreateOfferParameters) => [capsuleId, price, contractTerms(terms)],
});
