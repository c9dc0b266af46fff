/** What PriceOracle refuses. */
export const priceOracleErrors = {
  PriceOracle_GracePeriod: {
    says: "The chain's sequencer was down; prices count again after {endsAt} (Unix time).",
    hint: "Try again then: offers that are not priced in USD can be bought meanwhile.",
  },
  PriceOracle_InvalidFeed: {
    says: "The feed named for {currency} can't be used.",
    hint: "Name a feed with at most 18 decimals, an age and a band above 0; the currency may have at most 36 decimals.",
  },
  PriceOracle_NoFeed: {
    says: "There is no price feed for the currency {currency}.",
    hint: "Offer it at a price in the currency itself, or propose a feed to governance.",
  },
  PriceOracle_PriceOutOfBand: {
    says: "The feed says {price} for {currency}, which is not between {minimum} and {maximum}.",
    hint: "Try again later: governance must widen the band if the price is true.",
  },
  PriceOracle_SequencerDown: {
    says: "The chain's sequencer is down, so prices in USD can't be trusted.",
    hint: "Try again an hour after it is up.",
  },
  PriceOracle_StalePrice: {
    says: "The price of {currency} is from {updatedAt} (Unix time), older than {maxAge} seconds.",
    hint: "Try again once the feed was updated.",
  },
} as const;
