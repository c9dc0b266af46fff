// `npm run mutate`: plants small faults into the contracts and tells which of them no test notices.
import { globSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { alignColumns } from "./benchmark/gas.ts";
import { type Judge, judgeOf, prepareJudge, type Room, roomsOf } from "./mutating/judge.ts";
import { describeMutant, type Mutant, mutantsOf, sampleOf } from "./mutating/mutants.ts";
import { type Entry, entryOf, readReasons, readRecord, suspectsOf, writeRecord } from "./mutating/record.ts";
import { complaintsOf, markdownReport, tableOf, tallyOf } from "./mutating/report.ts";
import { exempt, type Subject, subjects } from "./mutating/subjects.ts";
import type { AstNode } from "./solidity/ast.ts";
import { compileFrontEnd } from "./solidity/front-end.ts";
import { stopChildrenOnSignals } from "./testing/child.ts";
import { seconds } from "./testing/report.ts";

const USAGE = `npm run mutate -- [--only <text>]… [--sample <n>] [--seed <text>] [--minutes <n>] [--rooms <n>] [--again] [--list | --report] [--json]
  --only     only sources whose path contains this text
  --sample   only n mutants of each source, picked by the seed; without it all of them, which takes many hours
  --seed     another pick ("1")
  --minutes  begin no further mutant after this time; the next run goes on where this one ended
  --rooms    judge n mutants at once, each in a copy of the artifacts (1)
  --again    judge those again that were judged before, here or by whoever committed audits/mutation.json
  --list     name the mutants and judge none
  --report   judge none, write audits/mutation.md from audits/mutation.json
  --json     print one JSON object on standard output; the words for people go to standard error`;

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const { values: options } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    minutes: { type: "string" },
    rooms: { type: "string", default: "1" },
    again: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    report: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const print = (text: string): void => void (options.json ? process.stderr : process.stdout).write(`${text}\n`);

/** A number of an option, or infinity when it is not given. */
function numberOf(name: "sample" | "minutes" | "rooms"): number {
  const text = options[name];
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} needs a number, not "${text}".\n${USAGE}`);
  return Number(text);
}

/** The mutants of each subject; a source that nobody thought of is an error. */
function mutantsBySubject(): Map<Subject, Mutant[]> {
  const known = new Set([...subjects.map(({ file }) => file), ...Object.keys(exempt)]);
  const files = globSync("**/*.sol", { cwd: join(root, "contracts/src"), exclude: ["interfaces/**"] }).sort();
  const forgotten = files.filter((file) => !known.has(file));
  if (forgotten.length > 0) throw new Error(`tools/mutating/subjects.ts doesn't name ${forgotten.join(", ")}`);
  const { input, output } = compileFrontEnd(root);
  return new Map(
    subjects.map((subject) => {
      const path = `contracts/src/${subject.file}`;
      const ast = output.sources[path]?.ast as unknown as AstNode;
      return [subject, mutantsOf(path, input.sources[path]?.content ?? "", ast)];
    }),
  );
}

/** What this run is to judge. */
function chosenOf(all: ReadonlyMap<Subject, Mutant[]>, record: ReadonlyMap<string, Entry>): [Subject, Mutant[]][] {
  const sample = numberOf("sample");
  return [...all]
    .filter(([{ file }]) => options.only === undefined || options.only.some((text) => file.includes(text)))
    .map(([subject, mutants]): [Subject, Mutant[]] => [
      subject,
      sampleOf(mutants, sample, options.seed).filter(({ id }) => options.again || !record.has(id)),
    ])
    .filter(([, mutants]) => mutants.length > 0);
}

async function judgeAll(
  chosen: readonly [Subject, Mutant[]][],
  record: ReadonlyMap<string, Entry>,
  onJudged: (entry: Entry) => void,
): Promise<void> {
  const until = performance.now() + numberOf("minutes") * 60_000;
  print("Compiling, and running the tests without a fault");
  const limitMs = await prepareJudge(root);
  const left = chosen.flatMap(([subject, mutants]) => mutants.map((mutant): [Subject, Mutant] => [subject, mutant]));
  print(`${left.length} mutants`);
  await Promise.all(
    roomsOf(root, numberOf("rooms")).map((room) => judgeIn(room, left, record, limitMs, until, onJudged)),
  );
  if (left.length > 0) print(`Time is up, ${left.length} mutants are left: run it again to go on`);
}

/** Judges in one room, of what is left, one mutant after the other. */
async function judgeIn(
  room: Room,
  left: [Subject, Mutant][],
  record: ReadonlyMap<string, Entry>,
  limitMs: number,
  until: number,
  onJudged: (entry: Entry) => void,
): Promise<void> {
  const judges = new Map<Subject, Judge>();
  while (performance.now() < until) {
    const [subject, mutant] = left.shift() ?? [];
    if (subject === undefined || mutant === undefined) return;
    const judge = judges.get(subject) ?? judgeOf(root, subject, limitMs, room);
    judges.set(subject, judge);
    const entry = entryOf(mutant, await judge(mutant, suspectsOf(mutant, record)));
    print(`  ${entry.verdict.padEnd(10)} ${describeMutant(entry)}  ${entry.by ?? ""} (${seconds(entry.ms)})`);
    onJudged(entry);
  }
}

async function main(): Promise<void> {
  if (options.help) return print(USAGE);
  stopChildrenOnSignals();
  const bySubject = mutantsBySubject();
  const all = [...bySubject.values()].flat();
  const record = readRecord(root, all);
  const chosen = chosenOf(bySubject, record);
  if (options.list) {
    for (const mutant of chosen.flatMap(([, mutants]) => mutants)) print(`${mutant.id} ${describeMutant(mutant)}`);
    return;
  }
  if (!options.report && chosen.length > 0) {
    await judgeAll(chosen, record, (entry) => {
      record.set(entry.id, entry);
      writeRecord(root, all, record);
    });
  }
  report(all, record);
}

function report(all: readonly Mutant[], record: ReadonlyMap<string, Entry>): void {
  const reasons = readReasons(root);
  writeRecord(root, all, record);
  writeFileSync(join(root, "audits/mutation.md"), markdownReport(all, record, reasons));
  for (const line of alignColumns(tableOf(all, record))) print(line);
  const complaints = complaintsOf(all, record, reasons);
  if (complaints.length > 0) print(`\n${complaints.join("\n")}`);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ok: complaints.length === 0, ...tallyOf(all, record), complaints })}\n`);
  }
  process.exitCode = complaints.length > 0 ? 1 : 0;
}

await main().catch((error: Error) => {
  print(error.message);
  process.exitCode = 1;
});
