// `npm test`: runs every suite and prints, as its last line, how many tests passed and failed.
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { stopChildrenOnSignals } from "./testing/child.ts";
import { failureLines, jsonReport, progressPrinter, seconds, summaryLines } from "./testing/report.ts";
import { type SuiteResult, totalsLine, totalsOf } from "./testing/result.ts";
import { type Print, runSuites } from "./testing/schedule.ts";
import { type Suite, suites } from "./testing/suites.ts";

const USAGE = `npm test -- [--suite <name>]… [--grep <text>] [--verbose] [--json]
  --suite    run only this suite: ${suites.map(({ name }) => name).join(", ")}
  --grep     run only tests whose name matches
  --verbose  print each test
  --json     print one JSON object on standard output; the words for people go to standard error`;

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const { values: options } = parseArgs({
  options: {
    suite: { type: "string", multiple: true },
    grep: { type: "string" },
    verbose: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const print = (text: string): void => void (options.json ? process.stderr : process.stdout).write(`${text}\n`);

function chosenSuites(): readonly Suite[] {
  const names = options.suite ?? suites.map(({ name }) => name);
  return names.map((name) => {
    const suite = suites.find((candidate) => candidate.name === name);
    if (suite === undefined) throw new Error(`There is no suite "${name}".\n${USAGE}`);
    return suite;
  });
}

/** Each preparation runs once, whatever number of suites need it. */
const prepared = new Map<Suite["prepare"][number], Promise<string | undefined>>();

async function prepare(suite: Suite): Promise<string | undefined> {
  for (const step of suite.prepare) {
    if (!prepared.has(step)) prepared.set(step, step(root));
    const problem = await prepared.get(step);
    if (problem !== undefined) return `it could not be prepared:\n${problem}`;
  }
  return undefined;
}

async function runSuite(suite: Suite, say: Print): Promise<SuiteResult> {
  say(`\n${suite.name}: ${suite.title}`);
  const result = await resultOf(suite, say);
  for (const line of [...failureLines(result), `  ${seconds(result.ms)}`]) say(line);
  return result;
}

async function resultOf(suite: Suite, say: Print): Promise<SuiteResult> {
  const started = performance.now();
  const problem = await prepare(suite);
  if (problem !== undefined) return { suite: suite.name, tests: [], ms: performance.now() - started, problem };
  const { onTest, end } = progressPrinter(say, options.verbose);
  const result = await suite.run({ root, grep: options.grep, onTest });
  end();
  return { ...result, ms: performance.now() - started };
}

async function main(): Promise<void> {
  if (options.help) return print(USAGE);
  const chosen = chosenSuites();
  stopChildrenOnSignals();
  const started = performance.now();
  const results = await runSuites(chosen, { cores: availableParallelism(), print, run: runSuite });
  const ms = performance.now() - started;
  for (const line of summaryLines(results, ms)) print(line);
  const totals = totalsOf(results);
  if (options.json) process.stdout.write(`${JSON.stringify(jsonReport(results, ms))}\n`);
  print(totalsLine(totals));
  process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
}

await main().catch((error: Error) => {
  print(error.message);
  print(totalsLine({ passed: 0, failed: 1 }));
  process.exitCode = 1;
});
