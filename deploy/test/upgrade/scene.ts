// The protocol on a chain of its own, with a contract that is to be upgraded and the next version of it.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { castVote } from "@capsule-protocol/sdk/actions/governance/castVote.ts";
import { delegate } from "@capsule-protocol/sdk/actions/governance/delegate.ts";
import { executeProposal } from "@capsule-protocol/sdk/actions/governance/executeProposal.ts";
import { getProposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import { queueProposal } from "@capsule-protocol/sdk/actions/governance/queueProposal.ts";
import { Support } from "@capsule-protocol/sdk/actions/governance/votes.ts";
import { register } from "@capsule-protocol/sdk/actions/registry/register.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type DeploymentRecord, deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import {
  type Account,
  type Chain,
  type Client,
  createClient,
  createTestClient,
  encodeFunctionData,
  type Hex,
  http,
  keccak256,
  parseAbi,
  type TestClient,
  type Transport,
  toHex,
} from "viem";
import { getBlockNumber } from "viem/actions";
import { anvil } from "viem/chains";
import { startAnvil } from "../../devnet/anvil.ts";
import type { Guard } from "../../devnet/guard.ts";
import { buildContracts } from "../../src/buildContracts.ts";
import { deployProtocol } from "../../src/deployProtocol.ts";
import { loadBuild } from "../../src/upgrade/build.ts";
import { readCandidate } from "../../src/upgrade/candidate.ts";
import type { LiveContract } from "../../src/upgrade/live.ts";
import type { Build, UpgradeRequest } from "../../src/upgrade/prepare.ts";
import { artifacts, config, deployer, keeperSet } from "../localChain.ts";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[/\\]$/, "");
export const SOURCES = {
  NextKeeperRegistry: "deploy/test/upgrade/contracts/NextKeeperRegistry.sol",
  PriceOracle: "contracts/src/access/PriceOracle.sol",
};
/** Call that comes with the upgrade. */
export const MIGRATE = encodeFunctionData({ abi: parseAbi(["function migrate()"]) });
export const COMMIT = execFileSync("git", ["rev-parse", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim();

/** Of the license that was sold, in wei. */
export const PRICE = 10_007n;

export type Scene = {
  client: Client<Transport, Chain, Account>;
  url: string;
  node: TestClient;
  deployment: Deployment;
  record: DeploymentRecord;
  live: LiveContract;
  /** Of the next version of the keeper registry, or of a contract that is none. */
  buildOf: (name: keyof typeof SOURCES) => Build;
  request: (build: Build, callData?: Hex) => Promise<UpgradeRequest>;
};

/** Deploys the protocol; the deployer has all votes, delegated to itself. */
export async function startScene(guard: Guard, chainId: number = anvil.id): Promise<Scene> {
  // The profile that tests compile with makes larger code than public chains take.
  const args = chainId === anvil.id ? [] : ["--code-size-limit", "32768"];
  const { url } = await startAnvil(guard, { chainId, args });
  const chain: Chain = { ...anvil, id: chainId };
  const client = createClient({ account: deployer, chain, transport: http(url), pollingInterval: 25 });
  const folder = await buildContracts("default", { also: [SOURCES.NextKeeperRegistry] });
  const governance = { ...config.governance, holder: deployer.address };
  const chosen = { ...config, chainId, governance };
  const commit = COMMIT;
  const record = await deployProtocol({ client, artifacts: await artifacts(), config: chosen, keeperSet, commit });
  const deployment = deploymentOf(record);
  await delegate.sync(client, { deployment, delegatee: deployer.address });
  await sellLicense(client, deployment);
  const node = createTestClient({ mode: "anvil", chain, transport: http(url) });
  await node.mine({ blocks: 2, interval: 1 });
  const { layout } = readCandidate(ROOT, {
    name: "KeeperRegistry",
    source: "contracts/src/keepers/KeeperRegistry.sol",
  });
  const { address: proxy, implementation, codeHash } = record.contracts.KeeperRegistry;
  const recorded = { contract: "KeeperRegistry", commit: COMMIT, constructorArguments: [] };
  const live: LiveContract = { name: "KeeperRegistry", proxy, implementation, codeHash, ...recorded, layout };
  const buildOf = (name: keyof typeof SOURCES) =>
    loadBuild(ROOT, { name, folder, commit: COMMIT, source: SOURCES[name] });
  const request = async (build: Build, callData = MIGRATE) => {
    const block = await getBlockNumber(client, { cacheTime: 0 });
    const terms = { constructorArguments: [], callData, allowRemoved: false, block, proposer: deployer.address };
    return { root: ROOT, rpcUrl: url, deployment, live, build, terms };
  };
  return { client, url, node, deployment, record, live, buildOf, request };
}

/** So that there is money which an upgrade could lose. */
async function sellLicense(client: Scene["client"], deployment: Deployment): Promise<void> {
  const digest = keccak256(toHex("work"));
  const work = { salt: digest, manifestDigest: digest, encrypted: false };
  const { capsuleId } = await register.sync(client, { deployment, ...work });
  const terms = { rights: Rights.RUN, termsDigest: digest };
  const { offerId } = await createOffer.sync(client, { deployment, capsuleId, price: PRICE, terms });
  await purchase.sync(client, { deployment, offerId, maxTotal: PRICE });
}

/** Votes for a proposal, queues and executes it, as fast as the chain's clock can be told. */
export async function carryOut({ client, node, deployment }: Scene, proposalId: bigint): Promise<void> {
  const until = async (when: "snapshot" | "deadline" | "eta") => {
    const proposal = await getProposal(client, { deployment, proposalId });
    await node.setNextBlockTimestamp({ timestamp: proposal[when] + 1n });
    await node.mine({ blocks: 1 });
  };
  await until("snapshot");
  await castVote.sync(client, { deployment, proposalId, support: Support.FOR });
  await until("deadline");
  await queueProposal.sync(client, { deployment, proposalId });
  await until("eta");
  await executeProposal.sync(client, { deployment, proposalId });
}
