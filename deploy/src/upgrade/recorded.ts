import { join } from "node:path";
import { assertChain } from "@capsule-protocol/sdk/actions/chain.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type DeploymentRecord, deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { type Account, type Client, createClient, http } from "viem";
import { getChainId } from "viem/actions";
import { InvalidArgumentError } from "../errors.ts";
import type { ContractName } from "../implementations.ts";
import { readOrigin } from "../origins.ts";
import { readRecord } from "../record.ts";
import type { LiveContract } from "./live.ts";

/** A chain, and what is recorded of the protocol on it. */
export type Recorded = {
  client: Client;
  deployment: Deployment;
  record: DeploymentRecord;
  recordPath: string;
  /** @throws InvalidArgumentError, OriginMissingError */
  liveOf: (name: string) => LiveContract;
};

/**
 * Opens the protocol on a chain.
 *
 * @param flags `record`: deploy/records/<chainId>.json of the chain when left out.
 * @throws InvalidFileError, WrongChainError
 */
export async function openRecorded(
  root: string,
  { rpc, record: named }: { rpc: string; record?: string },
  account?: Account,
): Promise<Recorded> {
  const client = createClient({ account, transport: http(rpc) });
  const recordPath = named ?? join(root, `deploy/records/${await getChainId(client)}.json`);
  const record = readRecord(recordPath);
  const deployment = deploymentOf(record);
  await assertChain(client, deployment);
  const liveOf = (name: string): LiveContract => {
    if (!(name in record.contracts)) throw new InvalidArgumentError("--contract", name, names(record));
    const { address: proxy, ...implementation } = record.contracts[name as ContractName];
    const origin = readOrigin(recordPath, implementation.implementation);
    return { name: name as ContractName, proxy, ...implementation, ...origin };
  };
  return { client, deployment, record, recordPath, liveOf };
}

const names = ({ contracts }: DeploymentRecord): string => `one of ${Object.keys(contracts).join(", ")}`;
