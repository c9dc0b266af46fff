// Every rule of `npm run check`. Slow ones first, so that two cores are busy to the end.
import { join } from "node:path";
import { findUnmappedEvents } from "@capsule-protocol/subgraph/manifest/eventCoverage.ts";
import { findLongFiles } from "./fileLengths.ts";
import { findStaleFigures } from "./gasFigures.ts";
import { findLeftovers } from "./leftovers.ts";
import { findBrokenLinks } from "./links.ts";
import { findMissingProofs } from "./namedTests.ts";
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
  ownTool(name, title, "foundry.mjs", ["forge", ...args]);

const types = (workspace: string): Step =>
  npmTool(`types:${workspace}`, `${workspace} type-checks`, "typescript/bin/tsc", [
    "--project",
    workspace === "tools" ? "." : workspace,
  ]);

/** A rule that needs something made first; what goes wrong there counts as the rule's own. */
const after = (preparations: readonly Step[], rule: Step): Step => ({
  ...rule,
  run: async (root) => {
    for (const step of [...preparations, rule]) {
      const complaint = await step.run(root);
      if (complaint !== undefined) return complaint;
    }
    return undefined;
  },
});

/** Both bring types of the contracts: Hardhat for viem, the build for ethers. */
const contractTypes = [
  npmTool("hardhat", "contracts compile with Hardhat", "hardhat/dist/src/cli.js", ["build", "--quiet"]),
  ownTool("build", "ethers types can be generated", "build.ts"),
];

export const steps: readonly Step[] = [
  after(contractTypes, types("contracts")),
  ownTool("gas", "gas and code size of the release build are what contracts/snapshots says", "generate.ts", [
    "--check",
    "gas",
  ]),
  ownTool("prove", "the assertions of contracts/test/proofs hold for all inputs", "prove.ts"),
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
  ownTool("access", "who may call what is told as it is tested", "generate.ts", ["--check", "access"]),
  ownTool("scope", "files and lines of code in an audit's scope are up to date", "generate.ts", ["--check", "scope"]),
  ownTool("upgrades", "contracts compile without warning and are safe behind proxies", "solidity/upgrade-safety.ts"),
  types("tools"),
  types("sdk"),
  types("runtime"),
  types("deploy"),
  types("subgraph"),
  ownTool("subgraph", "the subgraph's mappings compile", "subgraph.ts"),
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
  { name: "lengths", title: "Solidity tests are of 250 lines at most", run: findLongFiles },
  { name: "events", title: "every event is mapped in the subgraph, or excused", run: findUnmappedEvents },
  { name: "figures", title: "gas in the contracts' README is that of the snapshot", run: findStaleFigures },
  { name: "links", title: "links in documents lead somewhere", run: findBrokenLinks },
  { name: "proofs", title: "tests and files that documents name as proof exist", run: findMissingProofs },
];
