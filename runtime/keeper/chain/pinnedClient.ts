import { createPublicClient, custom, type Hex, isHex, type PublicClient } from "viem";
import type { RpcEndpoint } from "./endpoint.ts";
import { CallRevertedError, ChainQuorumError, EndpointError } from "./errors.ts";
import type { Header } from "./header.ts";
import { quorumOf } from "./quorumOf.ts";

export type PinnedClientOptions = {
  endpoints: readonly RpcEndpoint[];
  quorum: number;
  header: Header;
  signal: AbortSignal;
};

// The same for all endpoints, whose own defaults differ, so that a call can't succeed at one and run out of gas at
// another; and small enough that a signature's code can't keep an endpoint busy for long.
const CALL_GAS = 10_000_000n;

type Outcome = { result: Hex } | { reverted: Hex };

/**
 * A viem client whose only power is `eth_call` at the hash of one block (EIP-1898, which must be canonical), answered by
 * a quorum of endpoints with the same bytes. Nothing it runs can change a state, here or on the chain: ERC-6492
 * signatures bring code of their own.
 */
export function pinnedClient(options: PinnedClientOptions): {
  client: PublicClient;
  quorumFailure(): ChainQuorumError | undefined;
} {
  let lost: ChainQuorumError | undefined;
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    if (method !== "eth_call") throw new Error(`${method} is not available to a keeper's reads`);
    const outcome = await quorumCall(options, params as readonly unknown[]).catch((error: unknown) => {
      if (error instanceof ChainQuorumError) lost = error;
      throw error;
    });
    if ("result" in outcome) return outcome.result;
    // The shape in which viem looks for a revert and decodes it.
    throw Object.assign(new CallRevertedError(outcome.reverted), { code: 3 });
  };
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }), ccipRead: false });
  return { client, quorumFailure: () => lost };
}

async function quorumCall(options: PinnedClientOptions, params: readonly unknown[]): Promise<Outcome> {
  const { endpoints, quorum, header, signal } = options;
  const [transaction, , ...overrides] = params;
  if (overrides.length > 0) throw new Error("a keeper's reads take the chain as it is, without overrides");
  const call = { ...(transaction as object), gas: `0x${CALL_GAS.toString(16)}` };
  const block = { blockHash: header.hash, requireCanonical: true };

  const done = new AbortController();
  const inner = AbortSignal.any([signal, done.signal]);
  try {
    const answers = endpoints.map((endpoint) => askOne(endpoint, [call, block], inner));
    const verdict = await quorumOf(answers, quorum, (outcome) => JSON.stringify(outcome));
    if (verdict.agreed) return verdict.agreed;
    const failure = verdict.votes >= quorum ? "disagreement" : "unreachable";
    const message = `No quorum of ${quorum} RPC endpoints about a read at block ${header.number}: ${failure}.`;
    throw new ChainQuorumError(failure, message);
  } finally {
    done.abort();
  }
}

async function askOne(endpoint: RpcEndpoint, params: readonly unknown[], signal: AbortSignal): Promise<Outcome> {
  try {
    const result = await endpoint.request("eth_call", params, signal);
    if (!isHex(result)) throw new EndpointError(endpoint.index, "gave a call result that is not hex");
    return { result: result.toLowerCase() as Hex };
  } catch (error) {
    if (error instanceof CallRevertedError) return { reverted: error.data };
    throw error;
  }
}
