import type { KeeperConfig } from "../config.ts";
import { httpEndpoint } from "./endpoint.ts";
import { createQuorumChain, type QuorumChain } from "./quorumChain.ts";

/** The chain as a keeper's configuration says to read it. */
export function configuredChain({ chain }: KeeperConfig, now: () => number): QuorumChain {
  const { maxHeadAge, maxHeadAhead, maxFinalAge, maxFinalSpread } = chain;
  const { timeoutMilliseconds } = chain;
  const endpoints = chain.endpoints.map((url, index) => httpEndpoint({ index, url, timeoutMilliseconds }));
  const freshness = { maxHeadAge, maxHeadAhead, maxFinalAge, maxFinalSpread };
  return createQuorumChain({ ...chain, chainId: chain.id, endpoints, freshness, now });
}
