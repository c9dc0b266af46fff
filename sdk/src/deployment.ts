import type { Address } from "viem";

/** Where the protocol lives on one chain. Written by the deployment, never typed by hand. */
export type Deployment = {
  chainId: number;
  registry: Address;
  accessToken: Address;
  royaltySplitter: Address;
  keeperRegistry: Address;
  priceOracle: Address;
  market: Address;
  trainingPool: Address;
  usageMeter: Address;
  disputeCourt: Address;
  councilArbiter: Address;
  /** Votes. */
  capsuleToken: Address;
  governor: Address;
  /** Does what was voted for; every right of the protocol is its. */
  timelock: Address;
  accessManager: Address;
  /** Block of the deployment: no event of the protocol is older. */
  startBlock: bigint;
};
