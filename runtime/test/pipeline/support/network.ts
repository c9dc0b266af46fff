// The whole protocol for the tests of the pipeline: a chain, the contracts, IPFS, and five keepers that generated their key.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startAnvil } from "@capsule-protocol/deploy/devnet/anvil.ts";
import { type Guard, startGuard } from "@capsule-protocol/deploy/devnet/guard.ts";
import { loadArtifacts } from "@capsule-protocol/deploy/src/artifacts.ts";
import { buildContracts } from "@capsule-protocol/deploy/src/buildContracts.ts";
import { readConfig } from "@capsule-protocol/deploy/src/config.ts";
import { deployProtocol } from "@capsule-protocol/deploy/src/deployProtocol.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { createClient, createTestClient, http, publicActions, walletActions } from "viem";
import { type LocalAccount, mnemonicToAccount } from "viem/accounts";
import { anvil } from "viem/chains";
import {
  initKeeper,
  type KeeperConfigInput,
  parseKeeperConfig,
  type RunningKeeper,
  startDkg,
  startKeeper,
} from "../../../keeper/index.ts";
import { type BlockStore, type IpfsServer, ipfsServer, memoryBlocks } from "../../../src/storage/index.ts";

const MNEMONIC = "test test test test test test test test test test test junk";
const PASSPHRASE = "correct horse battery staple";
const KDF_COST = 10; // the least: nothing here is worth guarding
const KEEPERS = 5;
const THRESHOLD = 3;

const accountAt = (addressIndex: number) => mnemonicToAccount(MNEMONIC, { addressIndex });
export const deployer = accountAt(0);
export const creator = accountAt(1);
export const buyer = accountAt(2);
export const stranger = accountAt(3);

export type Network = {
  rpcUrl: string;
  deployment: Deployment;
  /** What is stored on IPFS, to look at and to spoil. */
  blocks: BlockStore;
  ipfs: Pick<IpfsServer, "url" | "close">;
  keepers: RunningKeeper[];
  /** Starts IPFS again at its old address after it was closed. */
  restartIpfs(): Promise<void>;
  /** Starts a keeper again that was closed, at its old address. */
  restartKeeper(index: number): Promise<void>;
  /** A directory that is gone after the tests. */
  directory(): string;
  stop(): Promise<void>;
};

/** A client of the chain that sends from `account`. */
export function clientOf({ rpcUrl }: Pick<Network, "rpcUrl">, account: LocalAccount) {
  const client = createClient({ account, chain: anvil, transport: http(rpcUrl), pollingInterval: 20 });
  return client.extend(publicActions).extend(walletActions);
}

export function chainControl({ rpcUrl }: Pick<Network, "rpcUrl">) {
  return createTestClient({ mode: "anvil", chain: anvil, transport: http(rpcUrl) });
}

let running: Promise<Network> | undefined;

/** The network that all these tests share: starts with the first that asks, stops after the last. */
export function network(): Promise<Network> {
  running ??= startNetwork();
  return running;
}

after(async () => {
  const started = await running?.catch(() => undefined);
  await started?.stop();
});

/** The chain mines a block every second, so that its clock goes on. */
async function startNetwork(): Promise<Network> {
  const guard = startGuard();
  const running: { close(): Promise<unknown> }[] = [];
  const stop = async () => {
    await Promise.allSettled(running.map((part) => part.close()));
    await guard.close();
  };
  try {
    const { url: rpcUrl } = await startAnvil(guard, { blockTime: 1 });
    const blocks = memoryBlocks();
    let ipfs = await ipfsServer({ blocks });
    running.push({ close: () => ipfs.close() });
    const restartIpfs = async () => {
      ipfs = await ipfsServer({ blocks, port: ipfs.port });
    };
    const nodes = await createKeepers(guard);
    const deployment = await deploy(rpcUrl, nodes);
    const start = (node: KeeperNode) => startKeeper(configOf(node, rpcUrl, deployment), { passphrase: PASSPHRASE });
    const keepers = await Promise.all(nodes.map(start));
    running.push({ close: () => Promise.all(keepers.map((keeper) => keeper.close())) });
    const restartKeeper = async (index: number) => {
      keepers[index] = await start(nodes[index] as KeeperNode);
    };
    const directory = () => guard.directory("capsule-pipeline-test-");
    const ipfsParts = { url: ipfs.url, close: () => ipfs.close() };
    return { rpcUrl, deployment, blocks, ipfs: ipfsParts, keepers, restartIpfs, restartKeeper, directory, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type KeeperNode = Awaited<ReturnType<typeof createKeepers>>[number];

/** Keystores, addresses and a key generation among all. */
async function createKeepers(guard: Guard) {
  const directory = guard.directory("capsule-pipeline-keepers-");
  const directories = Array.from({ length: KEEPERS }, (_, index) => join(directory, `keeper${index + 1}`));
  const options = (dataDirectory: string) => ({ dataDirectory, passphrase: PASSPHRASE, kdfCost: KDF_COST });
  const identities = await Promise.all(directories.map((path) => initKeeper(options(path))));
  const listen = { host: "127.0.0.1", port: 0 };
  const times = { pollMilliseconds: 20, lingerMilliseconds: 500, timeoutMilliseconds: 30_000 };
  const ceremonies = await Promise.all(directories.map((path) => startDkg({ ...options(path), ...times, listen })));
  try {
    const participants = ceremonies.map(({ url }, index) => {
      const { operator = "0x", transportKey = "0x" } = identities[index] ?? {};
      return { operator, transportKey, url };
    });
    const ceremony = { name: "pipeline", chainId: anvil.id, epoch: 1, threshold: THRESHOLD, participants };
    const shares = await Promise.all(ceremonies.map((dkg) => dkg.run(ceremony)));
    return participants.map((participant, index) => ({
      ...participant,
      dataDirectory: directories[index] as string,
      groupKey: shares[0]?.groupKey ?? "0x",
      verificationShare: shares[0]?.verificationShares[index] ?? "0x",
    }));
  } finally {
    await Promise.all(ceremonies.map((dkg) => dkg.close()));
  }
}

async function deploy(rpcUrl: string, nodes: readonly KeeperNode[]): Promise<Deployment> {
  const keepers = nodes.map(({ operator, transportKey, verificationShare, url }) => ({
    operator,
    transportKey,
    verificationShare,
    url,
  }));
  const config = readConfig(fileURLToPath(import.meta.resolve("@capsule-protocol/deploy/config/31337.json")));
  const keeperSet = { threshold: THRESHOLD, groupKey: nodes[0]?.groupKey ?? "0x", keepers };
  const artifacts = loadArtifacts(await buildContracts("default"));
  return deploymentOf(await deployProtocol({ client: clientOf({ rpcUrl }, deployer), artifacts, config, keeperSet }));
}

function configOf({ dataDirectory, url }: KeeperNode, rpcUrl: string, deployment: Deployment) {
  const { chainId: id, registry, accessToken, keeperRegistry, usageMeter } = deployment;
  const input: KeeperConfigInput = {
    dataDirectory,
    listen: { host: "127.0.0.1", port: Number(new URL(url).port) },
    chain: {
      id,
      registry,
      accessToken,
      keeperRegistry,
      usageMeter,
      endpoints: [rpcUrl],
      quorum: 1,
      finality: { confirmations: 0 },
      cacheMilliseconds: 0,
      maxFinalAge: null,
      maxHeadAge: null,
    },
    limits: { perAddressPerMinute: 10_000, perAccountPerMinute: 10_000 },
    kdfCost: KDF_COST,
  };
  return parseKeeperConfig(input);
}
