// Judges mutants by the project's Solidity tests. Tests deploy contracts from forge's artifacts, so a mutant's code is
// put into an artifact, in an output folder of its own: no source changes, and an interruption leaves nothing behind.
import { globSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
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
/** How many times as long as without a fault. */
const PATIENCE = 5;
const EVERYTHING = "**";
/** Ending of an artifact's own code, while a mutant's is in its place. */
const SOUND = ".sound";

/** Compiles everything once, in the folder of the profile `mutation`. */
export async function prepareJudge(root: string): Promise<void> {
  restoreAll(root);
  const child = await forge(root, ["build"]);
  if (child.code !== 0) throw new JudgeError(child.output.trim());
}

/** A judge for one subject, after its tests passed without a fault. */
export async function judgeOf(root: string, { file, deployed, tests }: Subject): Promise<Judge> {
  const targets = deployed.map(([path, contract]): Target => [`contracts/${path}`, contract]);
  const path = `contracts/src/${file}`;
  const sound = compileMutant(root, path, readFileSync(join(root, path), "utf8"), targets);
  if (sound === undefined) throw new JudgeError(`${path} does not compile`);
  const started = performance.now();
  const alone = await test(root, tests);
  if (alone.code !== 0) throw new JudgeError(`tests of ${file} fail without a fault:\n${alone.output.slice(-4_000)}`);
  const limitMs = Math.max(SHORTEST_LIMIT_MS, (performance.now() - started) * PATIENCE);

  const verdictOn = async (mutant: Mutant): Promise<Omit<Judged, "ms">> => {
    const codes = compileMutant(root, mutant.file, mutant.source, targets);
    if (codes === undefined) return { verdict: "invalid" };
    if (JSON.stringify(codes) === JSON.stringify(sound)) return { verdict: "equivalent" };
    const takeOut = plant(root, targets, codes);
    try {
      const first = await test(root, tests, limitMs);
      const last = first.code === 0 ? await test(root, EVERYTHING, 10 * limitMs) : first;
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

/** Puts code into artifacts; returns what takes it out again. */
function plant(root: string, targets: readonly Target[], codes: readonly CompiledCode[]): () => void {
  const artifacts = targets.map(([path, contract]) => join(root, outFolder(), basename(path), `${contract}.json`));
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
