// Where implementations come from: commit, constructor arguments, and the storage layout that upgrades are held against.
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DeploymentRecord } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { addressField } from "@capsule-protocol/sdk/jsonFields.ts";
import type { StorageLayout } from "@openzeppelin/upgrades-core";
import type { Address } from "viem";
import { z } from "zod";
import { compileFrontEnd } from "../../tools/solidity/front-end.ts";
import { layoutOf, validationOf } from "../../tools/solidity/layouts.ts";
import { addressesOf } from "./addressBook.ts";
import type { Artifacts } from "./artifacts.ts";
import { OriginMissingError } from "./errors.ts";
import { type PlannedImplementation, planImplementations } from "./implementations.ts";
import { readJsonFile, writeJsonFile } from "./jsonFile.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** What upgrades-core wrote is read by it again: no more is asked here than that it is one. */
const layoutField = z.custom<StorageLayout>(
  (value) => z.looseObject({ storage: z.array(z.unknown()), types: z.looseObject({}) }).safeParse(value).success,
  "must be a storage layout",
);

const originSchema = z.strictObject({
  contract: z.string(),
  /** Of its sources. */
  commit: z.string(),
  constructorArguments: z.array(z.string()),
  /** That it is linked with, by name. */
  libraries: z.record(z.string(), addressField),
  layout: layoutField,
});

const originsSchema = z.record(addressField, originSchema);

export type Origin = z.infer<typeof originSchema>;

/** Beside a record, in `origins`. */
export const originsPath = (recordPath: string): string => join(dirname(recordPath), "origins", basename(recordPath));

/**
 * Where an implementation comes from, as it was recorded when it was put in place.
 *
 * @throws InvalidFileError, OriginMissingError
 */
export function readOrigin(recordPath: string, implementation: Address): Origin {
  const path = originsPath(recordPath);
  const found = readOrigins(path)[implementation];
  if (found === undefined) throw new OriginMissingError(implementation, path);
  return found;
}

/**
 * Adds implementations to those of which it is recorded.
 *
 * @throws InvalidFileError
 */
export function recordOrigins(recordPath: string, added: Readonly<Record<Address, Origin>>): void {
  const path = originsPath(recordPath);
  writeJsonFile(path, { ...readOrigins(path), ...added });
}

/** Records the live implementations that are not recorded yet, and that the sources here give. */
export async function recordLive(recordPath: string, record: DeploymentRecord, artifacts: Artifacts): Promise<void> {
  const recorded = readOrigins(originsPath(recordPath));
  const given = Object.values(planImplementations(artifacts, addressesOf(record)));
  const isLive = ({ name, address }: PlannedImplementation) => record.contracts[name].implementation === address;
  const missing = given.filter((one) => isLive(one) && !(one.address in recorded));
  if (missing.length === 0) return;
  const frontEnd = compileFrontEnd(root);
  const run = validationOf(root, frontEnd);
  const added = missing.map(({ name, address, libraries }): [Address, Origin] => {
    const source = frontEnd.contracts.find((one) => one.name === name)?.source;
    const { commit, constructorArguments } = record.contracts[name];
    const layout = layoutOf(run, `${source}:${name}`);
    return [address, { contract: name, commit, constructorArguments, libraries: { ...libraries }, layout }];
  });
  recordOrigins(recordPath, Object.fromEntries(added));
}

function readOrigins(path: string): Readonly<Record<Address, Origin>> {
  return existsSync(path) ? (readJsonFile(path, originsSchema) as Readonly<Record<Address, Origin>>) : {};
}
