// Judges mutants by the project's Solidity tests. Tests deploy contracts from forge's artifacts, so a mutant's code is
// put into an artifact, in an output folder of its own: no source changes, and an interruption leaves nothing behind.
import { createHash } from "node:crypto";
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { foundryBinary } from "../foundry.mjs";
import { foundryProfile } from "../solidity/settings.ts";
import { type ChildResult, runChild } from "../testing/child.ts";
import { type CompiledCode, compileMutant, type Target } from "./compile.ts";
import type { Mutant } from "./mutants.ts";
import type { Subject } from "./subjects.ts";

/**
 * - killed: a test failed
 * - timeout: the tests ran far longer than they do without the fault
 * - survived: every test passed
 * - equivalent: the compiler makes the same code of it
 * - invalid: it doesn't compile
 */
export type Verdict = "killed" | "timeout" | "survived" | "equivalent" | "invalid";

/** @param by the test that failed */
export type Judged = { verdict: Verdict; by?: string; ms: number };

/** The tests can't be run, or fail without any fault. */
export class JudgeError extends Error {
  override name = "JudgeError";
}

/** @param suspects names of tests that are asked before all others, since they killed mutants like it. */
export type Judge = (mutant: Mutant, suspects?: readonly string[]) => Promise<Judged>;

/** Folders of forge below the project, with artifacts in which one mutant at a time takes the place of what is sound. */
export type Room = { out: string; cache: string };

const ENVIRONMENT = { ...process.env, FOUNDRY_PROFILE: "mutation" };
/** The tests of a mutant's own contract are asked first, with few random inputs: a fault that they find so is found. */
const FIRST_ROUND = { FOUNDRY_FUZZ_RUNS: "8" };
/**
 * How many times as long as all tests take without a fault. Gas ends what goes on in the EVM: a limit that a busy machine
 * reaches would call survivors timed out, and so count them as found.
 */
export const PATIENCE = 30;
const EVERYTHING = "**";
/** How forge marks a test that failed. */
const FAILED = "[FAIL";
/** Ending of an artifact's own code, while a mutant's is in its place. */
const SOUND = ".sound";
const FORGE_CACHE = "solidity-files-cache.json";
const SOUND_RUN = "sound-run.json";

/**
 * Compiles everything, in the folder of the profile `mutation`, and runs all tests without a fault, unless they passed
 * with this very code before. Resolves with how long the tests of a mutant may take, in milliseconds.
 */
export async function prepareJudge(root: string): Promise<number> {
  restoreAll(root);
  const child = await forge(root, mainRoom(), ["build"]);
  if (child.code !== 0) throw new JudgeError(child.output.trim());
  const build = buildOf(root);
  const ms = soundRun(root, build) ?? (await runSound(root, build));
  return ms * PATIENCE;
}

/** Names what was compiled, and how; forge writes its cache differently each time. */
function buildOf(root: string): string {
  const { files } = JSON.parse(readFileSync(join(root, mainRoom().cache, FORGE_CACHE), "utf8")) as {
    files: Record<string, { contentHash: string }>;
  };
  const sources = Object.entries(files).map(([file, { contentHash }]) => `${file} ${contentHash}`);
  const settings = readFileSync(join(root, "foundry.toml"), "utf8");
  return createHash("sha256")
    .update([settings, ...sources.sort()].join("\n"))
    .digest("hex");
}

/** How long all tests took when they passed with this build; undefined when they didn't run with it. */
function soundRun(root: string, build: string): number | undefined {
  const path = join(root, mainRoom().cache, SOUND_RUN);
  if (!existsSync(path)) return undefined;
  const run = JSON.parse(readFileSync(path, "utf8")) as { build: string; ms: number };
  return run.build === build ? run.ms : undefined;
}

async function runSound(root: string, build: string): Promise<number> {
  // Fewer random inputs need not be some of the others.
  await requireSound(root, FIRST_ROUND);
  const started = performance.now();
  await requireSound(root);
  const ms = Math.round(performance.now() - started);
  writeFileSync(join(root, mainRoom().cache, SOUND_RUN), JSON.stringify({ build, ms }));
  return ms;
}

async function requireSound(root: string, environment?: NodeJS.ProcessEnv): Promise<void> {
  const { code, output } = await test(root, mainRoom(), EVERYTHING, undefined, environment);
  if (code !== 0) throw new JudgeError(`tests fail without a fault:\n${output.slice(-4_000)}`);
}

/** The folders of the profile `mutation`, in which {@link prepareJudge} compiles. */
export function mainRoom(): Room {
  const { out, cache_path: cache } = foundryProfile("mutation");
  return { out, cache };
}

/** As many rooms, so that as many mutants can be judged at once: the main one, and copies of it as it is now. */
export function roomsOf(root: string, count: number): Room[] {
  const main = mainRoom();
  const copies = Array.from({ length: count - 1 }, (_, index): Room => {
    const cache = `${main.cache}/room-${index + 2}`;
    return { out: `${cache}/out`, cache };
  });
  for (const { out, cache } of copies) {
    rmSync(join(root, cache), { recursive: true, force: true });
    mkdirSync(join(root, cache), { recursive: true });
    cpSync(join(root, main.out), join(root, out), { recursive: true });
    // Forge compiles anew what its cache says to be elsewhere.
    const known = readFileSync(join(root, main.cache, FORGE_CACHE), "utf8");
    writeFileSync(join(root, cache, FORGE_CACHE), known.replaceAll(`"${main.out}`, `"${out}`));
  }
  return [main, ...copies];
}

/** A judge for the mutants of one subject, in one room. */
export function judgeOf(root: string, { file, deployed, tests }: Subject, limitMs: number, room = mainRoom()): Judge {
  const targets = deployed.map(([path, contract]): Target => [`contracts/${path}`, contract]);
  const path = `contracts/src/${file}`;
  const sound = compileMutant(root, path, readFileSync(join(root, path), "utf8"), targets);
  if (sound === undefined) throw new JudgeError(`${path} does not compile`);
  requireSame(root, room, targets, sound);

  const verdictOn = async (mutant: Mutant, suspects: readonly string[]): Promise<Omit<Judged, "ms">> => {
    const codes = compileMutant(root, mutant.file, mutant.source, targets);
    if (codes === undefined) return { verdict: "invalid" };
    if (JSON.stringify(codes) === JSON.stringify(sound)) return { verdict: "equivalent" };
    const takeOut = plant(root, room, targets, codes);
    try {
      if (suspects.length > 0) {
        const names = ["--match-test", `^(${suspects.join("|")})\\(`];
        const asked = await test(root, room, EVERYTHING, limitMs, FIRST_ROUND, names);
        // Forge also fails when no test has such a name any more.
        if (asked.timedOut || asked.output.includes(FAILED)) return verdictOf(asked);
      }
      const first = await test(root, room, tests, limitMs, FIRST_ROUND);
      const last = first.code === 0 ? await test(root, room, EVERYTHING, limitMs) : first;
      return verdictOf(last);
    } finally {
      takeOut();
    }
  };
  return async (mutant, suspects = []) => {
    const begun = performance.now();
    return { ...(await verdictOn(mutant, suspects)), ms: Math.round(performance.now() - begun) };
  };
}

function verdictOf(child: ChildResult): Omit<Judged, "ms"> {
  if (child.timedOut) return { verdict: "timeout" };
  if (child.code === 0) return { verdict: "survived" };
  // What broke an invariant is told on lines between.
  const [, by] = /^(?:\[FAIL.*\])? (\w+)\(/m.exec(child.output) ?? [];
  // A fault in what every test sets up fails there.
  if (by === undefined && !child.output.includes(FAILED)) {
    throw new JudgeError(`forge ended with ${child.code}, though no test failed:\n${child.output.slice(-4_000)}`);
  }
  return { verdict: "killed", by: by ?? "setUp" };
}

/** What is planted must be what forge would have made of the source: or a mutant would fail for another reason. */
function requireSame(root: string, room: Room, targets: readonly Target[], codes: readonly CompiledCode[]): void {
  targets.forEach(([path, contract], index) => {
    const { bytecode } = JSON.parse(readFileSync(artifactOf(root, room, path, contract), "utf8")) as CompiledCode;
    const own = codes[index]?.bytecode;
    const same = own?.object === bytecode.object && isDeepStrictEqual(own.linkReferences, bytecode.linkReferences);
    if (!same) throw new JudgeError(`forge made other code of ${path}:${contract}`);
  });
}

const artifactOf = (root: string, { out }: Room, path: string, contract: string): string =>
  join(root, out, basename(path), `${contract}.json`);

/** Puts code into artifacts; returns what takes it out again. */
function plant(root: string, room: Room, targets: readonly Target[], codes: readonly CompiledCode[]): () => void {
  const artifacts = targets.map(([path, contract]) => artifactOf(root, room, path, contract));
  artifacts.forEach((path, index) => {
    const artifact = JSON.parse(readFileSync(path, "utf8")) as CompiledCode;
    const { bytecode, deployedBytecode } = codes[index] as CompiledCode;
    Object.assign(artifact.bytecode, bytecode);
    Object.assign(artifact.deployedBytecode, deployedBytecode);
    renameSync(path, `${path}${SOUND}`);
    writeFileSync(path, JSON.stringify(artifact));
  });
  return () => restore(artifacts);
}

/** Takes out what an interrupted run left in the artifacts. */
function restoreAll(root: string): void {
  restore(
    globSync(`${mainRoom().out}/**/*${SOUND}`, { cwd: root }).map((path) => join(root, path.slice(0, -SOUND.length))),
  );
}

const restore = (artifacts: readonly string[]): void => {
  for (const path of artifacts) renameSync(`${path}${SOUND}`, path);
};

const test = (
  root: string,
  room: Room,
  glob: string,
  limitMs?: number,
  environment?: NodeJS.ProcessEnv,
  names: readonly string[] = [],
) =>
  forge(root, room, ["test", "--fail-fast", "--match-path", `contracts/test/${glob}`, ...names], limitMs, environment);

/**
 * Forge keeps the inputs that broke a test and tries them first the next time. One that a mutant brought to light, and that
 * the test itself can't bear, would kill every mutant after it: so none is kept.
 */
function forge(
  root: string,
  { out, cache }: Room,
  args: readonly string[],
  limitMs?: number,
  environment?: NodeJS.ProcessEnv,
): Promise<ChildResult> {
  const failures = `${cache}/failures`;
  rmSync(join(root, failures), { recursive: true, force: true });
  const own = {
    FOUNDRY_OUT: out,
    FOUNDRY_CACHE_PATH: cache,
    FOUNDRY_FUZZ_FAILURE_PERSIST_DIR: failures,
    FOUNDRY_INVARIANT_FAILURE_PERSIST_DIR: failures,
  };
  return runChild({
    command: foundryBinary("forge"),
    args,
    cwd: root,
    env: { ...ENVIRONMENT, ...own, ...environment },
    ...(limitMs !== undefined && { limitMs }),
  });
}
