import { spawn } from "node:child_process";
import { existsSync, globSync, statSync, utimesSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { foundryBinary } from "../../tools/foundry.mjs";
import { CompilationFailedError } from "./errors.ts";

/**
 * Settings of foundry.toml to compile with: `release` is what public chains get; `default` compiles three times faster
 * and is good enough for a chain that lives for minutes.
 */
export type Profile = "default" | "release";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** What is deployed, what stands in on a local chain for a token and a price feed, and what an upgrade is shown with. */
const SOURCES = [
  "contracts/src",
  "contracts/test/mocks/StandardToken.sol",
  "contracts/test/mocks/StandInPriceFeed.sol",
  "contracts/test/mocks/NextKeeperRegistry.sol",
];
/** The file whose time tells when the contracts were last compiled. */
const STAMP = "Genesis.sol/Genesis.json";
const FOLDERS: Record<Profile, string> = { default: "out", release: "out-release" };

/** Where forge puts what it compiled. */
export function artifactFolder(profile: Profile): string {
  return join(root, FOLDERS[profile]);
}

/**
 * Compiles the contracts when they changed since, or were never compiled.
 *
 * @returns the folder with forge's output.
 * @throws CompilationFailedError
 */
export async function buildContracts(
  profile: Profile,
  options: {
    /** Further files to compile, relative to the project: tokens that a test is paid in. */
    also?: readonly string[];
    onBuild?: () => void;
    signal?: AbortSignal;
  } = {},
): Promise<string> {
  const folder = artifactFolder(profile);
  const sources = [...SOURCES, ...(options.also ?? [])];
  if (isCurrent(folder, sources)) return folder;
  options.onBuild?.();
  const started = new Date();
  await runForge(profile, sources, options.signal);
  // forge leaves a file alone that would not change: its time then says nothing about when it was last found current.
  utimesSync(join(folder, STAMP), started, started);
  return folder;
}

async function runForge(profile: Profile, sources: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const child = spawn(foundryBinary("forge"), ["build", ...sources], {
    cwd: root,
    env: { ...process.env, FOUNDRY_PROFILE: profile },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  if (code !== 0) throw new CompilationFailedError(output.trim());
}

/** Whether nothing that the compiler reads is newer than what it wrote last. */
function isCurrent(folder: string, sources: readonly string[]): boolean {
  const single = sources.filter((path) => path.endsWith(".sol"));
  const outputs = single.map((path) => `${basename(path)}/${basename(path, ".sol")}.json`);
  if (![STAMP, ...outputs].every((path) => existsSync(join(folder, path)))) return false;
  const folders = sources.filter((path) => !path.endsWith(".sol")).map((path) => `${path}/**/*.sol`);
  const read = [...globSync(folders, { cwd: root }), ...single, "foundry.toml", "remappings.txt", "package-lock.json"];
  const newest = Math.max(...read.map((path) => statSync(join(root, path)).mtimeMs));
  return statSync(join(folder, STAMP)).mtimeMs >= newest;
}
