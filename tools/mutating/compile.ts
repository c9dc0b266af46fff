// Compiles a mutant's contracts by themselves: forge would hash and look through the whole project for each of them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SolcInput } from "@openzeppelin/upgrades-core";
import { CompilationError, compile } from "../solidity/front-end.ts";
import { hardhatCompiler } from "../solidity/settings.ts";

type LinkReferences = Record<string, Record<string, unknown>>;
export type Code = { object: string; linkReferences: LinkReferences };
export type CompiledCode = { bytecode: Code; deployedBytecode: Code };

/** A library's address stands in neither code yet: where it belongs has to be known too. */
const OUTPUTS = ["bytecode", "deployedBytecode"].flatMap((code) => [
  `evm.${code}.object`,
  `evm.${code}.linkReferences`,
]);

/** Contracts as path below the project and name. */
export type Target = readonly [path: string, contract: string];

/**
 * Code of `targets`, in their order, where `file` has another source; undefined when that doesn't compile. Settings are
 * those of the profile `mutation`, as for everything that the mutant meets.
 */
export function compileMutant(
  root: string,
  file: string,
  source: string,
  targets: readonly Target[],
): CompiledCode[] | undefined {
  const { settings } = hardhatCompiler("mutation");
  const selection: Record<string, Record<string, string[]>> = {};
  for (const [path, contract] of targets) {
    selection[path] = { ...selection[path], [contract]: OUTPUTS };
  }
  const paths = new Set([file, ...targets.map(([path]) => path)]);
  const sources = [...paths].map((path) => [
    path,
    { content: path === file ? source : readFileSync(join(root, path), "utf8") },
  ]);
  const remappings = readFileSync(join(root, "remappings.txt"), "utf8").split("\n").filter(Boolean);
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(sources),
    settings: { ...settings, remappings, outputSelection: selection },
  } as SolcInput;
  try {
    const { contracts } = compile(input, root);
    return targets.map(([path, contract]) => codeOf(contracts[path]?.[contract]?.evm, `${path}:${contract}`));
  } catch (error) {
    if (error instanceof CompilationError) return undefined;
    throw error;
  }
}

function codeOf(evm: unknown, title: string): CompiledCode {
  const { bytecode, deployedBytecode } = (evm ?? {}) as Partial<CompiledCode>;
  if (!bytecode?.object || !deployedBytecode?.object) throw new Error(`The compiler gave no code for ${title}`);
  return { bytecode: withPrefix(bytecode), deployedBytecode: withPrefix(deployedBytecode) };
}

const withPrefix = ({ object, linkReferences = {} }: Code): Code => ({ object: `0x${object}`, linkReferences });
