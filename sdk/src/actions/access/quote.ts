import { quoteFunction } from "../../generated/accessToken.ts";
import type { Quote } from "../payment.ts";
import { readAction } from "../readAction.ts";

export type QuoteParameters = {
  offerId: bigint;
  /** Licenses to buy; 1 when left out. */
  quantity?: bigint;
};

/**
 * What licenses of an offer cost now.
 *
 * @throws ContractRevertError `AccessToken_UnknownOffer`; for a price in USD PriceOracle's (see `convertUsd`).
 */
export const quote = /*#__PURE__*/ readAction({
  contract: "accessToken",
  function: quoteFunction,
  args: ({ offerId, quantity = 1n }: QuoteParameters) => [offerId, quantity],
  result: ([currency, total]): Quote => ({ currency, total }),
});
