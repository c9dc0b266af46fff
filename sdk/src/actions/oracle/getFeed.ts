import { type Address, zeroAddress } from "viem";
import { feedOfFunction } from "../../generated/priceOracle.ts";
import { readAction } from "../readAction.ts";

export type GetFeedParameters = {
  /** The zero address for the native currency. */
  currency: Address;
};

/** A Chainlink feed of a currency's price in USD, and when it is believed. */
export type Feed = {
  aggregator: Address;
  /** Seconds after which a price is stale. */
  maxAge: number;
  /** Prices at or below it are not believed; in the feed's own decimals. */
  minimum: bigint;
  /** Prices at or above it are not believed; in the feed's own decimals. */
  maximum: bigint;
};

/** The feed by which prices in USD are converted into a currency; undefined where there is none. */
export const getFeed = /*#__PURE__*/ readAction({
  contract: "priceOracle",
  function: feedOfFunction,
  args: ({ currency }: GetFeedParameters) => [currency],
  result: (feed): Feed | undefined => (feed.aggregator === zeroAddress ? undefined : feed),
});
