import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { z } from "zod";
import { addressField, bigintField, readJsonFile, wordField, writeJsonFile } from "./jsonFile.ts";

const codeSchema = z.strictObject({ address: addressField, codeHash: wordField });
const proxySchema = z.strictObject({ address: addressField, implementation: addressField, codeHash: wordField });

/** What a deployment leaves behind: the address book of one chain. */
export const recordSchema = z.strictObject({
  chainId: z.int().min(1),
  /** Block of the transaction that created the protocol. */
  startBlock: bigintField,
  /** That transaction. */
  transaction: wordField,
  deployer: addressField,
  genesis: addressField,
  accessManager: addressField,
  timelock: addressField,
  /** Proxies, their implementations, and the hash of each implementation's code. */
  contracts: z.strictObject({
    CapsuleRegistry: proxySchema,
    AccessToken: proxySchema,
    RoyaltySplitter: proxySchema,
    KeeperRegistry: proxySchema,
    PriceOracle: proxySchema,
    Market: proxySchema,
    TrainingPool: proxySchema,
    UsageMeter: proxySchema,
    DisputeCourt: proxySchema,
    CouncilArbiter: proxySchema,
    CapsuleToken: proxySchema,
    CapsuleGovernor: proxySchema,
  }),
  /** Libraries that the implementations are linked with: part of their code. */
  libraries: z.strictObject({ OfferTerms: codeSchema, OwnerFreeze: codeSchema, Inboxes: codeSchema }),
});

export type DeploymentRecord = z.infer<typeof recordSchema>;

/** @throws InvalidFileError */
export function readRecord(path: string): DeploymentRecord {
  return readJsonFile(path, recordSchema);
}

/** Writes a record, whole or not at all. */
export function writeRecord(path: string, record: DeploymentRecord): void {
  writeJsonFile(path, record);
}

/** The part of a record that the SDK needs. */
export function deploymentOf({
  chainId,
  startBlock,
  accessManager,
  timelock,
  contracts,
}: DeploymentRecord): Deployment {
  return {
    chainId,
    registry: contracts.CapsuleRegistry.address,
    accessToken: contracts.AccessToken.address,
    royaltySplitter: contracts.RoyaltySplitter.address,
    keeperRegistry: contracts.KeeperRegistry.address,
    priceOracle: contracts.PriceOracle.address,
    market: contracts.Market.address,
    trainingPool: contracts.TrainingPool.address,
    usageMeter: contracts.UsageMeter.address,
    disputeCourt: contracts.DisputeCourt.address,
    councilArbiter: contracts.CouncilArbiter.address,
    capsuleToken: contracts.CapsuleToken.address,
    governor: contracts.CapsuleGovernor.address,
    timelock,
    accessManager,
    startBlock,
  };
}
