// Every suite of `npm test`, in the order in which they run. A suite that is named here must have tests.
import { join } from "node:path";
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
  run: (options: RunOptions) => Promise<SuiteResult>;
};

const forgeArtifacts: Preparation = (root) => forgeBuild(root);

const hardhatArtifacts: Preparation = async (root) => {
  const cli = join(root, "node_modules/hardhat/dist/src/cli.js");
  const child = await runChild({ command: process.execPath, args: [cli, "build", "--quiet"], cwd: root });
  return child.code === 0 ? undefined : child.output.trim();
};

const solidity: Suite = {
  name: "contracts",
  title: "Solidity: unit, fuzz and invariant tests (forge)",
  prepare: [forgeArtifacts],
  run: ({ root, grep, onTest }) =>
    runForge({
      onTest,
      suite: "contracts",
      root,
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
