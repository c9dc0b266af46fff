import type { BlockReader, BlockStore } from "@capsule-protocol/runtime/storage/index.ts";
import { memoryBlocks } from "@capsule-protocol/runtime/storage/index.ts";
import { blocksIn } from "@capsule-protocol/runtime/storage/localBlocks.ts";
import { MemoryBlockstore } from "blockstore-core/memory";
import { importBytes } from "ipfs-unixfs-importer";
import { fixedSize } from "ipfs-unixfs-importer/chunker";
import { balanced } from "ipfs-unixfs-importer/layout";
import type { FilePart } from "./handMadeFile.ts";
import { seededBytes } from "./testBlocks.ts";

/** A file of `size` bytes in leaves of 16 bytes and nodes of 3: a deep tree from little data. */
export async function smallTree(size: number, options: { rawLeaves?: boolean; seed?: number } = {}) {
  const bytes = seededBytes(size, options.seed ?? 7);
  const blockstore = new MemoryBlockstore();
  const { cid } = await importBytes(bytes, blockstore, {
    cidVersion: 1,
    rawLeaves: options.rawLeaves ?? true,
    chunker: fixedSize({ chunkSize: 16 }),
    layout: balanced({ maxChildrenPerNode: 3 }),
  });
  return { bytes, blockstore, blocks: blocksIn(blockstore, "memory"), cid };
}

/** Counts and delays what a reader is asked for. */
export function watched(blocks: BlockReader) {
  const state = { asked: 0, aborted: 0 };
  const reader: BlockReader = {
    async get(cid, options) {
      state.asked += 1;
      options?.signal?.addEventListener("abort", () => (state.aborted += 1));
      await new Promise(setImmediate);
      return blocks.get(cid, options);
    },
  };
  return { state, reader };
}

export async function stored(...parts: FilePart[]): Promise<BlockStore> {
  const blocks = memoryBlocks();
  for (const { cid, bytes } of parts) await blocks.put(cid, bytes);
  return blocks;
}

/** Lets everything that can go on without us go on. */
export async function settle() {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
}
