import type { CID } from "multiformats/cid";
import { type BlockReader, type BlockStore, checkHashFunction, verifyBlock } from "./blocks.ts";
import { BlockNotFoundError, PeerUnreachableError } from "./errors.ts";
import { createLoopbackHelia, type LoopbackHelia } from "./loopbackHelia.ts";

export type HeliaNodeOptions = {
  /** Where blocks are kept; without it they are gone with the process. */
  directory?: string;
  /** Multiaddresses of nodes to exchange blocks with. */
  peers?: readonly string[];
  /** Asked, besides the peers, for blocks the node lacks; what it delivers is kept. */
  fallback?: BlockReader;
  /** Milliseconds a block may take that has to come from others. */
  timeoutMs?: number;
};

/** An IPFS node inside this process. */
export type HeliaNode = BlockStore & {
  /** Multiaddresses under which other nodes on this machine reach it. */
  addresses(): string[];
  /** @throws PeerUnreachableError */
  connect(address: string, options?: { signal?: AbortSignal }): Promise<void>;
  /** Disconnects and stops listening; the directory stays. */
  close(): Promise<void>;
};

/**
 * Starts an embedded helia node. It listens on loopback only, knows no bootstrap peers and asks no routing service:
 * it exchanges blocks (bitswap) with the peers it is given and with nobody else.
 *
 * @throws PeerUnreachableError when one of `peers` can't be reached; the node is stopped then.
 */
export async function heliaNode(options: HeliaNodeOptions = {}): Promise<HeliaNode> {
  const helia = await createLoopbackHelia(options);
  const node = nodeOf(helia, options);
  try {
    for (const peer of options.peers ?? []) await node.connect(peer);
  } catch (error) {
    await node.close();
    throw error;
  }
  return node;
}

function nodeOf(helia: LoopbackHelia, { fallback, timeoutMs = 30_000 }: HeliaNodeOptions): HeliaNode {
  return {
    async get(cid, { signal } = {}) {
      checkHashFunction(cid);
      signal?.throwIfAborted();
      if (await helia.has(cid)) return verifyBlock(cid, await helia.get(cid, signal), "the local node");
      if (helia.peerCount() === 0) return fetchFrom(helia, fallback, cid, signal);
      return exchange(helia, cid, timeoutMs, signal);
    },
    async put(cid, bytes, { signal } = {}) {
      signal?.throwIfAborted();
      await helia.put(cid, bytes);
    },
    has: (cid) => helia.has(cid),
    addresses: () => helia.addresses(),
    async connect(address, { signal } = {}) {
      try {
        await helia.dial(address, signal);
      } catch (cause) {
        signal?.throwIfAborted();
        throw new PeerUnreachableError(address, cause);
      }
    },
    close: () => helia.stop(),
  };
}

async function fetchFrom(helia: LoopbackHelia, fallback: BlockReader | undefined, cid: CID, signal?: AbortSignal) {
  if (fallback === undefined) throw new BlockNotFoundError(cid, "the local node, which has no peers");
  const bytes = await fallback.get(cid, { signal });
  await helia.put(cid, bytes);
  return bytes;
}

/** Peers and fallback at the same time, the first good answer wins. */
async function exchange(helia: LoopbackHelia, cid: CID, timeoutMs: number, signal?: AbortSignal): Promise<Uint8Array> {
  const timeout = AbortSignal.timeout(timeoutMs);
  let bytes: Uint8Array;
  try {
    bytes = await helia.get(cid, signal ? AbortSignal.any([signal, timeout]) : timeout);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new BlockNotFoundError(cid, `${helia.peerCount()} connected peers, ${timeoutMs} ms`, cause);
  }
  return verifyBlock(cid, bytes, "the connected peers");
}
