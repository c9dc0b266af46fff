import type { PublicClient } from "viem";
import { agreeOnBlock, type Freshness } from "./agreement.ts";
import { withChainCheck } from "./chainCheck.ts";
import type { RpcEndpoint } from "./endpoint.ts";
import type { ChainQuorumError } from "./errors.ts";
import type { Finality, Header } from "./header.ts";
import { pinnedClient } from "./pinnedClient.ts";

/** The chain as a quorum of endpoints shows it at one final block. */
export type PinnedBlock = {
  header: Header;
  /** Every read through it is answered by a quorum, at this block's hash; it can do nothing but `eth_call`. */
  client: PublicClient;
  /** The last quorum that a read of this client lost: viem turns some errors into plain "no". */
  quorumFailure(): ChainQuorumError | undefined;
};

export type QuorumChain = {
  /**
   * Pins the newest block that a quorum agrees is final.
   *
   * @throws ChainQuorumError
   */
  pin(): Promise<PinnedBlock>;
  close(): void;
};

export type QuorumChainOptions = {
  chainId: number;
  endpoints: readonly RpcEndpoint[];
  /** Endpoints that must agree: more than half of them, so that no two quorums can contradict each other. */
  quorum: number;
  finality: Finality;
  freshness: Freshness;
  /** How long an agreement is used, at most about one block's time. */
  cacheMilliseconds: number;
  /** Unix time in milliseconds. */
  now: () => number;
};

// Long enough for a healthy endpoint that is a little slower, so that one fast liar can't hold the height back.
const GRACE_MILLISECONDS = 50;

/** Reads a chain through several endpoints, none of which is trusted. */
export function createQuorumChain(options: QuorumChainOptions): QuorumChain {
  const closing = new AbortController();
  const endpoints = options.endpoints.map((endpoint) => withChainCheck(endpoint, options.chainId, closing.signal));
  const newest = newestAgreed(options, endpoints, closing.signal);
  return {
    pin: async () => {
      const header = await newest();
      return { header, ...pinnedClient({ ...options, endpoints, header, signal: closing.signal }) };
    },
    close: () => closing.abort(),
  };
}

/** Agreement with one in flight at a time, kept for the cache's time, and never going back to an older block. */
function newestAgreed(
  options: QuorumChainOptions,
  endpoints: readonly RpcEndpoint[],
  signal: AbortSignal,
): () => Promise<Header> {
  let newest: Header | undefined;
  let agreedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<Header> | undefined;

  const agree = async (): Promise<Header> => {
    const now = Math.floor(options.now() / 1000);
    const header = await agreeOnBlock({ ...options, endpoints, graceMilliseconds: GRACE_MILLISECONDS }, now, signal);
    // Lagging or lying endpoints may agree on an older block than was already final: the newer one stays.
    if (!newest || header.number >= newest.number) newest = header;
    agreedAt = performance.now();
    return newest;
  };
  return () => {
    if (newest && performance.now() - agreedAt < options.cacheMilliseconds) return Promise.resolve(newest);
    running ??= agree().finally(() => {
      running = undefined;
    });
    return running;
  };
}
