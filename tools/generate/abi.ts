// ABIs of the contracts: as constants for viem (one file per contract), and as snapshots that a review can read.
import { type Abi, type AbiEvent, type AbiFunction, toEventSelector, toFunctionSelector } from "viem";
import { formatAbiItem, formatAbiParams } from "viem/utils";
import type { CompiledContract } from "../solidity/front-end.ts";
import type { Generated } from "./files.ts";

type AbiError = Extract<Abi[number], { type: "error" }>;

const HEADER = "// Generated from the contracts by `npm run generate`. Do not edit.\n";

/** One `as const` ABI per concrete contract, and one of every custom error, to decode whichever contract reverted. */
export function typescriptAbis(contracts: readonly CompiledContract[]): Generated {
  const concrete = contracts.filter((contract) => contract.concrete);
  const files = new Map(
    concrete.map(({ name, abi }) => [
      fileOf(name),
      `${HEADER}export const ${camel(name)}Abi = ${constant(abi)} as const;\n`,
    ]),
  );
  files.set(fileOf("Errors"), `${HEADER}export const errorsAbi = ${constant(allErrors(concrete))} as const;\n`);
  return { name: "abis", command: "npm run generate", pattern: "sdk/src/generated/*.ts", files };
}

/** Every function, event and error of each concrete contract with its selector, sorted. */
export function abiSnapshots(contracts: readonly CompiledContract[]): Generated {
  const concrete = contracts.filter((contract) => contract.concrete);
  const files = new Map(
    concrete.map(({ name, abi }) => [
      `contracts/snapshots/abi/${name}.json`,
      `${JSON.stringify(snapshot(abi), null, 2)}\n`,
    ]),
  );
  return { name: "abi-snapshots", command: "npm run snapshots", pattern: "contracts/snapshots/abi/*.json", files };
}

const camel = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
const fileOf = (name: string): string => `sdk/src/generated/${camel(name)}.ts`;

/** An ABI with one item a line, so that a change shows as the lines it is; without what only Solidity tools read. */
function constant(abi: Abi): string {
  const lines = abi.map(
    (item) => `  ${JSON.stringify(item, (key, value) => (key === "internalType" ? undefined : value))},\n`,
  );
  return `[\n${lines.join("")}]`;
}

function allErrors(contracts: readonly CompiledContract[]): AbiError[] {
  const errors = contracts.flatMap(({ abi }) => abi.filter((item) => item.type === "error"));
  const bySignature = new Map(errors.map((error) => [formatAbiItem(error), error]));
  return [...bySignature].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, error]) => error);
}

/** Signatures as a person reads them, with the selector or topic a transaction or log carries. */
function snapshot(abi: Abi) {
  const sorted = (entries: [string, string][]) => Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  const signature = (item: AbiFunction | AbiEvent | AbiError) => formatAbiItem(item, { includeName: true });
  const functions = abi.filter((item) => item.type === "function");
  const events = abi.filter((item) => item.type === "event");
  const errors = abi.filter((item) => item.type === "error");
  return {
    functions: sorted(functions.map((item) => [`${signature(item)}${suffix(item)}`, toFunctionSelector(item)])),
    events: sorted(events.map((item) => [signature(item), toEventSelector(item)])),
    errors: sorted(errors.map((item) => [signature(item), toFunctionSelector(formatAbiItem(item))])),
  };
}

function suffix({ stateMutability, outputs }: AbiFunction): string {
  const mutability = stateMutability === "nonpayable" ? "" : ` ${stateMutability}`;
  return `${mutability}${outputs.length === 0 ? "" : ` returns (${formatAbiParams(outputs, { includeName: true })})`}`;
}
