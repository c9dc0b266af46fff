// Runs the TypeScript tests of one workspace in a mocha process of their own.
import { globSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type ChildResult, runChild } from "./child.ts";
import type { SuiteResult, TestResult } from "./result.ts";

const reporter = fileURLToPath(new URL("mocha-reporter.mjs", import.meta.url));
const TEST_LIMIT_MS = 60_000;
/** How long a process may live on after its last test. */
const CLOSING_LIMIT_MS = 15_000;
const OUTPUT_TAIL = 8_000;

export type MochaSuite = {
  suite: string;
  root: string;
  /** Glob patterns, relative to `root`. */
  files: readonly string[];
  grep?: string | undefined;
  onTest?: (test: TestResult) => void;
};

type Message = { event: "end" } | ({ event: "test"; error?: string } & TestResult);

/** Runs the suite; a crash, a hang or an empty suite is told in `problem`. */
export async function runMocha({ suite, root, files, grep, onTest }: MochaSuite): Promise<SuiteResult> {
  const started = performance.now();
  const found = globSync([...files], { cwd: root }).sort();
  if (found.length === 0) return { suite, tests: [], ms: 0, problem: `no test file matches ${files.join(" ")}` };
  const tests: TestResult[] = [];
  let ended = false;
  const child = await runChild({
    command: process.execPath,
    args: mochaArguments(root, found, grep),
    cwd: root,
    onMessage: (line) => {
      const message = JSON.parse(line) as Message;
      if (message.event === "end") {
        ended = true;
        return CLOSING_LIMIT_MS;
      }
      const { event: _, error, ...rest } = message;
      const test = { ...rest, file: relative(root, rest.file), ...(error !== undefined && { detail: error }) };
      tests.push(test);
      onTest?.(test);
      return undefined;
    },
  });
  const problem = problemOf(child, ended, tests);
  return { suite, tests, ms: performance.now() - started, ...(problem !== undefined && { problem }) };
}

function mochaArguments(root: string, files: readonly string[], grep: string | undefined): string[] {
  const mocha = `${root}/node_modules/mocha/bin/mocha.js`;
  const options = ["--no-config", "--no-package", "--forbid-only", "--timeout", `${TEST_LIMIT_MS}`];
  return [mocha, ...options, "--reporter", reporter, ...(grep === undefined ? [] : ["--grep", grep]), ...files];
}

function problemOf(child: ChildResult, ended: boolean, tests: readonly TestResult[]): string | undefined {
  const tail = child.output.trim().slice(-OUTPUT_TAIL);
  const withOutput = (sentence: string) => (tail === "" ? sentence : `${sentence}\n${tail}`);
  if (child.timedOut && ended) return "its tests ended but the process did not: a server, child or timer was left open";
  if (child.timedOut) return withOutput("it took too long and was stopped");
  if (!ended) return withOutput(`it crashed before its tests ended (exit ${child.code ?? child.signal})`);
  if (child.leftovers) return "it left processes running, which were stopped";
  if (tests.length === 0) return "it ran no tests";
  const failed = tests.some(({ status }) => status === "failed");
  if (child.code !== 0 && !failed)
    return withOutput(`it exited with ${child.code ?? child.signal} though no test failed`);
  return undefined;
}
