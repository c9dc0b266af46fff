// Every rule of `npm run check`. Slow ones first, so that two cores are busy to the end.
import { join } from "node:path";
import { foundryBinary } from "../foundry.mjs";
import { findLeftovers } from "./leftovers.ts";
import { commandStep, type Step } from "./step.ts";

/** A command of an npm package, run on our own Node. */
const npmTool = (name: string, title: string, script: string, args: readonly string[]): Step =>
  commandStep(name, title, (root) => ({
    command: process.execPath,
    args: [join(root, "node_modules", script), ...args],
  }));

const ownTool = (name: string, title: string, script: string, args: readonly string[] = []): Step =>
  commandStep(name, title, (root) => ({ command: process.execPath, args: [join(root, "tools", script), ...args] }));

const forge = (name: string, title: string, args: readonly string[]): Step =>
  commandStep(name, title, () => ({ command: foundryBinary("forge"), args }));

const types = (workspace: string): Step =>
  npmTool(`types:${workspace}`, `${workspace} type-checks`, "typescript/bin/tsc", [
    "--project",
    workspace === "tools" ? "." : workspace,
  ]);

/** One rule that takes two commands; the second runs only after the first. */
const sequence = (first: Step, second: Step): Step => ({
  ...second,
  run: async (root) => (await first.run(root)) ?? second.run(root),
});

export const steps: readonly Step[] = [
  ownTool("gas", "gas of the release build is what contracts/snapshots/gas says", "generate.ts", ["--check", "gas"]),
  npmTool("lint", "TypeScript and JSON pass biome (lint, imports, format)", "@biomejs/biome/bin/biome", [
    "check",
    "--error-on-warnings",
    ".",
  ]),
  ownTool("snapshots", "storage layouts and ABIs are what contracts/snapshots says", "generate.ts", [
    "--check",
    "snapshots",
  ]),
  ownTool("generated", "ABIs and schema in the SDK are up to date", "generate.ts", ["--check", "sdk"]),
  ownTool("upgrades", "contracts compile without warning and are safe behind proxies", "solidity/upgrade-safety.ts"),
  types("tools"),
  sequence(ownTool("build", "ethers types for builders can be generated", "build.ts"), types("contracts")),
  types("sdk"),
  types("runtime"),
  types("deploy"),
  npmTool("solhint", "Solidity passes solhint", "solhint/solhint.js", [
    "--disc",
    "--noPoster",
    "--max-warnings",
    "0",
    "contracts/src/**/*.sol",
  ]),
  forge("solidity-lint", "Solidity passes forge lint", ["lint", "--deny", "warnings"]),
  forge("solidity-format", "Solidity is formatted by forge fmt", ["fmt", "--check"]),
  { name: "leftovers", title: "no unfinished work, machine paths or nameless files", run: findLeftovers },
];
