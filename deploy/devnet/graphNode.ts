import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { placeSubgraph } from "@capsule-protocol/subgraph/manifest/compile.ts";
import { networkOf } from "@capsule-protocol/subgraph/manifest/networks.ts";
import type { Placement } from "@capsule-protocol/subgraph/manifest/place.ts";
import { StackStartError } from "./errors.ts";
import type { Guard } from "./guard.ts";
import { freePorts } from "./ports.ts";

/** The Graph's node in a process of its own, with the protocol's subgraph. */
export type GraphNode = {
  /** Answers GraphQL queries. */
  url: string;
  /** Prometheus metrics of its work. */
  metricsUrl: string;
  pid: number;
  /** What it wrote. */
  logFile: string;
  stop: () => Promise<void>;
};

export type GraphNodeOptions = {
  rpcUrl: string;
  ipfsUrl: string;
  /** Of a database of its own. What an earlier run left there is worked out anew, from the blocks it kept. */
  postgresUrl: string;
  placement: Placement;
  /** Where the placed subgraph and the log go. The same folder for the same database. */
  directory: string;
  /** Blocks that may be replaced by others. */
  reorgThreshold?: number;
  signal?: AbortSignal;
};

const PACKAGE = "@graphprotocol/gnd-linux-x64";
const START_LIMIT_MS = 180_000;
const POLL_MS = 100;
/** Milliseconds between looks for a new block. */
const POLLING_INTERVAL = "200";
const LOG_TAIL = 4_000;
const DEPLOYED = "Subgraph deployed";

/**
 * Starts graph-node and has it follow a local chain. It listens on free ports.
 *
 * @throws StackStartError when there is no graph-node for this platform, or it doesn't start.
 */
export async function startGraphNode(guard: Guard, options: GraphNodeOptions): Promise<GraphNode> {
  const { directory, placement, signal } = options;
  signal?.throwIfAborted();
  await placeSubgraph(directory, placement);
  const [http = 0, index = 0, admin = 0, metrics = 0] = await freePorts(4);
  const logFile = join(directory, "graph-node.log");
  const output = openSync(logFile, "a");
  const begin = statSync(logFile).size;
  const ports = ["--http-port", http, "--index-node-port", index, "--admin-port", admin, "--metrics-port", metrics];
  const sources = ["--ethereum-rpc", `${networkOf(placement.chainId)}:${options.rpcUrl}`, "--ipfs", options.ipfsUrl];
  const child = guard.spawn(graphNodeProgram(), ["dev", ...sources, ...ports.map(String)], {
    ...{ cwd: directory, stdio: ["ignore", output, output], env: environment(options) },
    // It doesn't end on a gentler signal, and has nothing to lose: what it works out is the database's.
    endSignal: "SIGKILL",
  });
  closeSync(output);
  const url = `http://127.0.0.1:${http}/subgraphs/name/subgraph-0`;
  try {
    await answering(child, url, { logFile, begin, signal });
  } catch (error) {
    await guard.stop(child);
    throw error;
  }
  const metricsUrl = `http://127.0.0.1:${metrics}/metrics`;
  return { url, metricsUrl, pid: child.pid as number, logFile, stop: () => guard.stop(child) };
}

/** Path of the program.
 *
 * @throws StackStartError when there is none for this platform.
 */
export function graphNodeProgram(): string {
  try {
    const manifest = fileURLToPath(import.meta.resolve(`${PACKAGE}/package.json`));
    return join(dirname(manifest), "bin/gnd");
  } catch (error) {
    const reason = `there is no graph-node for this platform (${PACKAGE}).`;
    throw new StackStartError("graph-node", reason, error);
  }
}

function environment({ postgresUrl, reorgThreshold = 0 }: GraphNodeOptions): NodeJS.ProcessEnv {
  return {
    ...process.env,
    POSTGRES_URL: postgresUrl,
    GRAPH_LOG: "info",
    GRAPH_ALLOW_NON_DETERMINISTIC_FULLTEXT_SEARCH: "true",
    ETHEREUM_REORG_THRESHOLD: String(reorgThreshold),
    ETHEREUM_POLLING_INTERVAL: POLLING_INTERVAL,
    // A notice of a new block that got lost costs a second, instead of half a minute.
    GRAPH_CHAIN_HEAD_WATCHER_TIMEOUT: "1",
    // It would remember the newest block for as long as one took lately: here they come when they like.
    GRAPH_STORE_DISABLE_CHAIN_HEAD_PTR_CACHE: "true",
    // With RUST_BACKTRACE=1, as many developers have it, each call that a mapping makes would note where it came from:
    // nearly four times the work. Panics still tell.
    RUST_LIB_BACKTRACE: "0",
  };
}

/** Waits until the subgraph is deployed and answers. */
async function answering(
  child: ChildProcess,
  url: string,
  { logFile, begin, signal }: { logFile: string; begin: number; signal: AbortSignal | undefined },
): Promise<void> {
  let ended: string | undefined;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", (code, killed) => {
    ended = `it ended (${code ?? killed})`;
  });
  for (const end = Date.now() + START_LIMIT_MS; Date.now() < end; await sleep(POLL_MS)) {
    signal?.throwIfAborted();
    if (ended !== undefined) break;
    // An earlier run's answers before that: they are about to go.
    const deployed = readFileSync(logFile, "utf8").slice(begin).includes(DEPLOYED);
    if (deployed && (await blockOf(url)) !== undefined) return;
  }
  const tail = readFileSync(logFile, "utf8").slice(-LOG_TAIL);
  throw new StackStartError("graph-node", `${ended ?? "it did not answer in time"}\n${tail}`);
}

/** Number of the last block that it has worked through; undefined when it doesn't answer yet. */
async function blockOf(url: string): Promise<number | undefined> {
  const body = JSON.stringify({ query: "{ _meta { block { number } } }" });
  const headers = { "content-type": "application/json" };
  try {
    const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(2_000) });
    const { data } = (await response.json()) as { data?: { _meta: { block: { number: number } } } };
    return data?._meta.block.number;
  } catch {
    return undefined;
  }
}
