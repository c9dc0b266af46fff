// `npm run check`: every rule that is not a test. Prints, as its last line, how many rules passed and failed.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runSteps, type Step, type StepResult } from "./checks/step.ts";
import { steps } from "./checks/steps.ts";
import { stopChildrenOnSignals } from "./testing/child.ts";
import { seconds } from "./testing/report.ts";
import { totalsLine } from "./testing/result.ts";

const USAGE = `npm run check -- [--only <name>]… [--json]
  --only  run only this rule: ${steps.map(({ name }) => name).join(", ")}
  --json  print one JSON object on standard output; the words for people go to standard error`;

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const print = (text: string): void => void (options.json ? process.stderr : process.stdout).write(`${text}\n`);

function chosenSteps(): readonly Step[] {
  if (options.only === undefined) return steps;
  return options.only.map((name) => {
    const step = steps.find((candidate) => candidate.name === name);
    if (step === undefined) throw new Error(`There is no rule "${name}".\n${USAGE}`);
    return step;
  });
}

function printStep({ name, title, ok, ms, output }: StepResult): void {
  print(`${ok ? "✓" : "✗"} ${name.padEnd(16)} ${title}  (${seconds(ms)})`);
  if (output !== undefined) print(output.replaceAll(/^(?=.)/gm, "    "));
}

async function main(): Promise<void> {
  if (options.help) return print(USAGE);
  const chosen = chosenSteps();
  stopChildrenOnSignals();
  const started = performance.now();
  const results = await runSteps(chosen, { root, width: 2, onEnd: printStep });
  const failed = results.filter(({ ok }) => !ok);
  const totals = { passed: results.length - failed.length, failed: failed.length };
  if (failed.length > 0)
    print(`\nFailed: ${failed.map(({ name }) => name).join(", ")}. One alone: npm run check -- --only <name>`);
  print(`Total time ${seconds(performance.now() - started)}`);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...totals, steps: results })}\n`);
  print(totalsLine(totals));
  process.exitCode = failed.length > 0 ? 1 : 0;
}

await main().catch((error: Error) => {
  print(error.message);
  print(totalsLine({ passed: 0, failed: 1 }));
  process.exitCode = 1;
});
