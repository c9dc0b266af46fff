// The real graph-node with the protocol's subgraph, on a chain that tells of what a test wants.

import { setTimeout as sleep } from "node:timers/promises";
import { type GraphNode, startGraphNode } from "@capsule-protocol/deploy/devnet/graphNode.ts";
import { type Guard, startGuard } from "@capsule-protocol/deploy/devnet/guard.ts";
import { type Postgres, startPostgres } from "@capsule-protocol/deploy/devnet/postgres.ts";
import { type BlockStore, directoryBlocks, importBlock, ipfsServer } from "@capsule-protocol/runtime/storage/index.ts";
import { type Hex, sha256 } from "viem";
import { type EmitterChain, startEmitterChain } from "./emitterChain.ts";
import { addresses } from "./events.ts";

/** What a query answers. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
export type Answer = any;

export type IndexedChain = EmitterChain & {
  /** Where graph-node answers now. */
  graphNode: () => GraphNode;
  /** Where it keeps what it worked out. */
  postgres: () => Postgres;
  /** Answers once every block is indexed. */
  query: (text: string, variables?: Record<string, unknown>) => Promise<Answer>;
  /** Stores bytes as one raw IPFS block. */
  store: (bytes: Uint8Array) => Promise<Hex>;
  /** Kills graph-node, stops the database, has `meanwhile` happen, and starts both again. */
  restart: (meanwhile?: () => Promise<unknown>) => Promise<void>;
  stop: () => Promise<void>;
};

type Options = {
  /** Blocks that may be replaced under graph-node. */
  reorgThreshold?: number;
  /** What happens on the chain before graph-node is started. */
  history?: (chain: EmitterChain, store: IndexedChain["store"]) => Promise<void>;
};

const SYNC_LIMIT_MS = 120_000;
const POLL_MS = 25;
const PROGRESS = "{ _meta { hasIndexingErrors block { number hash } } }";
const NOWHERE = { _meta: { hasIndexingErrors: false, block: { number: 0, hash: "" } } };
const REORGANIZED = /the chain was reorganized/;

export async function startIndexedChain(options: Options = {}): Promise<IndexedChain> {
  const guard = startGuard();
  try {
    return await assemble(guard, options);
  } catch (error) {
    await guard.close();
    throw error;
  }
}

async function assemble(guard: Guard, { history, ...options }: Options): Promise<IndexedChain> {
  const directory = guard.directory("capsule-subgraph-");
  const database = guard.directory("capsule-subgraph-database-");
  const blocks = await directoryBlocks(directory);
  const [chain, ipfs] = await Promise.all([startEmitterChain(guard), ipfsServer({ blocks })]);
  const store = (bytes: Uint8Array) => storeBlock(blocks, bytes);
  await history?.(chain, store);
  const placement = { chainId: chain.chainId, startBlock: 1n, addresses, commit: "test" };
  const start = async () => {
    const postgres = await startPostgres(guard, { directory: database });
    const parts = { rpcUrl: chain.url, ipfsUrl: ipfs.url, postgresUrl: postgres.url, directory, placement };
    return { postgres, graphNode: await startGraphNode(guard, { ...parts, ...options }) };
  };
  let running = await start();
  return {
    ...chain,
    graphNode: () => running.graphNode,
    postgres: () => running.postgres,
    query: (text, variables) => query(chain, running.graphNode, text, variables),
    store,
    restart: async (meanwhile = async () => {}) => {
      await running.graphNode.stop();
      await running.postgres.stop();
      await meanwhile();
      running = await start();
    },
    stop: async () => {
      await ipfs.close();
      await guard.close();
    },
  };
}

async function storeBlock(blocks: BlockStore, bytes: Uint8Array): Promise<Hex> {
  await importBlock(blocks, bytes);
  return sha256(bytes);
}

async function query(
  chain: EmitterChain,
  graphNode: GraphNode,
  text: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const head = await chain.head();
  for (const end = Date.now() + SYNC_LIMIT_MS; ; await sleep(POLL_MS)) {
    const { _meta } = (await ask(graphNode, PROGRESS, {}).catch(untilQuiet)) ?? NOWHERE;
    if (_meta.hasIndexingErrors) throw new Error(`The mappings failed: ${graphNode.logFile}`);
    // By its hash: a block that was replaced has the same number.
    if (_meta.block.hash === head.hash) break;
    if (Date.now() > end) throw new Error(`Block ${head.number} was not indexed in time, but ${_meta.block.number}.`);
  }
  return ask(graphNode, text, variables);
}

/** An answer that isn't one yet: blocks are being replaced. */
function untilQuiet(error: Error): undefined {
  if (!REORGANIZED.test(error.message)) throw error;
  return undefined;
}

async function ask({ url }: GraphNode, text: string, variables: Record<string, unknown>): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: text, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: { message: string }[] };
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join("\n"));
  return data;
}
