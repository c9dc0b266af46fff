// The compiler settings of foundry.toml, in the shape Hardhat wants. They are written down there and nowhere else;
// the compiler's version is the one of the pinned `solc` package.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "smol-toml";

type Fuzz = { runs: number; seed: string };
type Invariant = { runs: number; depth: number; fail_on_revert: boolean };

export type FoundryProfile = {
  src: string;
  test: string;
  out: string;
  cache_path: string;
  evm_version: string;
  optimizer: boolean;
  optimizer_runs: number;
  via_ir: boolean;
  bytecode_hash: "none" | "ipfs";
  fuzz: Fuzz;
  invariant: Invariant;
};

const require = createRequire(import.meta.url);
const configFile = new URL("../../foundry.toml", import.meta.url);

/** A profile of foundry.toml; what it leaves out comes from `default`, as forge itself reads it. */
export function foundryProfile(name: string): FoundryProfile {
  const { profile } = parse(readFileSync(configFile, "utf8")) as unknown as {
    profile: { default: FoundryProfile } & Record<string, Partial<FoundryProfile>>;
  };
  const own = profile[name];
  if (own === undefined) throw new Error(`foundry.toml has no profile "${name}"`);
  const base = profile.default;
  return {
    ...base,
    ...own,
    fuzz: { ...base.fuzz, ...own.fuzz },
    invariant: { ...base.invariant, ...own.invariant },
  };
}

/** Version and path of the pinned compiler (solc compiled to WebAssembly). */
export function pinnedCompiler(): { version: string; path: string } {
  const { version } = require("solc/package.json") as { version: string };
  return { version, path: require.resolve("solc/soljson.js") };
}

/** The `solidity` settings Hardhat passes to solc for one profile of foundry.toml. */
export function hardhatCompiler(name: string) {
  const profile = foundryProfile(name);
  return {
    ...pinnedCompiler(),
    settings: {
      evmVersion: profile.evm_version,
      viaIR: profile.via_ir,
      optimizer: { enabled: profile.optimizer, runs: profile.optimizer_runs },
      metadata: { bytecodeHash: profile.bytecode_hash },
    },
  };
}
