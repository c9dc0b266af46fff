// `npm run coverage`: what of contracts/src the Solidity tests reach, against the goals and the list of known gaps.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { alignColumns } from "./benchmark/gas.ts";
import { compareGaps, GAPS_FILE, type Gap, GOALS, locate, readGaps } from "./coverage/gaps.ts";
import { type Count, type FileCoverage, KINDS, type Kind, percent, totalOf } from "./coverage/lcov.ts";
import { measureCoverage } from "./coverage/measure.ts";
import { stopChildrenOnSignals } from "./testing/child.ts";
import { seconds } from "./testing/report.ts";

const USAGE = `npm run coverage -- [--json]
  --json  print one JSON object on standard output; the words for people go to standard error
Goals: ${KINDS.map((kind) => `${kind} ${GOALS[kind]} %`).join(", ")}; every gap stands with its reason in ${GAPS_FILE}.`;

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const { values: options } = parseArgs({
  options: { json: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
});
const print = (text: string): void => void (options.json ? process.stderr : process.stdout).write(`${text}\n`);

const cell = (count: Count): string => `${percent(count).toFixed(2)} % (${count.hit}/${count.found})`;
const row = (title: string, counts: Record<Kind, Count>): string[] => [
  title,
  ...KINDS.map((kind) => cell(counts[kind])),
];

function table(files: readonly FileCoverage[]): string[] {
  const rows = files.map((file) => row(file.file, file));
  return alignColumns([["file", ...KINDS], ...rows, row("all", totalOf(files))]);
}

const gapLine = ({ file, kind, code, reason }: Gap): string => `  ${file} (${kind}): ${code}\n    ${reason}`;

async function main(): Promise<void> {
  if (options.help) return print(USAGE);
  stopChildrenOnSignals();
  print("Compiling without the optimizer and running the tests: a few minutes");
  const started = performance.now();
  const files = await measureCoverage(root);
  const { explained, complaints } = compareGaps(files, locate(files, root), readGaps(root));
  for (const line of table(files)) print(line);
  if (explained.length > 0) print(`\nKnown gaps:\n${explained.map(gapLine).join("\n")}`);
  if (complaints.length > 0) print(`\n${complaints.join("\n")}`);
  print(`Total time ${seconds(performance.now() - started)}`);
  if (options.json) {
    const totals = totalOf(files);
    process.stdout.write(`${JSON.stringify({ ok: complaints.length === 0, totals, files, explained, complaints })}\n`);
  }
  process.exitCode = complaints.length > 0 ? 1 : 0;
}

await main().catch((error: Error) => {
  print(error.message);
  process.exitCode = 1;
});
