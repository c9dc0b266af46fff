// Compares what tests don't reach with the committed list of gaps, each of which has its reason.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type FileCoverage, KINDS, type Kind, type Miss, percent, totalOf } from "./lcov.ts";

export const GAPS_FILE = "audits/coverage-gaps.json";

/** Percent that must be reached, of all contracts together; below 100 what is missing is listed all the same. */
export const GOALS: Readonly<Record<Kind, number>> = { lines: 100, functions: 100, branches: 98 };

/** A gap is found again by the code on its line, wherever that moves. */
export type Gap = { file: string; kind: Kind; code: string; reason: string };

type LocatedMiss = Miss & { file: string; code: string };

export type Comparison = {
  explained: Gap[];
  /** What is wrong, as sentences: gaps nobody explained, explanations of nothing, goals that are missed. */
  complaints: string[];
};

/** The committed list. */
export function readGaps(root: string): Gap[] {
  return JSON.parse(readFileSync(join(root, GAPS_FILE), "utf8")) as Gap[];
}

/** What tests don't reach, with the code on the line. */
export function locate(files: readonly FileCoverage[], root: string): LocatedMiss[] {
  return files.flatMap(({ file, misses }) => {
    if (misses.length === 0) return [];
    const source = readFileSync(join(root, file), "utf8").split("\n");
    return misses.map((miss) => ({ ...miss, file, code: source[miss.line - 1]?.trim() ?? "" }));
  });
}

/** Holds the misses against the list. A gap in the list excuses a line and a function, and a branch up to the goal. */
export function compareGaps(
  files: readonly FileCoverage[],
  misses: readonly LocatedMiss[],
  gaps: readonly Gap[],
): Comparison {
  const same = (miss: LocatedMiss, gap: Gap) =>
    miss.file === gap.file && miss.kind === gap.kind && miss.code === gap.code;
  const unexplained = misses.filter((miss) => !gaps.some((gap) => same(miss, gap)));
  const stale = gaps.filter((gap) => !misses.some((miss) => same(miss, gap)));
  const explained = gaps.filter((gap) => !stale.includes(gap));
  return {
    explained,
    complaints: [
      ...unexplained.map(({ file, line, kind, code }) => `${file}:${line}: no test reaches (${kind}): ${code}`),
      ...stale.map(({ file, kind, code }) => `${GAPS_FILE}: ${file} has no such gap (${kind}) any more: ${code}`),
      ...missedGoals(files, explained),
    ],
  };
}

function missedGoals(files: readonly FileCoverage[], explained: readonly Gap[]): string[] {
  const total = totalOf(files);
  return KINDS.filter((kind) => {
    const excused = kind !== "branches" && explained.some((gap) => gap.kind === kind);
    return !excused && percent(total[kind]) < GOALS[kind];
  }).map((kind) => `${kind}: ${percent(total[kind]).toFixed(2)} % of them are reached, ${GOALS[kind]} % is the goal`);
}
