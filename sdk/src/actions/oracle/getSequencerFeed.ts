import { type Address, zeroAddress } from "viem";
import { sequencerFeedFunction } from "../../generated/priceOracle.ts";
import { readAction } from "../readAction.ts";

/** Chainlink's uptime feed of an L2's sequencer, which prices in USD depend on; undefined on an L1. */
export const getSequencerFeed = /*#__PURE__*/ readAction({
  contract: "priceOracle",
  function: sequencerFeedFunction,
  args: () => [],
  result: (feed): Address | undefined => (feed === zeroAddress ? undefined : feed),
});
