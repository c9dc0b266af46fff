import type { Client } from "viem";
import type { Deployment } from "../../deployment.ts";
import type { Quote } from "../payment.ts";
import { getOffer } from "./getOffer.ts";
import { quote } from "./quote.ts";

/** By how much more than quoted is held ready for a price in USD: one part in 20. */
const USD_MARGIN = 20n;

/**
 * What to hold ready for licenses of an offer: what they cost now. A price in USD moves until the purchase is mined, so
 * for it 5 % more are held ready, but never more than the buyer's maximum; what isn't needed stays with the buyer.
 *
 * @throws ContractRevertError `AccessToken_UnknownOffer`, PriceOracle's.
 */
export async function heldQuote(
  client: Client,
  parameters: { deployment: Deployment; offerId: bigint; quantity?: bigint; maxTotal: bigint },
): Promise<Quote> {
  const { deployment, offerId, quantity, maxTotal } = parameters;
  const [price, { terms }] = await Promise.all([
    quote(client, { deployment, offerId, quantity }),
    getOffer(client, { deployment, offerId }),
  ]);
  if (!terms.pricedInUsd || maxTotal <= price.total) return price;
  const margin = price.total + price.total / USD_MARGIN;
  return { ...price, total: maxTotal < margin ? maxTotal : margin };
}
