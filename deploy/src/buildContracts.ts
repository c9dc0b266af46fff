import { spawn } from "node:child_process";
import { existsSync, globSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { foundryBinary } from "../../tools/foundry.mjs";
import { CompilationFailedError } from "./errors.ts";

/**
 * Settings of foundry.toml to compile with: `release` is what public chains get; `default` compiles three times faster
 * and is good enough for a chain that lives for minutes.
 */
export type Profile = "default" | "release";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** What is deployed, and the token that a local chain is paid in. */
const SOURCES = ["contracts/src", "contracts/test/mocks/StandardToken.sol"];
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
  options: { onBuild?: () => void; signal?: AbortSignal } = {},
): Promise<string> {
  const folder = artifactFolder(profile);
  if (isCurrent(folder)) return folder;
  options.onBuild?.();
  const started = new Date();
  await runForge(profile, options.signal);
  // forge leaves a file alone that would not change: its time then says nothing about when it was last found current.
  utimesSync(join(folder, STAMP), started, started);
  return folder;
}

async function runForge(profile: Profile, signal: AbortSignal | undefined): Promise<void> {
  const child = spawn(foundryBinary("forge"), ["build", ...SOURCES], {
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
function isCurrent(folder: string): boolean {
  const written = join(folder, STAMP);
  if (!existsSync(written)) return false;
  const sources = globSync(
    SOURCES.map((path) => (path.endsWith(".sol") ? path : `${path}/**/*.sol`)),
    { cwd: root },
  );
  const read = [...sources, "foundry.toml", "remappings.txt", "package-lock.json"].map((path) => join(root, path));
  const newest = Math.max(...read.map((path) => statSync(path).mtimeMs));
  return statSync(written).mtimeMs >= newest;
}
