// Runs the Solidity tests with forge and reads its JSON report.
import { globSync } from "node:fs";
import { foundryBinary } from "../foundry.mjs";
import { foundryProfile } from "../solidity/settings.ts";
import { type ChildResult, runChild } from "./child.ts";
import type { SuiteResult, TestResult, TestStatus } from "./result.ts";

/** The parts of `forge test --json` that are read (forge 1.7). */
type ForgeReport = Record<string, { test_results: Record<string, ForgeTest> }>;
type ForgeTest = {
  status: "Success" | "Failure" | "Skipped";
  reason: string | null;
  counterexample: { Single?: ForgeCall; Sequence?: [number, ForgeCall[]] } | null;
  decoded_logs: string[];
  kind: ForgeKind;
  duration: { secs: number; nanos: number } | string;
};
type ForgeCall = {
  sender: string | null;
  contract_name: string | null;
  func_name: string | null;
  args: string | null;
  calldata: string;
};
type ForgeKind = {
  Unit?: { gas: number };
  Fuzz?: { runs: number };
  Invariant?: { runs: number; calls: number; reverts: number };
};

/** Twice what others get: it may yield to them all the while. */
const TEST_LIMIT_MS = 60 * 60_000;
const STATUS: Record<ForgeTest["status"], TestStatus> = { Success: "passed", Failure: "failed", Skipped: "skipped" };

export type ForgeSuite = {
  suite: string;
  root: string;
  /** Further arguments of `forge test`. */
  args?: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** As `ChildOptions` has it. */
  priority?: number;
  /** Called with each test; forge reports them all at its end. */
  onTest?: (test: TestResult) => void;
};

/** Compiles with forge; resolves with what it printed when it failed, else with undefined. */
export async function forgeBuild(root: string, env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const child = await runChild({ command: foundryBinary("forge"), args: ["build"], cwd: root, env });
  return child.code === 0 ? undefined : child.output.trim();
}

/** Runs `forge test`; expects the contracts to be compiled. */
export async function runForge({
  suite,
  root,
  args = [],
  env = process.env,
  priority,
  onTest,
}: ForgeSuite): Promise<SuiteResult> {
  const started = performance.now();
  const command = foundryBinary("forge");
  const limitMs = TEST_LIMIT_MS;
  const child = await runChild({ command, args: ["test", "--json", ...args], cwd: root, env, priority, limitMs });
  const report = parseReport(child.stdout);
  const tests = report === undefined ? [] : testsOf(report);
  if (onTest !== undefined) tests.forEach(onTest);
  const silent = args.length > 0 ? [] : silentFiles(root, tests);
  const problem = problemOf(child, report !== undefined, tests) ?? complaintAbout(silent);
  return { suite, tests, ms: performance.now() - started, ...(problem !== undefined && { problem }) };
}

/**
 * Test files of which no test ran. A cache written by another forge command can make `forge test` overlook a contract
 * without a word, so what should have run is counted by ourselves.
 */
function silentFiles(root: string, tests: readonly TestResult[]): string[] {
  const ran = new Set(tests.map(({ file }) => file.replace(/:[^:]*$/, "")));
  const files = globSync(`${foundryProfile("default").test}/**/*.t.sol`, { cwd: root });
  return files.map((path) => path.replaceAll("\\", "/")).filter((path) => !ran.has(path));
}

function complaintAbout(silent: readonly string[]): string | undefined {
  if (silent.length === 0) return undefined;
  return `no test ran of ${silent.join(", ")} (if there are tests in it: npm run forge -- clean)`;
}

function parseReport(stdout: string): ForgeReport | undefined {
  const line = stdout.split("\n").findLast((text) => text.startsWith("{"));
  if (line === undefined) return undefined;
  try {
    return JSON.parse(line) as ForgeReport;
  } catch {
    return undefined;
  }
}

function testsOf(report: ForgeReport): TestResult[] {
  return Object.entries(report).flatMap(([contract, { test_results }]) =>
    Object.entries(test_results).map(([name, test]) => ({
      file: contract,
      name,
      status: STATUS[test.status],
      ms: milliseconds(test.duration),
      kind: kindOf(test.kind),
      ...(test.status !== "Success" && { detail: detailOf(test) }),
    })),
  );
}

function kindOf({ Fuzz, Invariant }: ForgeKind): string {
  if (Fuzz) return `fuzz, ${Fuzz.runs} runs`;
  if (Invariant) return `invariant, ${Invariant.runs} runs, ${Invariant.calls} calls, ${Invariant.reverts} reverts`;
  return "unit";
}

function detailOf({ reason, counterexample, decoded_logs }: ForgeTest): string {
  const parts = [reason ?? "no reason given"];
  const { Single, Sequence } = counterexample ?? {};
  for (const call of [...(Single ? [Single] : []), ...(Sequence?.[1] ?? [])]) parts.push(`with ${describeCall(call)}`);
  return [...parts, ...(decoded_logs ?? [])].join("\n");
}

function describeCall({ sender, contract_name, func_name, args, calldata }: ForgeCall): string {
  const target = [contract_name?.replace(/^.*:/, ""), func_name].filter(Boolean).join(".");
  return `${target}(${args ?? calldata})${sender === null ? "" : ` from ${sender}`}`;
}

function milliseconds(duration: ForgeTest["duration"]): number {
  if (typeof duration !== "string") return duration.secs * 1e3 + duration.nanos / 1e6;
  const units: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1e3, ms: 1, µs: 1e-3, us: 1e-3, ns: 1e-6 };
  const parts = duration.matchAll(/([\d.]+)(ms|µs|us|ns|h|m|s)/g);
  return [...parts].reduce((sum, [, value, unit]) => sum + Number(value) * (units[unit ?? ""] ?? 0), 0);
}

function problemOf(child: ChildResult, readable: boolean, tests: readonly TestResult[]): string | undefined {
  if (child.timedOut) return "it took too long and was stopped";
  if (!readable) return `forge gave no report (exit ${child.code ?? child.signal})\n${child.output.trim()}`;
  if (tests.length === 0) return "it ran no tests";
  const failed = tests.some(({ status }) => status === "failed");
  if (child.code !== 0 && !failed)
    return `forge exited with ${child.code} though no test failed\n${child.output.slice(-4000)}`;
  return undefined;
}
