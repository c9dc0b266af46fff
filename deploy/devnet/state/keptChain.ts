// A local chain outlives its process as a file, which is written anew whenever something happened.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { writeFileAtomic } from "@capsule-protocol/runtime/keeper/store/atomicFile.ts";
import { createTestClient, hexToBytes, http } from "viem";
import { getBlock, getBlockNumber } from "viem/actions";
import { anvil } from "viem/chains";
import { z } from "zod";
import { StateNotKeptError, StateUnusableError } from "../errors.ts";
import type { Guard } from "../guard.ts";
import { localClient } from "../localChain.ts";

/** A chain that is kept, until the signal and `close` after it. */
export type KeptChain = {
  /** @throws what went wrong when it was written last. */
  check: () => Promise<void>;
  /** Writes it a last time. */
  close: () => Promise<void>;
};

const FILE = "chain.json.gz";
const PERIOD_MS = 2_000;
/** For dumps of long chains. */
const DUMP_LIMIT_MS = 60_000;
/** More new blocks than that are not looked at one by one: somebody mined them. */
const MOST_BLOCKS = 20n;

const dumpSchema = z.looseObject({ block: z.looseObject({ timestamp: z.string() }) });

/**
 * Arguments with which anvil goes on with the chain that was kept. Its clock never goes back: where it was ahead, it goes
 * on from there.
 *
 * @throws StateUnusableError
 */
export function keptChainArguments(guard: Guard, directory: string): string[] {
  try {
    const dump = gunzipSync(readFileSync(join(directory, FILE)));
    const { block } = dumpSchema.parse(JSON.parse(dump.toString()));
    const copy = join(guard.directory("capsule-chain-"), "chain.json");
    writeFileSync(copy, dump);
    const time = Math.max(Math.floor(Date.now() / 1000), Number(block.timestamp) + 1);
    return ["--load-state", copy, "--timestamp", String(time)];
  } catch (cause) {
    throw new StateUnusableError(directory, "its chain can't be read", cause);
  }
}

/**
 * Writes the chain now, again each time that something happened until the signal, and when it is closed.
 *
 * @throws StateNotKeptError
 */
export async function keepChain(rpcUrl: string, directory: string, signal: AbortSignal): Promise<KeptChain> {
  const path = join(directory, FILE);
  let written = await writeChain(rpcUrl, path);
  let problem: unknown;
  const follow = async () => {
    while (!signal.aborted) {
      try {
        if (await happened(rpcUrl, written)) written = await writeChain(rpcUrl, path);
        problem = undefined;
      } catch (error) {
        problem = error;
      }
      await sleep(PERIOD_MS, undefined, { signal }).catch(() => {});
    }
  };
  const followed = follow();
  return {
    check: async () => {
      if (problem !== undefined) throw problem;
    },
    close: async () => {
      await followed;
      await writeChain(rpcUrl, path);
    },
  };
}

/**
 * @returns number of the last block that is sure to be in the file.
 * @throws StateNotKeptError
 */
async function writeChain(rpcUrl: string, path: string): Promise<bigint> {
  const transport = http(rpcUrl, { timeout: DUMP_LIMIT_MS });
  const client = createTestClient({ mode: "anvil", chain: anvil, transport });
  try {
    const number = await getBlockNumber(client, { cacheTime: 0 });
    await writeFileAtomic(path, hexToBytes(await client.dumpState()));
    return number;
  } catch (error) {
    throw new StateNotKeptError(path, error);
  }
}

/** Whether there was a transaction since a block. */
async function happened(rpcUrl: string, since: bigint): Promise<boolean> {
  const client = localClient(rpcUrl);
  const head = await getBlockNumber(client, { cacheTime: 0 });
  if (head < since || head - since > MOST_BLOCKS) return true;
  for (let blockNumber = since + 1n; blockNumber <= head; blockNumber++) {
    if ((await getBlock(client, { blockNumber })).transactions.length > 0) return true;
  }
  return false;
}
