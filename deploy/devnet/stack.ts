import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import type { DeploymentRecord } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { compileSubgraph } from "@capsule-protocol/subgraph/manifest/compile.ts";
import type { Address } from "viem";
import type { Profile } from "../src/buildContracts.ts";
import { type LocalAccount, localAccounts } from "./accounts.ts";
import { startAnvil } from "./anvil.ts";
import { deployLocally } from "./deployLocally.ts";
import { type GarbageServer, startGarbageServer } from "./garbageServer.ts";
import { startGuard } from "./guard.ts";
import { type StackIndexer, startIndexer } from "./indexer.ts";
import { startIpfs } from "./ipfs.ts";
import { generateKey, type KeeperProcess, localChain, startKeeperProcess } from "./keepers.ts";
import { deployTestToken, finalize } from "./localChain.ts";
import { type OnStackProgress, type Startup, startup } from "./startup.ts";

export type StackOptions = {
  /** 5 when left out. */
  keepers?: number;
  /** Keepers that open a capsule, more than half of them; 3 when left out. */
  threshold?: number;
  /** Whether graph-node indexes the chain; not when left out. */
  indexer?: boolean;
  /** Compiler settings of the contracts; the fast ones when left out. */
  profile?: Profile;
  /** Gives up the start. */
  signal?: AbortSignal;
  onProgress?: OnStackProgress;
};

/** A keeper of the stack, and what can be done to it. */
export type StackKeeper = {
  /** Index of its share, from 1. */
  index: number;
  url: string;
  operator: Address;
  /** What it wrote: one JSON object a line. */
  logFile: string;
  stop: () => Promise<void>;
  /** Stops it, and has noise answered at its address. */
  replaceByGarbage: () => Promise<{ answers: () => number }>;
};

/** The whole protocol on this machine: chain, contracts, IPFS, keepers and, if wanted, the subgraph. */
export type Stack = {
  chainId: number;
  rpcUrl: string;
  /** Gateway and kubo-compatible API at once. */
  ipfsUrl: string;
  keepers: readonly StackKeeper[];
  /** When it was asked for. */
  indexer?: StackIndexer;
  threshold: number;
  deployment: Deployment;
  record: DeploymentRecord;
  /** A stand-in for Chainlink's feed of the native currency, in US dollars. */
  priceFeed: Address;
  /** The record as a file, for programs that read it. */
  recordFile: string;
  /** Temporary; removed by `stop`. */
  directory: string;
  /**
   * Ten funded accounts. The first deployed the protocol and holds all votes, the eighth is its council, the ninth may
   * pause it and cancel proposals, the last is its treasury.
   */
  accounts: readonly LocalAccount[];
  /** Makes everything that happened until now final, which keepers wait for; else it takes two seconds. */
  finalize: () => Promise<void>;
  /** A new ERC-20 with six decimals, a million of it for each account. */
  deployTestToken: () => Promise<Address>;
  /** Ends every process and server and removes every file. May be called more than once. */
  stop: () => Promise<void>;
};

/**
 * Starts the local stack: anvil, an IPFS server, keepers that generate the network's key among themselves, and the
 * protocol deployed with it. Everything listens on free ports of the loopback interface. Whatever happens to this
 * process, nothing is left behind.
 *
 * @throws StackStartError, CompilationFailedError, the errors of `deployProtocol`, or the signal's reason; nothing is
 *   left running then.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const start = startup(startGuard(), options);
  try {
    return await assemble(start, options);
  } catch (error) {
    await start.close();
    throw error;
  }
}

async function assemble(start: Startup, options: StackOptions): Promise<Stack> {
  const { keepers: count = 5, threshold = 3, profile = "default" } = options;
  const { guard, signal } = start;
  const directory = guard.directory("capsule-stack-");
  const [anvil, ipfs, processes] = await start.together([
    start.step("chain", () => startAnvil(guard, { blockTime: 1, signal })),
    start.step("ipfs", () => startIpfs(start, directory)),
    start.step("keepers", () => startKeepers(start, directory, count)),
    start.step("contracts", () => start.build(profile)),
    ...(options.indexer ? [start.step("subgraph", compileSubgraph)] : []),
  ]);
  const keeperSet = await start.step("key", () => generateKey(processes, threshold));
  const protocol = { rpcUrl: anvil.url, directory, profile, keeperSet, ipfs };
  const { record, recordFile, deployment, priceFeed } = await start.step("protocol", () => deployLocally(protocol));
  await start.step("service", () => serve(processes, deployment, anvil.url));
  const sources = { rpcUrl: anvil.url, ipfsUrl: ipfs.url, record };
  const indexer = options.indexer ? await start.step("indexer", () => startIndexer(start, sources)) : undefined;
  return {
    ...(indexer && { indexer }),
    ...{ chainId: record.chainId, rpcUrl: anvil.url, ipfsUrl: ipfs.url, threshold },
    ...{ deployment, record, recordFile, priceFeed, directory, accounts: localAccounts() },
    keepers: processes.map((keeper, position) => controls(start, keeper, position + 1)),
    finalize: () => finalize(anvil.url),
    deployTestToken: () => deployTestToken(anvil.url, profile),
    stop: start.close,
  };
}

function startKeepers(start: Startup, directory: string, count: number): Promise<KeeperProcess[]> {
  const { guard, signal } = start;
  const indexes = Array.from({ length: count }, (_, position) => position + 1);
  return start.together(indexes.map((index) => startKeeperProcess(guard, { index, directory, signal })));
}

async function serve(keepers: readonly KeeperProcess[], deployment: Deployment, rpcUrl: string): Promise<void> {
  await Promise.all(keepers.map((keeper) => keeper.serve({ chain: localChain(deployment, rpcUrl) })));
}

function controls(start: Startup, keeper: KeeperProcess, index: number): StackKeeper {
  const { url, operator, logFile, stop } = keeper;
  const replaceByGarbage = async (): Promise<Pick<GarbageServer, "answers">> => {
    start.signal.throwIfAborted();
    await stop();
    const server = await startGarbageServer(url);
    start.onClose(server.close);
    return { answers: server.answers };
  };
  return { index, url, operator, logFile, stop, replaceByGarbage };
}
