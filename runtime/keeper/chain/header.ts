import { type Hex, isHex } from "viem";
import type { RpcEndpoint } from "./endpoint.ts";
import { EndpointError } from "./errors.ts";

/** What of a block the keeper looks at. `timestamp` is Unix time in seconds. */
export type Header = { number: bigint; hash: Hex; timestamp: bigint };

/** From which block on the chain counts: a tag of the node, or the head minus a number of blocks. */
export type Finality = "finalized" | "safe" | { confirmations: number };

/** One endpoint's view of the chain: its newest block, and its newest that counts as final. */
export type View = { endpoint: RpcEndpoint; head: Header; final: Header };

/** Asks an endpoint for one header, by number or tag. */
export async function readHeader(
  endpoint: RpcEndpoint,
  block: bigint | "latest" | "finalized" | "safe",
  signal: AbortSignal,
): Promise<Header> {
  const which = typeof block === "bigint" ? `0x${block.toString(16)}` : block;
  const result = await endpoint.request("eth_getBlockByNumber", [which, false], signal);
  if (typeof result !== "object" || result === null) throw new EndpointError(endpoint.index, `has no block ${which}`);
  const { number, hash, timestamp } = result as Record<string, unknown>;
  const header = { number: quantity(number), hash, timestamp: quantity(timestamp) };
  if (header.number === undefined || header.timestamp === undefined || !isHex(hash) || hash.length !== 66) {
    throw new EndpointError(endpoint.index, "gave a malformed block");
  }
  if (typeof block === "bigint" && header.number !== block) {
    throw new EndpointError(endpoint.index, `gave block ${header.number} for block ${block}`);
  }
  return { number: header.number, hash: hash.toLowerCase() as Hex, timestamp: header.timestamp };
}

/** Asks an endpoint for its newest block and its newest final one. */
export async function readView(endpoint: RpcEndpoint, finality: Finality, signal: AbortSignal): Promise<View> {
  if (typeof finality === "string") {
    const [head, final] = await Promise.all([
      readHeader(endpoint, "latest", signal),
      readHeader(endpoint, finality, signal),
    ]);
    return { endpoint, head, final };
  }
  const head = await readHeader(endpoint, "latest", signal);
  if (finality.confirmations === 0) return { endpoint, head, final: head };
  const depth = head.number - BigInt(finality.confirmations);
  return { endpoint, head, final: await readHeader(endpoint, depth > 0n ? depth : 0n, signal) };
}

function quantity(value: unknown): bigint | undefined {
  return typeof value === "string" && /^0x[0-9a-fA-F]{1,64}$/.test(value) ? BigInt(value) : undefined;
}
