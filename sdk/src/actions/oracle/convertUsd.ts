import type { Address } from "viem";
import { convertFunction } from "../../generated/priceOracle.ts";
import { readAction } from "../readAction.ts";

export type ConvertUsdParameters = {
  /** The zero address for the native currency. */
  currency: Address;
  /** US cents: 100 for a dollar. */
  cents: bigint;
};

/**
 * What an amount of US cents is now in a currency, in its smallest unit, rounded up: as a sale of an offer priced in USD
 * would convert it.
 *
 * @throws ContractRevertError `PriceOracle_NoFeed`, `PriceOracle_StalePrice`, `PriceOracle_PriceOutOfBand`,
 *   `PriceOracle_SequencerDown`, `PriceOracle_GracePeriod`.
 */
export const convertUsd = /*#__PURE__*/ readAction({
  contract: "priceOracle",
  function: convertFunction,
  args: ({ currency, cents }: ConvertUsdParameters) => [currency, cents],
});
