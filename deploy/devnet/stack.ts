import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import type { DeploymentRecord } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { compileSubgraph } from "@capsule-protocol/subgraph/manifest/compile.ts";
import type { Address } from "viem";
import type { Profile } from "../src/buildContracts.ts";
import { type LocalAccount, localAccounts } from "./accounts.ts";
import { startAnvil } from "./anvil.ts";
import { deployedBefore, deployLocally, type LocalDeployment } from "./deployLocally.ts";
import { type GarbageServer, startGarbageServer } from "./garbageServer.ts";
import { startGuard } from "./guard.ts";
import { type StackIndexer, startIndexer } from "./indexer.ts";
import { startIpfs } from "./ipfs.ts";
import { generateKey, type KeeperIdentity, type KeeperProcess, localChain, startKeeperProcess } from "./keepers.ts";
import { deployTestToken, finalize } from "./localChain.ts";
import { type OnStackProgress, type Startup, startup } from "./startup.ts";
import { keptChainArguments } from "./state/keptChain.ts";
import { requireSameContracts, type StackState, stackState } from "./state/stackState.ts";
import { openState, type StateDirectory } from "./state/stateDirectory.ts";

export type StackOptions = {
  /** 5 when left out. */
  keepers?: number;
  /** Keepers that open a capsule, more than half of them; 3 when left out. */
  threshold?: number;
  /** Whether graph-node indexes the chain; not when left out. */
  indexer?: boolean;
  /** Compiler settings of the contracts; the fast ones when left out. */
  profile?: Profile;
  /**
   * Directory in which the chain and all that belongs to it is kept, from `Stack.state.keep` on. What an earlier run kept
   * there is gone on with, with the keepers that it had; nothing is deployed then.
   */
  state?: string | undefined;
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
  /** Removed by `stop`, unless it is that of a state. */
  directory: string;
  /** When it was asked for. */
  state?: StackState;
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
 * @throws StackStartError, StateInUseError, StateUnusableError, CompilationFailedError, the errors of `deployProtocol`, or
 *   the signal's reason; nothing is left running then.
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
  const { profile = "default" } = options;
  const state = options.state === undefined ? undefined : await openState(start, options.state);
  const directory = state?.path ?? start.guard.directory("capsule-stack-");
  const [rpcUrl, ipfs, processes, folder] = await start.together([
    start.step("chain", () => startChain(start, state)),
    start.step("ipfs", () => startIpfs(start, directory)),
    start.step("keepers", () => startKeepers(start, directory, state?.kept?.keepers ?? newKeepers(options))),
    start.step("contracts", () => contractsFor(start, profile, state)),
    ...(options.indexer ? [start.step("subgraph", compileSubgraph)] : []),
  ]);
  const threshold = state?.kept?.threshold ?? options.threshold ?? 3;
  const local = state?.kept
    ? deployedBefore(directory, state.kept.priceFeed)
    : await found(start, { rpcUrl, directory, profile, ipfs, processes, threshold });
  const { record, deployment, priceFeed } = local;
  await start.step("service", () => serve(processes, deployment, rpcUrl));
  const sources = { rpcUrl, ipfsUrl: ipfs.url, record };
  const indexer = options.indexer ? await start.step("indexer", () => startIndexer(start, sources)) : undefined;
  return {
    ...(indexer && { indexer }),
    ...(state && { state: stackState(start, state, { rpcUrl, folder, threshold, priceFeed, keepers: processes }) }),
    ...{ chainId: record.chainId, rpcUrl, ipfsUrl: ipfs.url, threshold },
    ...{ ...local, directory, accounts: localAccounts() },
    keepers: processes.map((keeper, position) => controls(start, keeper, position + 1)),
    finalize: () => finalize(rpcUrl),
    deployTestToken: () => deployTestToken(rpcUrl, profile),
    stop: start.close,
  };
}

async function startChain({ guard, signal }: Startup, state: StateDirectory | undefined): Promise<string> {
  const args = state?.kept ? keptChainArguments(guard, state.path) : [];
  const { url } = await startAnvil(guard, { blockTime: 1, args, signal });
  // It remembers the state at no earlier block, and keepers ask for that at the latest final one.
  if (state?.kept) for (let round = 0; round < 2; round++) await finalize(url);
  return url;
}

async function contractsFor(start: Startup, profile: Profile, state: StateDirectory | undefined): Promise<string> {
  const folder = await start.build(profile);
  if (state) requireSameContracts(state, folder);
  return folder;
}

/** The keepers generate the network's key, and the protocol is deployed with it. */
async function found(
  start: Startup,
  parameters: Omit<Parameters<typeof deployLocally>[0], "keeperSet"> & {
    processes: readonly KeeperProcess[];
    threshold: number;
  },
): Promise<LocalDeployment> {
  const { processes, threshold, ...protocol } = parameters;
  const keeperSet = await start.step("key", () => generateKey(processes, threshold));
  return start.step("protocol", () => deployLocally({ ...protocol, keeperSet }));
}

const newKeepers = ({ keepers = 5 }: StackOptions): undefined[] => Array.from({ length: keepers }, () => undefined);

/** @param identities of an earlier run's keepers; undefined for each that is new. */
function startKeepers(
  start: Startup,
  directory: string,
  identities: readonly (KeeperIdentity | undefined)[],
): Promise<KeeperProcess[]> {
  const { guard, signal } = start;
  return start.together(
    identities.map((kept, position) => startKeeperProcess(guard, { index: position + 1, directory, kept, signal })),
  );
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
