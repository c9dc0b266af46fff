import { z } from "zod";
import type { Deployment } from "./deployment.ts";
import { addressField, bigintField, wordField } from "./jsonFields.ts";

/** Of what is read below; a record of another version is refused, never guessed at. */
export const RECORD_VERSION = 1;

const code = { address: addressField, codeHash: wordField };
const librarySchema = z.strictObject(code);
/** What code was built from: a commit (`-dirty` behind it, or `unknown`, where none gives it), and with what. */
const source = { commit: z.string(), constructorArguments: z.array(z.string()) };

const pendingSchema = z.strictObject({
  implementation: addressField,
  codeHash: wordField,
  proposalId: bigintField,
});

const contractSchema = z.strictObject({
  /** The proxy. */
  address: addressField,
  implementation: addressField,
  codeHash: wordField,
  /** As the implementation itself says. */
  version: z.string(),
  ...source,
  /** By which the proxy got this implementation: the creation, or a vote's execution. */
  transaction: wordField,
  block: bigintField,
  /** What is put to the vote in its place, and not decided or done yet. */
  pendingImplementation: pendingSchema.nullable(),
});

/** What a deployment leaves behind: the address book of one chain. */
export const recordSchema = z.strictObject({
  schemaVersion: z.literal(RECORD_VERSION, `must be ${RECORD_VERSION}, the version that is read here`),
  chainId: z.int().min(1),
  /** Block of the transaction that created the protocol. */
  startBlock: bigintField,
  /** That transaction. */
  transaction: wordField,
  deployer: addressField,
  genesis: z.strictObject({ ...code, ...source }),
  accessManager: addressField,
  timelock: addressField,
  /** Proxies, and the implementations that they have. */
  contracts: z.strictObject({
    CapsuleRegistry: contractSchema,
    AccessToken: contractSchema,
    RoyaltySplitter: contractSchema,
    KeeperRegistry: contractSchema,
    PriceOracle: contractSchema,
    Market: contractSchema,
    TrainingPool: contractSchema,
    UsageMeter: contractSchema,
    DisputeCourt: contractSchema,
    CouncilArbiter: contractSchema,
    CapsuleToken: contractSchema,
    CapsuleGovernor: contractSchema,
  }),
  /** Libraries that the implementations are linked with: part of their code. */
  libraries: z.strictObject({ OfferTerms: librarySchema, OwnerFreeze: librarySchema, Inboxes: librarySchema }),
});

export type DeploymentRecord = z.infer<typeof recordSchema>;

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
