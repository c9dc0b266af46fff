// Writes the files that are made from others, or with --check tells which of them are out of date.
//   npm run generate    ABIs, addresses on public chains and the manifest's JSON Schema, for the SDK and the subgraph
//   npm run snapshots   storage layouts, ABIs and gas of the contracts: a change here is one that their users will feel;
//                       what an audit is about; and who may call what
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { abiSnapshots, typescriptAbis } from "./generate/abi.ts";
import { accessMatrix } from "./generate/access.ts";
import { codeSizes } from "./generate/codeSize.ts";
import { deploymentConstants } from "./generate/deployments.ts";
import { eventAbis } from "./generate/eventAbis.ts";
import { differences, type Generated, writeGenerated } from "./generate/files.ts";
import { gasSnapshots, RELEASE_FOLDER } from "./generate/gas.ts";
import { queryConstants } from "./generate/queries.ts";
import { jsonSchemas } from "./generate/schema.ts";
import { auditScope } from "./generate/scope.ts";
import { storageSnapshots } from "./generate/storage.ts";
import { compileFrontEnd } from "./solidity/front-end.ts";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: "boolean" } } });

const KINDS: Record<string, () => Promise<Generated[]>> = {
  sdk: async () => {
    const frontEnd = compileFrontEnd(root);
    const abis = [typescriptAbis(frontEnd.contracts), eventAbis(frontEnd)];
    return [...abis, deploymentConstants(root), queryConstants(root), await jsonSchemas(root)];
  },
  snapshots: async () => {
    const frontEnd = compileFrontEnd(root);
    return [abiSnapshots(frontEnd.contracts), storageSnapshots(root, frontEnd)];
  },
  gas: async () => [await gasSnapshots(root), codeSizes(root, RELEASE_FOLDER)],
  access: async () => [await accessMatrix(root)],
  scope: async () => [auditScope(root)],
};

async function generated(kinds: readonly string[]): Promise<Generated[]> {
  const made = kinds.map((kind) => KINDS[kind]?.() ?? Promise.reject(new Error(`There is no "${kind}" to generate.`)));
  return (await Promise.all(made)).flat();
}

function check(all: readonly Generated[]): void {
  for (const one of all) {
    const found = differences(root, one);
    if (found.length === 0) continue;
    process.exitCode = 1;
    console.log(`${one.name} differ from what is committed (- committed, + now):\n${found.join("\n")}`);
    console.log(`If the change is meant: ${one.command}, and commit it with a note in CHANGELOG.md.\n`);
  }
}

async function main(): Promise<void> {
  const all = await generated(positionals.length === 0 ? Object.keys(KINDS) : positionals);
  if (options.check) return check(all);
  for (const path of all.flatMap((one) => writeGenerated(root, one))) console.log(`wrote ${path}`);
}

await main().catch((error: Error) => {
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 1;
});
