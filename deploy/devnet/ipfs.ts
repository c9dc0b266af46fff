import { join } from "node:path";
import type { BlockStore } from "@capsule-protocol/runtime/storage/index.ts";
import { directoryBlocks, ipfsServer } from "@capsule-protocol/runtime/storage/index.ts";
import type { Startup } from "./startup.ts";

/** The stack's IPFS: blocks in a directory, served on the loopback interface. */
export type LocalIpfs = { url: string; blocks: BlockStore };

export async function startIpfs(start: Startup, directory: string): Promise<LocalIpfs> {
  const blocks = await directoryBlocks(join(directory, "blocks"));
  const { url, close } = await ipfsServer({ blocks });
  start.onClose(close);
  return { url, blocks };
}
