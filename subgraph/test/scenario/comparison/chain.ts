// The contracts as they were at a block, asked one by one: what the subgraph says is held against it.
import assert from "node:assert/strict";
import { loadArtifact } from "@capsule-protocol/deploy/src/artifacts.ts";
import { artifactFolder } from "@capsule-protocol/deploy/src/buildContracts.ts";
import { IMPLEMENTATION_SLOT } from "@capsule-protocol/deploy/src/proxy.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { capsuleGovernorAbi } from "@capsule-protocol/sdk/generated/capsuleGovernor.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { capsuleTokenAbi } from "@capsule-protocol/sdk/generated/capsuleToken.ts";
import { disputeCourtAbi } from "@capsule-protocol/sdk/generated/disputeCourt.ts";
import { keeperRegistryAbi } from "@capsule-protocol/sdk/generated/keeperRegistry.ts";
import { marketAbi } from "@capsule-protocol/sdk/generated/market.ts";
import { priceOracleAbi } from "@capsule-protocol/sdk/generated/priceOracle.ts";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import { trainingPoolAbi } from "@capsule-protocol/sdk/generated/trainingPool.ts";
import { usageMeterAbi } from "@capsule-protocol/sdk/generated/usageMeter.ts";
import { type Address, createClient, type Hex, http } from "viem";
import { getContractEvents, getStorageAt, readContract } from "viem/actions";
import type { Answer } from "../../support/indexedChain.ts";
import type { World } from "../world.ts";

const ABIS = {
  registry: capsuleRegistryAbi,
  accessToken: accessTokenAbi,
  royaltySplitter: royaltySplitterAbi,
  keeperRegistry: keeperRegistryAbi,
  priceOracle: priceOracleAbi,
  market: marketAbi,
  trainingPool: trainingPoolAbi,
  usageMeter: usageMeterAbi,
  disputeCourt: disputeCourtAbi,
  capsuleToken: capsuleTokenAbi,
  governor: capsuleGovernorAbi,
  accessManager: loadArtifact(artifactFolder("default"), "AccessManager").abi,
  timelock: loadArtifact(artifactFolder("default"), "TimelockController").abi,
} as const;

export type ChainContract = keyof typeof ABIS;

export type Chain = {
  /** The block at which everything is read. */
  block: bigint;
  timestamp: bigint;
  world: World;
  /** All for whom figures are compared, in lower case. */
  accounts: readonly Address[];
  read: (contract: ChainContract, functionName: string, args?: readonly unknown[]) => Promise<Answer>;
  /** Arguments of all events of a kind until then, in their order. */
  events: (contract: ChainContract, eventName: string) => Promise<Answer[]>;
  implementation: (proxy: Address) => Promise<Hex>;
  /** How much was read. */
  reads: () => number;
};

/** Requests that are made together. */
const BATCH = 250;

export function chainAt(
  world: World,
  { number: block, timestamp }: { number: bigint; timestamp: bigint },
  accounts: readonly Address[],
): Chain {
  const { deployment, rpcUrl } = world.stack;
  const client = createClient({ transport: http(rpcUrl, { batch: { batchSize: BATCH } }) });
  let reads = 0;
  return {
    ...{ block, timestamp, world, accounts, reads: () => reads },
    read: (contract, functionName, args = []) => {
      reads += 1;
      const view = { address: deployment[contract], abi: ABIS[contract], functionName, args, blockNumber: block };
      return readContract(client, view as never);
    },
    events: async (contract, eventName) => {
      const range = { fromBlock: deployment.startBlock, toBlock: block };
      const filter = { address: deployment[contract], abi: ABIS[contract], eventName, ...range, strict: true };
      const logs = (await getContractEvents(client, filter as never)) as { args: Answer }[];
      reads += logs.length;
      return logs.map(({ args }) => args);
    },
    implementation: async (proxy) => {
      reads += 1;
      const word = await getStorageAt(client, { address: proxy, slot: IMPLEMENTATION_SLOT, blockNumber: block });
      return `0x${word?.slice(-40)}`;
    },
  };
}

/** Each of the subgraph's entities is held against the chain; all at once, so that requests go together. */
export async function compareEach<item>(items: readonly item[], compare: (item: item) => Promise<void>): Promise<void> {
  await Promise.all(items.map(compare));
}

/** What the chain says in the subgraph's words: numbers as text, addresses in lower case. */
export function inWords(value: Answer): Answer {
  if (typeof value === "bigint" || typeof value === "number") return String(value);
  if (typeof value === "string") return value.startsWith("0x") ? value.toLowerCase() : value;
  if (Array.isArray(value)) return value.map(inWords);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inWords(one)]));
}

/** Both in words. `where` names what is compared. */
export function same(said: Answer, is: Answer, where: string): void {
  assert.deepEqual(inWords(said), inWords(is), where);
}
