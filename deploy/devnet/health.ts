import { setTimeout as sleep } from "node:timers/promises";
import { indexerQuery } from "@capsule-protocol/sdk/generated/queries.ts";
import { queryIndexer } from "@capsule-protocol/sdk/indexer/queryIndexer.ts";
import { getBlockNumber } from "viem/actions";
import { localClient } from "./localChain.ts";
import type { Stack } from "./stack.ts";

/** A part of the stack that is well, or what is wrong with it. */
export type Health = { part: string; problem?: string };
type Watched = Pick<Stack, "rpcUrl" | "ipfsUrl" | "keepers" | "indexer" | "state">;

const PERIOD_MS = 5_000;
const ANSWER_LIMIT_MS = 4_000;
/** The empty folder, which every IPFS gateway has. */
const EMPTY_FOLDER = "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn";
/** Blocks that the subgraph may be behind, at a block a second. */
const BLOCKS_BEHIND = 20n;

/** Looks at every part once. */
export async function checkHealth(stack: Watched): Promise<Health[]> {
  const { rpcUrl, ipfsUrl, keepers, indexer, state } = stack;
  const checks: [part: string, check: () => Promise<unknown>][] = [
    ["chain", () => getBlockNumber(localClient(rpcUrl), { cacheTime: 0 })],
    ["IPFS", () => answered(`${ipfsUrl}/ipfs/${EMPTY_FOLDER}`)],
    ...keepers.map(({ index, url }): [string, () => Promise<unknown>] => [
      `keeper ${index}`,
      () => answered(`${url}/health`),
    ]),
  ];
  if (indexer) checks.push(["subgraph", () => upToDate(rpcUrl, indexer.url)]);
  if (state) checks.push(["state", state.check]);
  return Promise.all(checks.map(([part, check]) => health(part, check)));
}

/** Tells of each part that gets unwell, or well again, until the signal. */
export async function watchHealth(stack: Watched, signal: AbortSignal, onChange: (health: Health) => void) {
  const unwell = new Set<string>();
  while (!signal.aborted) {
    for (const one of await checkHealth(stack)) {
      if (signal.aborted || unwell.has(one.part) === (one.problem !== undefined)) continue;
      if (one.problem === undefined) unwell.delete(one.part);
      else unwell.add(one.part);
      onChange(one);
    }
    await sleep(PERIOD_MS, undefined, { signal }).catch(() => {});
  }
}

async function health(part: string, check: () => Promise<unknown>): Promise<Health> {
  try {
    await check();
    return { part };
  } catch (error) {
    return { part, problem: (error as Error).message.split("\n")[0] ?? "unwell" };
  }
}

async function answered(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
  if (!response.ok) throw new Error(`it answers ${response.status}`);
}

async function upToDate(rpcUrl: string, url: string): Promise<void> {
  const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
  const { _meta } = await queryIndexer({ url }, indexerQuery, {}, { signal });
  if (_meta?.hasIndexingErrors) throw new Error("its mappings failed on an event");
  const head = await getBlockNumber(localClient(rpcUrl), { cacheTime: 0 });
  const behind = head - BigInt(_meta?.block.number ?? 0);
  if (behind > BLOCKS_BEHIND) throw new Error(`it is ${behind} blocks behind the chain`);
}
