import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Abi, Hex } from "viem";
import { ArtifactMissingError } from "./errors.ts";

/** Where the addresses of libraries go into code, in bytes: by source file, then by library. */
export type LinkReferences = Readonly<Record<string, Readonly<Record<string, readonly { start: number }[]>>>>;

/** What of a compiled contract is needed to deploy it. Until it is linked, the code has gaps where libraries go. */
export type Artifact = { abi: Abi; bytecode: Hex; linkReferences?: LinkReferences };

/** Libraries that contracts of the protocol may be linked with, in the order in which they are put in place. */
export const LIBRARIES = ["OfferTerms", "OwnerFreeze", "Inboxes"] as const;

const CONTRACTS = [
  "Genesis",
  ...LIBRARIES,
  "CapsuleRegistry",
  "AccessToken",
  "RoyaltySplitter",
  "KeeperRegistry",
  "PriceOracle",
  "Market",
  "TrainingPool",
  "UsageMeter",
  "DisputeCourt",
  "CouncilArbiter",
  "CapsuleToken",
  "CapsuleGovernor",
  "OperationCheck",
] as const;

/** The contracts and libraries of a deployment, by name. */
export type Artifacts = Record<(typeof CONTRACTS)[number], Artifact>;

/**
 * Reads the contracts of a deployment from forge's output.
 *
 * @param folder `out-release` for what is deployed to a public chain.
 * @throws ArtifactMissingError
 */
export function loadArtifacts(folder: string): Artifacts {
  return Object.fromEntries(CONTRACTS.map((name) => [name, loadArtifact(folder, name)])) as Artifacts;
}

/**
 * Reads one contract from forge's output.
 *
 * @param source file that declares the contract, when it isn't `<name>.sol`.
 * @throws ArtifactMissingError
 */
export function loadArtifact(folder: string, name: string, source = `${name}.sol`): Artifact {
  const path = join(folder, source, `${name}.json`);
  try {
    const { abi, bytecode } = JSON.parse(readFileSync(path, "utf8")) as ForgeOutput;
    return { abi, bytecode: bytecode.object, linkReferences: bytecode.linkReferences };
  } catch (cause) {
    throw new ArtifactMissingError(name, path, cause);
  }
}

type ForgeOutput = { abi: Abi; bytecode: { object: Hex; linkReferences: LinkReferences } };
