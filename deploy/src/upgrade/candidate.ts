import { getErrors, type StorageLayout } from "@openzeppelin/upgrades-core";
import { keccak256, stringToBytes } from "viem";
import { type AbiSnapshot, abiSnapshot } from "../../../tools/generate/abi.ts";
import { compileFrontEnd } from "../../../tools/solidity/front-end.ts";
import { layoutOf, validationOf } from "../../../tools/solidity/layouts.ts";
import { findOpenInitializers } from "./initializers.ts";

/** A contract that may become an implementation, as its sources say. */
export type Candidate = {
  name: string;
  /** File that declares it, relative to the project. */
  source: string;
  interface: AbiSnapshot;
  layout: StorageLayout;
  openInitializers: string[];
  /** What upgrades-core holds against it behind a proxy. */
  unsafe: string[];
  /** Files of the project that it is compiled from. */
  sources: string[];
};

/**
 * Reads a contract's sources, in seconds: no code is made.
 *
 * @param root of the project, without a slash at its end.
 * @throws CompilationError when they do not compile.
 */
export function readCandidate(root: string, { name, source }: Pick<Candidate, "name" | "source">): Candidate {
  const frontEnd = compileFrontEnd(root, [source]);
  const { input, output } = frontEnd;
  const contract = output.contracts[source]?.[name];
  // The validator tells contracts apart by a hash of their bytecode. The front end makes none: the name's hash serves.
  if (contract !== undefined) contract.evm.bytecode.object = keccak256(stringToBytes(`${source}:${name}`)).slice(2);
  const run = validationOf(root, frontEnd);
  const { version } = run[`${source}:${name}`] ?? {};
  const errors = version === undefined ? [] : getErrors([run], version, { kind: "uups" });
  // An upgrade initializes nothing anew: a version may do with the initializer that it inherits.
  const unsafe = errors.filter(({ kind }) => kind !== "missing-initializer");
  return {
    name,
    source,
    interface: abiSnapshot((contract as { abi?: never } | undefined)?.abi ?? []),
    layout: layoutOf(run, `${source}:${name}`),
    openInitializers: findOpenInitializers(output, source, name),
    unsafe: unsafe.map(({ kind, src }) => `${kind} at ${src}`),
    sources: Object.keys(input.sources).filter((path) => !path.startsWith("node_modules/")),
  };
}
