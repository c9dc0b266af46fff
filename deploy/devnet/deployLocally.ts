import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { importBlock } from "@capsule-protocol/runtime/storage/index.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { loadArtifacts } from "../src/artifacts.ts";
import { artifactFolder, type Profile } from "../src/buildContracts.ts";
import { type KeeperSet, readConfig } from "../src/config.ts";
import { deployProtocol } from "../src/deployProtocol.ts";
import { type DeploymentRecord, deploymentOf, writeRecord } from "../src/record.ts";
import { localAccounts } from "./accounts.ts";
import { LOCAL_CHAIN_ID } from "./anvil.ts";
import type { LocalIpfs } from "./ipfs.ts";
import { localClient } from "./localChain.ts";

const CONFIG = fileURLToPath(new URL(`../config/${LOCAL_CHAIN_ID}.json`, import.meta.url));
const COLLECTION = fileURLToPath(new URL("../config/collection.json", import.meta.url));

export type LocalDeployment = { record: DeploymentRecord; recordFile: string; deployment: Deployment };

/** Deploys the protocol by the same code as anywhere, and stores the collection's metadata in the local IPFS. */
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
  const record = await deployProtocol({ client, artifacts, config: readConfig(CONFIG), keeperSet });
  const recordFile = join(directory, "deployment.json");
  writeRecord(recordFile, record);
  await importBlock(ipfs.blocks, readFileSync(COLLECTION));
  return { record, recordFile, deployment: deploymentOf(record) };
}
