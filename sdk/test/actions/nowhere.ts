import { zeroAddress } from "viem";

/** A deployment of which nothing is anywhere, for what asks no chain. */
export const nowhere = {
  chainId: 1,
  registry: zeroAddress,
  accessToken: zeroAddress,
  royaltySplitter: zeroAddress,
  keeperRegistry: zeroAddress,
  priceOracle: zeroAddress,
  market: zeroAddress,
  trainingPool: zeroAddress,
  usageMeter: zeroAddress,
  disputeCourt: zeroAddress,
  councilArbiter: zeroAddress,
  capsuleToken: zeroAddress,
  governor: zeroAddress,
  timelock: zeroAddress,
  accessManager: zeroAddress,
  startBlock: 0n,
} as const;
