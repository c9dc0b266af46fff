import type { CID } from "multiformats/cid";
import type { BlockReader } from "./blocks.ts";

/** The few operations of a helia node that ours is made of. */
export type LoopbackHelia = {
  has(cid: CID): Promise<boolean>;
  /** From the local store, else from peers and the fallback at once; waits until the signal fires. */
  get(cid: CID, signal?: AbortSignal): Promise<Uint8Array>;
  put(cid: CID, bytes: Uint8Array): Promise<void>;
  dial(address: string, signal?: AbortSignal): Promise<void>;
  peerCount(): number;
  addresses(): string[];
  stop(): Promise<void>;
};

/** TCP on this machine only; the system chooses the port. */
const LISTEN = ["/ip4/127.0.0.1/tcp/0"];

/**
 * Composes helia from its parts, because its default configuration listens on all interfaces, dials bootstrap peers,
 * opens ports in routers and asks public routing services.
 */
export async function createLoopbackHelia(options: {
  directory?: string;
  fallback?: BlockReader;
}): Promise<LoopbackHelia> {
  const parts = await loadParts();
  const blockstore = await openBlockstore(options.directory);
  const light = parts.createHeliaLight({
    blockstore,
    blockBrokers: options.fallback ? [brokerOf(options.fallback)] : [],
  });
  const connected = parts.withLibp2pLight(light, {
    addresses: { listen: LISTEN },
    transports: [parts.tcp()],
    connectionEncrypters: [parts.noise()],
    streamMuxers: [parts.yamux()],
    services: { identify: parts.identify() },
  });
  const helia = await parts.withBitswap(connected).start();
  return {
    has: async (cid) => helia.blockstore.has(cid),
    async get(cid, signal) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of helia.blockstore.get(cid, { signal })) chunks.push(chunk);
      return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    },
    async put(cid, bytes) {
      await helia.blockstore.put(cid, bytes);
    },
    async dial(address, signal) {
      await helia.libp2p.dial(parts.multiaddr(address), { signal });
    },
    peerCount: () => helia.libp2p.getPeers().length,
    addresses: () => helia.libp2p.getMultiaddrs().map(String),
    async stop() {
      await helia.stop();
    },
  };
}

/** Loaded when the first node starts: libp2p takes a second or two, which readers of gateways needn't pay. */
async function loadParts() {
  const [helia, libp2p, bitswap, tcp, noise, yamux, identify, multiaddr] = await Promise.all([
    import("helia"),
    import("@helia/libp2p"),
    import("@helia/bitswap"),
    import("@libp2p/tcp"),
    import("@libp2p/noise"),
    import("@libp2p/yamux"),
    import("@libp2p/identify"),
    import("@multiformats/multiaddr"),
  ]);
  return { ...helia, ...libp2p, ...bitswap, ...tcp, ...noise, ...yamux, ...identify, ...multiaddr };
}

async function openBlockstore(directory: string | undefined) {
  if (directory === undefined) {
    const { MemoryBlockstore } = await import("blockstore-core/memory");
    return new MemoryBlockstore();
  }
  const { FsBlockstore } = await import("blockstore-fs");
  const blockstore = new FsBlockstore(directory);
  await blockstore.open();
  return blockstore;
}

function brokerOf(reader: BlockReader) {
  return {
    name: "capsule-fallback",
    retrieve: (cid: CID, options: { signal?: AbortSignal } = {}) => reader.get(cid, { signal: options.signal }),
  };
}
