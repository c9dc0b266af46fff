import { MemoryBlockstore } from "blockstore-core/memory";
import type { CID } from "multiformats/cid";
import { type BlockStore, checkHashFunction, verifyBlock } from "./blocks.ts";
import { BlockNotFoundError, BlockWriteError } from "./errors.ts";

/** What we need of a blockstore of the IPFS libraries. */
type Blockstore = {
  get(cid: CID): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  put(cid: CID, bytes: Uint8Array): unknown;
  has(cid: CID): boolean | Promise<boolean>;
};

/** Blocks kept in this process, gone with it. */
export function memoryBlocks(): BlockStore {
  return blocksIn(new MemoryBlockstore(), "memory");
}

/**
 * Blocks kept in a directory, one file each; created when absent.
 *
 * @throws BlockWriteError from `put` when the directory can't be written.
 */
export async function directoryBlocks(directory: string): Promise<BlockStore> {
  const { FsBlockstore } = await import("blockstore-fs");
  const blockstore = new FsBlockstore(directory);
  await blockstore.open();
  return blocksIn(blockstore, directory);
}

/**
 * A blockstore of the IPFS libraries as a `BlockStore`: verified on every read, since disks fail too.
 *
 * @param where its name in error messages.
 */
export function blocksIn(blockstore: Blockstore, where: string): BlockStore {
  return {
    async get(cid, { signal } = {}) {
      checkHashFunction(cid);
      signal?.throwIfAborted();
      if (!(await blockstore.has(cid))) throw new BlockNotFoundError(cid, where);
      return verifyBlock(cid, await collect(blockstore, cid, where), where);
    },
    async put(cid, bytes, { signal } = {}) {
      signal?.throwIfAborted();
      try {
        await blockstore.put(cid, bytes);
      } catch (cause) {
        throw new BlockWriteError(cid, where, cause instanceof Error ? cause.message : String(cause), cause);
      }
    },
    async has(cid) {
      return blockstore.has(cid);
    },
  };
}

async function collect(blockstore: Blockstore, cid: CID, where: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of blockstore.get(cid)) chunks.push(chunk);
  } catch (cause) {
    throw new BlockNotFoundError(cid, where, cause);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : concat(chunks);
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
