// Speed of the subgraph on the real graph-node: indexing, queries, how soon something is visible, memory.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as queries from "@capsule-protocol/sdk/generated/queries.ts";
import { queryIndexer, waitForBlock } from "@capsule-protocol/sdk/indexer/index.ts";
import { buildSubgraph, compileSubgraph } from "../manifest/compile.ts";
import { word } from "../test/support/events.ts";
import { type IndexedChain, startIndexedChain } from "../test/support/indexedChain.ts";
import { tipped } from "../test/support/story.ts";
import { buyerOf, creatorOf, makeHistory, someCapsule } from "./history.ts";
import { cpuSeconds, memoryMb } from "./processes.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const EVENTS = 20_000;
const REPETITIONS = 30;
/** Enough for a slow machine. */
const LIMIT_MS = 1_800_000;

/** What each documented query is asked with. */
const VARIABLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  capsule: { id: word(someCapsule) },
  claimable: { account: creatorOf(someCapsule) },
  contributors: { id: word(someCapsule), capsule: word(someCapsule) },
  income: { account: creatorOf(someCapsule), from: "0", to: String(2n ** 60n) },
  licenses: { account: buyerOf(Number(someCapsule)) },
  lineage: { id: word(someCapsule) },
  payments: { capsule: word(someCapsule), after: -1n },
  search: { text: "model" },
  trades: { capsule: word(someCapsule), now: 0n },
  disputes: { id: word(someCapsule) },
  rounds: { capsule: word(someCapsule) },
  voter: { account: creatorOf(someCapsule) },
  usage: { id: word(someCapsule), capsule: word(someCapsule), from: 0n, to: 100_000n },
};

export async function benchIndexing(): Promise<Record<string, number>> {
  const buildSeconds = await measureBuild();
  await compileSubgraph();
  let events = 0;
  let started = 0;
  const chain = await startIndexedChain({
    history: async (emitter, store) => {
      events = await makeHistory(emitter, EVENTS, store);
      started = performance.now();
    },
  });
  try {
    const startSeconds = secondsSince(started);
    const indexing = await indexingFigures(chain, events);
    const latencies = await latencyFigures(chain);
    const memory = { graphNodeMb: memoryMb(chain.graphNode().pid), postgresMb: memoryMb(chain.postgres().pid) };
    return { events, buildSeconds, startSeconds, ...indexing, ...latencies, ...memory };
  } finally {
    await chain.stop();
  }
}

async function measureBuild(): Promise<number> {
  const folder = join(root, "cache", `subgraph-bench-${process.pid}`);
  const begun = performance.now();
  try {
    await buildSubgraph(folder);
    return secondsSince(begun);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From when graph-node answers, with what it hasn't worked through by then; beside its speed, what that cost whom. */
async function indexingFigures(chain: IndexedChain, events: number): Promise<Record<string, number>> {
  const indexer = { url: chain.graphNode().url };
  const workers = { graphNode: chain.graphNode().pid, postgres: chain.postgres().pid };
  const { number: head } = await chain.head();
  const before = Object.entries(workers).map(([name, pid]) => [`${name}CpuSeconds`, pid, cpuSeconds(pid)] as const);
  const { _meta } = await queryIndexer(indexer, queries.indexerQuery, {});
  const begun = performance.now();
  await waitForBlock(indexer, { blockNumber: head, timeout: LIMIT_MS });
  const left = events * (1 - (_meta?.block.number ?? 0) / Number(head));
  const eventsPerSecond = Math.round(left / secondsSince(begun));
  const worked = before.map(([name, pid, seconds]) => [name, Math.round((cpuSeconds(pid) - seconds) * 10) / 10]);
  return { eventsPerSecond, ...Object.fromEntries(worked) };
}

/**
 * From when a transaction is known to be mined until a query shows it, and of every documented query, in milliseconds. Each
 * is asked once at each block: the second time graph-node would only remember what it answered.
 */
async function latencyFigures(chain: IndexedChain): Promise<Record<string, number>> {
  const indexer = { url: chain.graphNode().url };
  const times: Record<string, number[]> = {};
  const measure = async (name: string, what: () => Promise<unknown>) => {
    const begun = performance.now();
    await what();
    times[name] = [...(times[name] ?? []), performance.now() - begun];
  };
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const { blockNumber } = await chain.emit([tipped(someCapsule, 1n)]);
    await measure("visible", () => waitForBlock(indexer, { blockNumber }));
    for (const query of Object.values(queries) as (typeof queries.indexerQuery)[]) {
      await measure(query.name, () => queryIndexer(indexer, query, (VARIABLES[query.name] ?? {}) as never));
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [`${name}P95Ms`, p95(all)]));
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0);
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 100) / 10;
}
