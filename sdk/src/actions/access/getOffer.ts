import { offerOfFunction } from "../../generated/accessToken.ts";
import type { ResultOf } from "../call.ts";
import { readAction } from "../readAction.ts";

export type GetOfferParameters = { offerId: bigint };

/**
 * Capsule, price of one license (in US cents if the terms say so), licenses sold (counted for capped, timed and metered
 * offers), whether it is active, terms.
 */
export type Offer = ResultOf<typeof offerOfFunction>;

/**
 * An offer with its terms.
 *
 * @throws ContractRevertError `AccessToken_UnknownOffer`.
 */
export const getOffer = /*#__PURE__*/ readAction({
  contract: "accessToken",
  function: offerOfFunction,
  args: ({ offerId }: GetOfferParameters) => [offerId],
});
