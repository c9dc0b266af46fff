// The committed table of mutants: what was judged, what was killed, and why the rest lives on.
import { PATIENCE } from "./judge.ts";
import type { Mutant } from "./mutants.ts";
import { describeMutant } from "./mutants.ts";
import { OPERATORS, type Operator } from "./operators.ts";
import type { Entry, Reason } from "./record.ts";

/** Percent of the mutants that differ from the original which tests must kill. */
export const GOAL = 95;

/** @param found mutants that there are, of which `judged` were put before the tests */
export type Tally = {
  found: number;
  judged: number;
  killed: number;
  timeout: number;
  equivalent: number;
  survived: number;
  /** Killed and timed out, of those that are not equivalent, in percent. */
  score: number;
};

/** Counts mutants; those that don't compile are left out, since no compiler would let them through. */
export function tallyOf(mutants: readonly Pick<Mutant, "id">[], record: ReadonlyMap<string, Entry>): Tally {
  const entries = mutants.flatMap(({ id }) => record.get(id) ?? []);
  const count = (verdict: Entry["verdict"]) => entries.filter((entry) => entry.verdict === verdict).length;
  const [killed, timeout, survived] = [count("killed"), count("timeout"), count("survived")];
  const invalid = count("invalid");
  const alive = killed + timeout + survived;
  return {
    found: mutants.length - invalid,
    judged: entries.length - invalid,
    killed,
    timeout,
    equivalent: count("equivalent"),
    survived,
    score: alive === 0 ? 100 : ((killed + timeout) / alive) * 100,
  };
}

/** Survivors without a reason, reasons without a survivor, and a missed goal, as sentences. */
export function complaintsOf(
  mutants: readonly Mutant[],
  record: ReadonlyMap<string, Entry>,
  reasons: readonly Reason[],
): string[] {
  const survivors = [...record.values()].filter(({ verdict }) => verdict === "survived");
  const known = new Set(reasons.map(({ id }) => id));
  const { score } = tallyOf(mutants, record);
  return [
    ...survivors.filter(({ id }) => !known.has(id)).map((entry) => `${entry.id} survives: ${describeMutant(entry)}`),
    ...reasons
      .filter(({ id }) => !survivors.some((entry) => entry.id === id))
      .map(({ id, mutant }) => `${id} has a reason to survive, but doesn't: ${mutant}`),
    ...(score < GOAL ? [`${score.toFixed(1)} % of the mutants are killed, ${GOAL} % is the goal`] : []),
  ];
}

const HEADER = ["", "mutants", "judged", "killed", "timed out", "same code", "survived", "score"];

function row(title: string, { found, judged, killed, timeout, equivalent, survived, score }: Tally): string[] {
  const share = killed + timeout + survived === 0 ? "–" : `${score.toFixed(1)} %`;
  return [title, ...[found, judged, killed, timeout, equivalent, survived].map(String), share];
}

const byFile = (mutants: readonly Mutant[]): [string, Mutant[]][] => [
  ...Map.groupBy(mutants, ({ file }) => file.replace("contracts/src/", "")),
];

/** Rows of the table, the header first and the total last. */
export function tableOf(mutants: readonly Mutant[], record: ReadonlyMap<string, Entry>): string[][] {
  const files = byFile(mutants).map(([file, own]) => row(file, tallyOf(own, record)));
  return [["source", ...HEADER.slice(1)], ...files, row("all", tallyOf(mutants, record))];
}

function operatorRows(mutants: readonly Mutant[], record: ReadonlyMap<string, Entry>): string[][] {
  const rows = Object.entries(OPERATORS).map(([operator, meaning]) => {
    const own = mutants.filter((mutant) => mutant.operator === (operator as Operator));
    return [...row(operator, tallyOf(own, record)), meaning];
  });
  return [["operator", ...HEADER.slice(1), "the fault"], ...rows];
}

const markdownTable = ([header = [], ...rows]: readonly string[][]): string =>
  [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** audits/mutation.md. */
export function markdownReport(
  mutants: readonly Mutant[],
  record: ReadonlyMap<string, Entry>,
  reasons: readonly Reason[],
): string {
  const reasonOf = (id: string) => reasons.find((reason) => reason.id === id)?.reason ?? "**none given**";
  const survivors = [...record.values()].filter(({ verdict }) => verdict === "survived");
  const code = (text: string) => `\`${text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|")}\``;
  const survivorRows = survivors.map(({ id, where, line, original, replacement }) => [
    id,
    `${where}, line ${line}`,
    code(original),
    replacement === "" ? "nothing" : code(replacement),
    reasonOf(id),
  ]);
  const { found, judged } = tallyOf(mutants, record);
  return `# Mutation

Written by \`npm run mutate\`, which plants one small fault at a time into the contracts that hold value or permissions and
runs the Solidity tests: what no test notices, no test is about. \`audits/mutation.json\` has every mutant that was judged,
with the test that killed it. ${judged} of ${found} mutants were judged${judged < found ? ": a sample, the same for everyone, of each source" : ""}.

- A mutant meets the tests that killed others of its function and source, then those of its contract, with 8 random inputs
  each, and if it survives these, all of them but those that measure gas, with 64 random inputs each, and the invariants. It
  is judged by forge's own exit code.
- Inputs are the same for every mutant, and the tests bear them without a fault: none is taken from the code under test.
- "Same code": the compiler makes the same bytecode of it. These, and those that don't compile, are in no score.
- "Timed out": the tests of its contract, or all of them, ran ${PATIENCE} times as long as all of them do without the fault.
  Counted as killed.

${markdownTable(tableOf(mutants, record))}

${markdownTable(operatorRows(mutants, record))}

## Survivors

${survivors.length === 0 ? "None." : markdownTable([["id", "where", "code", "becomes", "why no test can tell"], ...survivorRows])}
`;
}
