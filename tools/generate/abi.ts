// ABIs of the contracts: as constants for viem (one file per contract), and as snapshots that a review can read.
import { type Abi, type AbiEvent, type AbiFunction, toEventSelector, toFunctionSelector } from "viem";
import { formatAbiItem, formatAbiParams } from "viem/utils";
import type { CompiledContract } from "../solidity/front-end.ts";
import type { Generated } from "./files.ts";

type AbiError = Extract<Abi[number], { type: "error" }>;

const HEADER = "// Generated from the contracts by `npm run generate`. Do not edit.\n";

/**
 * One file per concrete contract: each function and event as a constant of its own, so that a bundle has only those it
 * uses, and all of them as an ABI. And one ABI of every custom error, to decode whichever contract or linked library
 * reverted.
 */
export function typescriptAbis(contracts: readonly CompiledContract[]): Generated {
  const concrete = contracts.filter((contract) => contract.concrete);
  const files = new Map(concrete.map(({ name, abi }) => [fileOf(name), contractFile(name, abi)]));
  const errors = allErrors(contracts).map((error) => `  ${literal(error)},\n`);
  files.set(fileOf("Errors"), `${HEADER}export const errorsAbi = [\n${errors.join("")}] as const;\n`);
  return { name: "abis", command: "npm run generate", pattern: "sdk/src/generated/!(deployments|queries).ts", files };
}

/** Every function, event and error of each concrete contract with its selector, sorted. */
export function abiSnapshots(contracts: readonly CompiledContract[]): Generated {
  const concrete = contracts.filter((contract) => contract.concrete);
  const files = new Map(
    concrete.map(({ name, abi }) => [
      `contracts/snapshots/abi/${name}.json`,
      `${JSON.stringify(abiSnapshot(abi), null, 2)}\n`,
    ]),
  );
  return { name: "abi-snapshots", command: "npm run snapshots", pattern: "contracts/snapshots/abi/*.json", files };
}

const camel = (name: string): string =>
  /^[A-Z\d_]+$/.test(name) ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
const fileOf = (name: string): string => `sdk/src/generated/${camel(name)}.ts`;

/** One item a line, so that a change shows as the lines it is. */
function contractFile(name: string, abi: Abi): string {
  const constants = new Map<string, string>();
  const entries = abi.map((item) => {
    if (item.type !== "function" && item.type !== "event") return `  ${literal(item)},\n`;
    const constant = freeName(`${camel(item.name)}${item.type === "event" ? "Event" : "Function"}`, constants);
    constants.set(constant, literal(item));
    return `  ${constant},\n`;
  });
  const lines = [...constants].map(([constant, value]) => `export const ${constant} = ${value} as const;\n`);
  return `${HEADER}${lines.join("")}\nexport const ${camel(name)}Abi = [\n${entries.join("")}] as const;\n`;
}

/** `name`, or for an overload `name2`, `name3`… */
function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}${count}`;
  return free;
}

/** Without what only Solidity tools read. */
function literal(item: Abi[number]): string {
  return JSON.stringify(item, (key, value) => (key === "internalType" ? undefined : value));
}

function allErrors(contracts: readonly CompiledContract[]): AbiError[] {
  const errors = contracts.flatMap(({ abi }) => abi.filter((item) => item.type === "error"));
  const bySignature = new Map(errors.map((error) => [formatAbiItem(error), error]));
  return [...bySignature].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, error]) => error);
}

/** Selectors and topics by signature, of what a contract offers. */
export type AbiSnapshot = Record<"functions" | "events" | "errors", Record<string, string>>;

/** Signatures as a person reads them, with the selector or topic a transaction or log carries. */
export function abiSnapshot(abi: Abi): AbiSnapshot {
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
