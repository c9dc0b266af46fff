// Judges mutants by the project's Solidity tests. Tests deploy contracts from forge's artifacts, so a mutant's code is
// put into an artifact, in an output folder of its own: no source changes, and an interruption leaves nothing behind.
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, writeFileSync } from "node:fs";
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

export type Judge = (mutant: Mutant) => Promise<Judged>;

const ENVIRONMENT = { ...process.env, FOUNDRY_PROFILE: "mutation" };
/** Within this, no test that goes on can be told from one that hangs. */
const SHORTEST_LIMIT_MS = 120_000;
/** How many times as long as all tests take without a fault. */
const PATIENCE = 5;
const EVERYTHING = "**";
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
  const child = await forge(root, ["build"]);
  if (child.code !== 0) throw new JudgeError(child.output.trim());
  const build = createHash("sha256")
    .update(readFileSync(join(root, cacheFolder(), FORGE_CACHE)))
    .digest("hex");
  const ms = soundRun(root, build) ?? (await runSound(root, build));
  return Math.max(SHORTEST_LIMIT_MS, ms * PATIENCE);
}

/** How long all tests took when they passed with this build; undefined when they didn't run with it. */
function soundRun(root: string, build: string): number | undefined {
  const path = join(root, cacheFolder(), SOUND_RUN);
  if (!existsSync(path)) return undefined;
  const run = JSON.parse(readFileSync(path, "utf8")) as { build: string; ms: number };
  return run.build === build ? run.ms : undefined;
}

async function runSound(root: string, build: string): Promise<number> {
  const started = performance.now();
  const { code, output } = await test(root, EVERYTHING);
  if (code !== 0) throw new JudgeError(`tests fail without a fault:\n${output.slice(-4_000)}`);
  const ms = Math.round(performance.now() - started);
  writeFileSync(join(root, cacheFolder(), SOUND_RUN), JSON.stringify({ build, ms }));
  return ms;
}

/** A judge for the mutants of one subject. */
export function judgeOf(root: string, { file, deployed, tests }: Subject, limitMs: number): Judge {
  const targets = deployed.map(([path, contract]): Target => [`contracts/${path}`, contract]);
  const path = `contracts/src/${file}`;
  const sound = compileMutant(root, path, readFileSync(join(root, path), "utf8"), targets);
  if (sound === undefined) throw new JudgeError(`${path} does not compile`);
  requireSame(root, targets, sound);

  const verdictOn = async (mutant: Mutant): Promise<Omit<Judged, "ms">> => {
    const codes = compileMutant(root, mutant.file, mutant.source, targets);
    if (codes === undefined) return { verdict: "invalid" };
    if (JSON.stringify(codes) === JSON.stringify(sound)) return { verdict: "equivalent" };
    const takeOut = plant(root, targets, codes);
    try {
      const first = await test(root, tests, limitMs);
      const last = first.code === 0 ? await test(root, EVERYTHING, limitMs) : first;
      return verdictOf(last);
    } finally {
      takeOut();
    }
  };
  return async (mutant) => {
    const begun = performance.now();
    return { ...(await verdictOn(mutant)), ms: Math.round(performance.now() - begun) };
  };
}

function verdictOf(child: ChildResult): Omit<Judged, "ms"> {
  if (child.timedOut) return { verdict: "timeout" };
  if (child.code === 0) return { verdict: "survived" };
  const [, by] = /^\[FAIL.*\] (\w+)\(/m.exec(child.output) ?? [];
  // A fault in what every test sets up fails there.
  if (by === undefined && !child.output.includes("[FAIL")) {
    throw new JudgeError(`forge ended with ${child.code}, though no test failed:\n${child.output.slice(-4_000)}`);
  }
  return { verdict: "killed", by: by ?? "setUp" };
}

/** What is planted must be what forge would have made of the source: or a mutant would fail for another reason. */
function requireSame(root: string, targets: readonly Target[], codes: readonly CompiledCode[]): void {
  targets.forEach(([path, contract], index) => {
    const { bytecode } = JSON.parse(readFileSync(artifactOf(root, path, contract), "utf8")) as CompiledCode;
    const own = codes[index]?.bytecode;
    const same = own?.object === bytecode.object && isDeepStrictEqual(own.linkReferences, bytecode.linkReferences);
    if (!same) throw new JudgeError(`forge made other code of ${path}:${contract}`);
  });
}

const artifactOf = (root: string, path: string, contract: string): string =>
  join(root, outFolder(), basename(path), `${contract}.json`);

/** Puts code into artifacts; returns what takes it out again. */
function plant(root: string, targets: readonly Target[], codes: readonly CompiledCode[]): () => void {
  const artifacts = targets.map(([path, contract]) => artifactOf(root, path, contract));
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
    globSync(`${outFolder()}/**/*${SOUND}`, { cwd: root }).map((path) => join(root, path.slice(0, -SOUND.length))),
  );
}

const restore = (artifacts: readonly string[]): void => {
  for (const path of artifacts) renameSync(`${path}${SOUND}`, path);
};

const outFolder = (): string => foundryProfile("mutation").out;
const cacheFolder = (): string => foundryProfile("mutation").cache_path;

const test = (root: string, glob: string, limitMs?: number): Promise<ChildResult> =>
  forge(root, ["test", "--fail-fast", "--match-path", `contracts/test/${glob}`], limitMs);

const forge = (root: string, args: readonly string[], limitMs?: number): Promise<ChildResult> =>
  runChild({
    command: foundryBinary("forge"),
    args,
    cwd: root,
    env: ENVIRONMENT,
    ...(limitMs !== undefined && { limitMs }),
  });
