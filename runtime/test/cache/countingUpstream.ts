import { type BlockReader, memoryBlocks } from "@capsule-protocol/runtime/storage/index.ts";
import { rawBlock, type TestBlock } from "../storage/testBlocks.ts";

/** Serves these blocks and counts what it is asked for. */
export async function counting(...blocks: TestBlock[]) {
  const store = memoryBlocks();
  for (const { cid, bytes } of blocks) await store.put(cid, bytes);
  const asked: string[] = [];
  const upstream: BlockReader = {
    get(cid, options) {
      asked.push(cid.toString());
      return store.get(cid, options);
    },
  };
  return { asked, upstream, store };
}

/** Five blocks of a hundred bytes. */
export const HUNDRED = await Promise.all([0, 1, 2, 3, 4].map((index) => rawBlock(String(index).repeat(100))));
