import { zeroAddress } from "viem";
import { baseRows, type Matrix, restricted } from "./accessOutcomes.ts";
import type { Protocol } from "./protocol.ts";

export function oracleRows({ implementations }: Protocol): Matrix {
  const none = { aggregator: zeroAddress, maxAge: 0, minimum: 0n, maximum: 0n };
  return {
    ...baseRows(implementations.priceOracle, [zeroAddress, zeroAddress], "initialize(address,address)"),
    "setFeed(address,(address,uint32,uint128,uint128))": { args: [zeroAddress, none], ...restricted },
    "setSequencerFeed(address)": { args: [zeroAddress], ...restricted },
  };
}
