#!/usr/bin/env node
// Prepares the subgraph for graph-cli: a manifest for one chain, and networks.json for all of them.
import { cpSync, globSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { readRecord } from "@capsule-protocol/deploy/src/record.ts";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import { currentCommit } from "./commit.ts";
import { networksFile } from "./networksFile.ts";
import { place, placementOf } from "./place.ts";
import { expandEvents, manifestText, readTemplate, subgraphFolder } from "./template.ts";

const USAGE = `node subgraph/manifest/cli.ts prepare --record <file> [--out <folder>] [--json]
  --record  of the deployment: deploy/records/<chainId>.json
  --out     where subgraph.yaml, networks.json and the sources go; the subgraph's own folder when left out
  --json    print one JSON object
`;
/** Name of a record: its chain's id. */
const RECORD = /^\d+\.json$/;
const SOURCES = ["schema.graphql", "src", "abis"];

async function prepare(recordFile: string, folder: string): Promise<string[]> {
  const placement = placementOf(readRecord(recordFile), await currentCommit());
  const manifest = place(expandEvents(readTemplate()), placement);
  mkdirSync(folder, { recursive: true });
  if (folder !== subgraphFolder) {
    for (const source of SOURCES) cpSync(join(subgraphFolder, source), join(folder, source), { recursive: true });
  }
  const written = { "subgraph.yaml": manifestText(manifest), "networks.json": networksText(recordFile) };
  for (const [name, text] of Object.entries(written)) writeFileSync(join(folder, name), text);
  return Object.keys(written).map((name) => join(folder, name));
}

/** Of the record that was named, and of those of other chains beside it. */
function networksText(recordFile: string): string {
  const folder = dirname(recordFile);
  const paths = globSync("*.json", { cwd: folder }).filter((name) => RECORD.test(name));
  const records = [...new Set([recordFile, ...paths.map((name) => join(folder, name))])].map(readRecord);
  return `${JSON.stringify(networksFile(records), null, 2)}\n`;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { record: { type: "string" }, out: { type: "string" }, json: { type: "boolean", default: false } },
});

try {
  if (positionals[0] !== "prepare" || values.record === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
  } else {
    const files = await prepare(values.record, values.out ?? subgraphFolder);
    process.stdout.write(
      values.json ? `${JSON.stringify({ files })}\n` : files.map((file) => `wrote ${file}\n`).join(""),
    );
  }
} catch (error) {
  process.exitCode = 1;
  if (!(error instanceof BaseError)) throw error;
  process.stderr.write(`${error.message}\n${error.hint}\n`);
}
