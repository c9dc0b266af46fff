import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import { digestToCid, parseCid } from "@capsule-protocol/sdk/digest.ts";
import type { Command } from "commander";
import type { CID } from "multiformats/cid";
import type { Hex } from "viem";
import type { CiphertextCache } from "../../cache/ciphertextCache.ts";
import type { BlockReader } from "../../ports.ts";
import { BlockNotFoundError } from "../../storage/errors.ts";
import { listBlocks } from "../../storage/readFile.ts";
import { unsigned } from "../arguments.ts";
import { type Context, contextOf, type Process } from "../context.ts";
import { SettingError } from "../errors.ts";
import { forgetPull, listPulled, type PulledCapsule } from "../pulled.ts";
import { byteCount } from "../terminal.ts";

export function addRm(program: Command, process: Process): void {
  const command = program
    .command("rm")
    .description("remove a pulled capsule's files from the cache; licenses stay as they are")
    .argument("<capsule>", "capsule id", unsigned)
    .action(async (capsuleId: bigint) => remove(await contextOf(command, process), capsuleId));
}

async function remove(context: Context, capsuleId: bigint): Promise<void> {
  const cache = context.cache();
  const all = await listPulled(cache.directory);
  const named = all.filter((capsule) => capsule.capsuleId === capsuleIdToHex(capsuleId));
  if (named.length === 0) {
    throw new SettingError(
      `Capsule ${capsuleIdToHex(capsuleId)}`,
      "was not pulled",
      "See `capsule ls` for those that were.",
    );
  }
  const kept = await blocksOf(
    cache,
    all.filter((capsule) => !named.includes(capsule)),
  );
  const blocks = await blocksOf(cache, named);
  // The same file may be part of several capsules in clear.
  const unneeded = [...blocks].filter(([name]) => !kept.has(name)).map(([, cid]) => cid);
  const freed = await cache.rm(unneeded);
  for (const capsule of named) await forgetPull(cache.directory, capsule);
  context.result({ capsuleId: capsuleIdToHex(capsuleId), freed }, () => `${byteCount(freed)} were freed.\n`);
}

/** The blocks of capsules' files that are in the cache, as far as it can tell. */
async function blocksOf(cache: CiphertextCache, capsules: readonly PulledCapsule[]): Promise<Map<string, CID>> {
  const cached = cache.reader(nowhere);
  const blocks = new Map<string, CID>();
  const add = (cid: CID) => blocks.set(cid.toString(), cid);
  for (const { manifestDigest, files } of capsules) {
    add(digestToCid(manifestDigest as Hex));
    for (const { cid } of files) {
      try {
        for await (const block of listBlocks(cached, parseCid(cid))) add(block);
      } catch (error) {
        if (!(error instanceof BlockNotFoundError)) throw error;
      }
    }
  }
  return blocks;
}

/** Behind the cache: what isn't there is not fetched in order to be removed. */
const nowhere: BlockReader = {
  get: async (cid) => {
    throw new BlockNotFoundError(cid, "the cache");
  },
};
