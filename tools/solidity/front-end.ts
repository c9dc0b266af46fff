// Compiles contracts/src as far as names, types and storage go: no code is generated, so it takes seconds.
// ABIs, storage layouts and upgrade checks come from here; bytecode comes from forge and Hardhat.
import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { SolcInput, SolcOutput } from "@openzeppelin/upgrades-core";
import type { Abi } from "viem";
import { foundryProfile, pinnedCompiler } from "./settings.ts";

type Solc = {
  compile(input: string, callbacks: { import: (path: string) => { contents: string } | { error: string } }): string;
};

export type CompiledContract = {
  name: string;
  /** Path of the source file relative to the project. */
  source: string;
  abi: Abi;
  /** False for interfaces, libraries and abstract contracts. */
  concrete: boolean;
};

export type FrontEnd = {
  input: SolcInput;
  output: SolcOutput;
  solcVersion: string;
  contracts: CompiledContract[];
  /** The compiler's warnings about our own sources. */
  warnings: string[];
};

type ContractNode = { nodeType: string; name: string; abstract?: boolean; contractKind?: string };
type Diagnostic = { severity: string; formattedMessage: string; sourceLocation?: { file: string } };
type Diagnosed = { errors?: Diagnostic[] };

/** A contract that does not compile; the message is the compiler's. */
export class CompilationError extends Error {
  override name = "CompilationError";
}

const require = createRequire(import.meta.url);

/**
 * Compiles files of the project at `root`, and what they import.
 *
 * @param named paths relative to the project; every file below contracts/src when left out.
 */
export function compileFrontEnd(root: string, named?: readonly string[]): FrontEnd {
  const { src, evm_version } = foundryProfile("default");
  const paths = named ?? globSync(`${src}/**/*.sol`, { cwd: root }).sort();
  const sources: Record<string, { content: string }> = {};
  for (const path of paths) sources[path] = { content: readFileSync(join(root, path), "utf8") };
  const input: SolcInput = {
    language: "Solidity",
    sources,
    settings: {
      evmVersion: evm_version,
      remappings: readFileSync(join(root, "remappings.txt"), "utf8").split("\n").filter(Boolean),
      outputSelection: { "*": { "": ["ast"], "*": ["abi", "storageLayout"] } },
    },
  } as SolcInput;
  const output = compile(input, root);
  const diagnostics = (output as Diagnosed).errors ?? [];
  const warnings = diagnostics
    .filter(({ sourceLocation }) => sourceLocation?.file.startsWith(`${src}/`))
    .map(({ formattedMessage }) => formattedMessage);
  return { input, output, solcVersion: pinnedCompiler().version, contracts: contractsOf(output, src), warnings };
}

/** Runs the compiler; imported files are added to `input.sources`, so that it stands for itself afterwards. */
export function compile(input: SolcInput, root: string): SolcOutput {
  const load = (path: string) => {
    try {
      const contents = readFileSync(join(root, path), "utf8");
      input.sources[path] = { content: contents };
      return { contents };
    } catch {
      return { error: `${path} not found` };
    }
  };
  const solc = require("solc") as Solc;
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: load })) as SolcOutput & Diagnosed;
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new CompilationError(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  for (const contracts of Object.values(output.contracts)) {
    for (const contract of Object.values(contracts)) {
      contract.evm ??= { bytecode: { object: "", linkReferences: {} } } as typeof contract.evm;
    }
  }
  return output;
}

function contractsOf(output: SolcOutput, src: string): CompiledContract[] {
  const found = Object.entries(output.sources).flatMap(([source, { ast }]) => {
    if (!source.startsWith(`${src}/`)) return [];
    const nodes = (ast as unknown as { nodes: ContractNode[] }).nodes;
    return nodes
      .filter(({ nodeType }) => nodeType === "ContractDefinition")
      .map(({ name, abstract, contractKind }) => ({
        name,
        source,
        abi: abiOf(output, source, name),
        concrete: contractKind === "contract" && abstract !== true,
      }));
  });
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function abiOf(output: SolcOutput, source: string, name: string): Abi {
  const contract = output.contracts[source]?.[name] as { abi?: Abi } | undefined;
  if (contract?.abi === undefined) throw new CompilationError(`${source}: the compiler gave no ABI for ${name}`);
  return contract.abi;
}
