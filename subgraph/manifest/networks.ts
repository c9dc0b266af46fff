import { UnknownNetworkError } from "./errors.ts";

/** Names that The Graph gives chains (https://thegraph.com/docs/en/supported-networks), by chain id. */
const NETWORKS: Readonly<Record<number, string>> = {
  1: "mainnet",
  10: "optimism",
  137: "matic",
  8453: "base",
  31337: "local",
  42161: "arbitrum-one",
  84532: "base-sepolia",
  421614: "arbitrum-sepolia",
  11155111: "sepolia",
  11155420: "optimism-sepolia",
};

/** @throws UnknownNetworkError */
export function networkOf(chainId: number): string {
  const network = NETWORKS[chainId];
  if (network === undefined) throw new UnknownNetworkError(chainId);
  return network;
}
