// Every suite of `npm test`, in the order in which they run. A suite that is named here must have tests.
import { globSync, utimesSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { foundryProfile } from "../solidity/settings.ts";
import { runChild } from "./child.ts";
import { forgeBuild, runForge } from "./forge.ts";
import { runMocha } from "./mocha.ts";
import type { SuiteResult, TestResult } from "./result.ts";

export type RunOptions = {
  root: string;
  grep?: string | undefined;
  onTest: (test: TestResult) => void;
};

/** Something that must be there before a suite runs; resolves with what went wrong. */
type Preparation = (root: string) => Promise<string | undefined>;

export type Suite = {
  name: string;
  title: string;
  prepare: readonly Preparation[];
  /**
   * It computes all the time, at the lowest claim to the cores: it runs beside the others, which wait for blocks, servers
   * and browsers much of theirs. It must share nothing with them that either writes.
   */
  fillsIdleCores?: boolean;
  run: (options: RunOptions) => Promise<SuiteResult>;
};

/**
 * All contracts are compiled once, for every suite. forge leaves files alone that would not change: they are marked as
 * current, so that no suite asks forge again while another one reads them.
 */
const forgeArtifacts: Preparation = async (root) => {
  const started = new Date();
  const problem = await forgeBuild(root);
  if (problem !== undefined) return problem;
  const out = join(root, foundryProfile("default").out);
  for (const path of globSync("*/*.json", { cwd: out })) utimesSync(join(out, path), started, started);
  return undefined;
};

const hardhatArtifacts: Preparation = async (root) => {
  const cli = join(root, "node_modules/hardhat/dist/src/cli.js");
  const child = await runChild({ command: process.execPath, args: [cli, "build", "--quiet"], cwd: root });
  return child.code === 0 ? undefined : child.output.trim();
};

const solidity: Suite = {
  name: "contracts",
  title: "Solidity: unit, fuzz and invariant tests (forge)",
  prepare: [forgeArtifacts],
  fillsIdleCores: true,
  run: ({ root, grep, onTest }) =>
    runForge({
      onTest,
      suite: "contracts",
      root,
      priority: constants.priority.PRIORITY_BELOW_NORMAL,
      args: grep === undefined ? [] : ["--match-test", grep],
      env: { FOUNDRY_PROFILE: process.env.CI === undefined ? "default" : "ci", ...process.env },
    }),
};

const mocha = (name: string, title: string, folder: string, prepare: readonly Preparation[] = []): Suite => ({
  name,
  title,
  prepare,
  run: (options) => runMocha({ suite: name, files: [`${folder}/**/*.test.ts`], ...options }),
});

export const suites: readonly Suite[] = [
  solidity,
  mocha("hardhat", "contracts from TypeScript (Hardhat, viem)", "contracts/test/hardhat", [
    forgeArtifacts,
    hardhatArtifacts,
  ]),
  mocha("sdk", "SDK", "sdk/test", [forgeArtifacts]),
  mocha("runtime", "runtime and keeper", "runtime/test", [forgeArtifacts]),
  mocha("deploy", "deployment, local stack and demo", "deploy/test", [forgeArtifacts]),
  mocha("subgraph", "subgraph, on the real graph-node", "subgraph/test", [forgeArtifacts]),
  mocha("tools", "the project's own tools", "tools/test"),
];
