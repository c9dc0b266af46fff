import { zeroAddress } from "viem";
import { baseRows, creatorOnly, forAll, LATER, type Matrix, pauseRows } from "./accessOutcomes.ts";
import type { MarketScene } from "./marketScene.ts";
import { PRICE, type Protocol } from "./protocol.ts";

export function marketRows({ implementations, parties }: Protocol, scene: MarketScene): Matrix {
  const stranger = parties.stranger.account.address;
  const { order, fill, bid, bidId } = scene;
  const orderType = "(address,uint8,uint256,uint256,address,uint256,uint64,uint64,uint256,uint256,uint256,address)";
  const fillType = `(${orderType},bytes,uint256,address,uint256)`;
  const bidderOnly = forAll("Market_NotBidder", { stranger: "ok" });
  return {
    ...baseRows(implementations.market, [zeroAddress], "initialize(address)"),
    ...pauseRows,
    [`fill(${fillType},uint256)`]: { args: [fill, LATER], value: PRICE, ...forAll("ok") },
    [`fillBatch(${fillType}[],uint256,bool)`]: { args: [[fill], LATER, false], value: PRICE, ...forAll("ok") },
    [`cancel(${orderType})`]: { args: [order], ...creatorOnly("Market_NotSeller") },
    "cancelAll()": { args: [], ...forAll("ok") },
    "placeBid(uint8,uint256,uint256,address,uint256,uint64)": { args: bid, value: PRICE, ...forAll("ok") },
    "acceptBid(uint256,uint256,uint256)": {
      args: [bidId, 1n, 0n],
      ...forAll("Market_NotEnoughUnits", { creator: "ok", licensee: "ok" }),
    },
    "cancelBid(uint256)": { args: [bidId], ...bidderOnly },
    "cancelBidTo(uint256,address)": { args: [bidId, stranger], ...bidderOnly },
  };
}
