import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { importBlock } from "@capsule-protocol/runtime/storage/index.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type DeploymentRecord, deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import type { Address } from "viem";
import { loadArtifacts } from "../src/artifacts.ts";
import { artifactFolder, type Profile } from "../src/buildContracts.ts";
import { type KeeperSet, LOCAL_CHAIN_ID, readConfig } from "../src/config.ts";
import { deployProtocol } from "../src/deployProtocol.ts";
import { readRecord, writeRecord } from "../src/record.ts";
import { localAccounts } from "./accounts.ts";
import type { LocalIpfs } from "./ipfs.ts";
import { deployPriceFeed, localClient } from "./localChain.ts";

/** What is chosen for local chains. */
export const LOCAL_CONFIG = fileURLToPath(new URL(`../config/${LOCAL_CHAIN_ID}.json`, import.meta.url));
const COLLECTION = fileURLToPath(new URL("../config/collection.json", import.meta.url));

const RECORD = "deployment.json";

export type LocalDeployment = {
  record: DeploymentRecord;
  recordFile: string;
  deployment: Deployment;
  /** Stand-in for Chainlink's feed of the native currency. */
  priceFeed: Address;
};

/**
 * Deploys the protocol by the same code as anywhere, with a stand-in for the one price feed, and stores the collection's
 * metadata in the local IPFS.
 */
export async function deployLocally(parameters: {
  rpcUrl: string;
  directory: string;
  profile: Profile;
  keeperSet: KeeperSet;
  ipfs: LocalIpfs;
}): Promise<LocalDeployment> {
  const { rpcUrl, directory, profile, keeperSet, ipfs } = parameters;
  const [deployer] = localAccounts(1);
  const client = localClient(rpcUrl, deployer?.account);
  const artifacts = loadArtifacts(artifactFolder(profile));
  const feed = await deployPriceFeed(rpcUrl, profile);
  const config = { ...readConfig(LOCAL_CONFIG), priceFeeds: [feed] };
  const record = await deployProtocol({ client, artifacts, config, keeperSet });
  const recordFile = join(directory, RECORD);
  writeRecord(recordFile, record);
  await importBlock(ipfs.blocks, readFileSync(COLLECTION));
  return { record, recordFile, deployment: deploymentOf(record), priceFeed: feed.aggregator };
}

/** What an earlier run deployed. @throws InvalidFileError */
export function deployedBefore(directory: string, priceFeed: Address): LocalDeployment {
  const recordFile = join(directory, RECORD);
  const record = readRecord(recordFile);
  return { record, recordFile, deployment: deploymentOf(record), priceFeed };
}
