import { join } from "node:path";
import { assertChain } from "@capsule-protocol/sdk/actions/chain.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type DeploymentRecord, deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { type Account, type Client, createClient, http, keccak256 } from "viem";
import { getChainId, getCode } from "viem/actions";
import { InvalidArgumentError } from "../errors.ts";
import type { ContractName } from "../implementations.ts";
import { readOrigin } from "../origins.ts";
import { implementationOf } from "../proxy.ts";
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
  /**
   * What it was at a block, whatever was voted on since.
   *
   * @throws InvalidArgumentError, OriginMissingError
   */
  liveAt: (name: string, block: bigint) => Promise<LiveContract>;
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
  const entryOf = (name: string) => {
    if (!(name in record.contracts)) throw new InvalidArgumentError("--contract", name, names(record));
    const { address: proxy, implementation, codeHash } = record.contracts[name as ContractName];
    return { name: name as ContractName, proxy, implementation, codeHash };
  };
  const withOrigin = (entry: ReturnType<typeof entryOf>) => ({
    ...entry,
    ...readOrigin(recordPath, entry.implementation),
  });
  const liveOf = (name: string) => withOrigin(entryOf(name));
  const liveAt = async (name: string, block: bigint) => withOrigin(await entryAt(client, entryOf(name), block));
  return { client, deployment, record, recordPath, liveOf, liveAt };
}

type Entry = Pick<LiveContract, "name" | "proxy" | "implementation" | "codeHash">;

/** What is recorded, if it was there at that block; else what the chain had there. */
async function entryAt(client: Client, entry: Entry, blockNumber: bigint): Promise<Entry> {
  const implementation = await implementationOf(client, entry.proxy, blockNumber);
  if (implementation === entry.implementation) return entry;
  const code = await getCode(client, { address: implementation, blockNumber });
  return { ...entry, implementation, codeHash: keccak256(code ?? "0x") };
}

const names = ({ contracts }: DeploymentRecord): string => `one of ${Object.keys(contracts).join(", ")}`;
