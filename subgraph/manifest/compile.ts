// Compiles the mappings, once for all chains, and keeps what comes out as long as nothing that it is made of changes.
import { createHash } from "node:crypto";
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { runChild } from "../../tools/testing/child.ts";
import { SubgraphBuildError } from "./errors.ts";
import { type Placement, place } from "./place.ts";
import { expandEvents, manifestText, parseManifest, readTemplate, subgraphFolder } from "./template.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);
const MANIFEST = "subgraph.yaml";
const SOURCES = ["schema.graphql", "subgraph.template.yaml", "src", "abis"];
/** What else decides how the sources are compiled. */
const SCRIPTS = ["manifest/compile.ts", "manifest/template.ts"];
const NOWHERE: Placement = { chainId: 31337, startBlock: 0n, addresses: {}, commit: "unknown" };

/**
 * Compiles the subgraph.
 *
 * @returns folder with the compiled manifest, `subgraph.yaml`, placed nowhere, and all that it names.
 * @throws SubgraphBuildError, UnknownEventError
 */
export async function compileSubgraph(): Promise<string> {
  const folder = join(root, "cache/subgraph", fingerprint());
  const built = join(folder, "build");
  if (existsSync(built)) return built;
  const part = `${folder}.${process.pid}`;
  try {
    await buildSubgraph(part);
    if (!existsSync(built)) renameSync(part, folder);
    return built;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/**
 * Compiles the subgraph in a folder of its own, whether that was done before or not.
 *
 * @throws SubgraphBuildError, UnknownEventError
 */
export async function buildSubgraph(folder: string): Promise<void> {
  prepare(folder);
  await graphCli(folder, ["codegen"]);
  await graphCli(folder, ["build", "--skip-migrations", "--output-dir", "build"]);
}

/** Writes the compiled subgraph, put onto a chain, into `folder`, as graph-node's `gnd` looks for it. */
export async function placeSubgraph(folder: string, placement: Placement): Promise<void> {
  const build = join(folder, "build");
  cpSync(await compileSubgraph(), build, { recursive: true });
  const compiled = parseManifest(readFileSync(join(build, MANIFEST), "utf8"));
  for (const path of [folder, build]) writeFileSync(join(path, MANIFEST), manifestText(place(compiled, placement)));
}

/** A folder for graph-cli to work in: the sources, and a manifest with addresses that it only looks at. */
function prepare(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const source of SOURCES) cpSync(join(subgraphFolder, source), join(folder, source), { recursive: true });
  const template = readTemplate();
  const addresses = Object.fromEntries(template.dataSources.map(({ name }) => [name, `0x${"00".repeat(20)}`]));
  writeFileSync(join(folder, MANIFEST), manifestText(place(expandEvents(template), { ...NOWHERE, addresses })));
}

/**
 * Runs graph-cli in a folder with a manifest.
 *
 * @throws SubgraphBuildError with what it complains about
 */
export async function graphCli(folder: string, args: readonly string[]): Promise<void> {
  const cli = join(dirname(require.resolve("@graphprotocol/graph-cli/package.json")), "bin/run.js");
  // It would ask the network for a newer version of itself.
  const env = { ...process.env, GRAPH_SKIP_NEW_VERSION_CHECK: "true", NO_UPDATE_NOTIFIER: "true" };
  const { code, output } = await runChild({ command: process.execPath, args: [cli, ...args], cwd: folder, env });
  if (code !== 0) throw new SubgraphBuildError(complaints(output));
}

/** What graph-cli printed, without the calls in which it happened to it and the advice to write to its authors. */
function complaints(output: string): string {
  const lines = output.split("\n").map((line) => stripVTControlCharacters(line).trimEnd());
  return lines
    .filter((line) => !/^\s+at |^- |^Suggestion|^Also, please|90m|^\s*Compile data source/.test(line))
    .join("\n")
    .trim();
}

/** Of everything that decides what comes out. */
function fingerprint(): string {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  const paths = [...SOURCES, ...SCRIPTS].flatMap((source) => globSync(`${source}{,/**/*.*}`, { cwd: subgraphFolder }));
  for (const path of paths.sort()) {
    if (!/\.\w+$/.test(path)) continue;
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(subgraphFolder, path)))
      .update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
