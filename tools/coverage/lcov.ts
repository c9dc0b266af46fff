// Reads the report of `forge coverage`, an LCOV trace file.
// Format: https://man.archlinux.org/man/geninfo.1 (section "TRACEFILE FORMAT").

/** What a report counts, in the order in which people read it. */
export const KINDS = ["lines", "functions", "branches"] as const;
export type Kind = (typeof KINDS)[number];

export type Count = { hit: number; found: number };

/** Something that no test reached. */
export type Miss = { kind: Kind; line: number; name?: string };

export type FileCoverage = Record<Kind, Count> & { file: string; misses: Miss[] };

/** The report is cut off, or names no file. */
export class CoverageReportError extends Error {
  override name = "CoverageReportError";
}

/** Coverage of each file of a report, in the report's order. */
export function parseLcov(report: string): FileCoverage[] {
  const records = report.split(/^end_of_record\r?\n?/m);
  const rest = records.pop() ?? "";
  if (rest.trim() !== "" || records.length === 0) throw new CoverageReportError("the coverage report is incomplete");
  return records.map(parseRecord);
}

/** All files together. */
export function totalOf(files: readonly FileCoverage[]): Record<Kind, Count> {
  const total = (kind: Kind): Count => ({ hit: sum(files, kind, "hit"), found: sum(files, kind, "found") });
  return { lines: total("lines"), functions: total("functions"), branches: total("branches") };
}

/** 100 where there is nothing to reach. */
export const percent = ({ hit, found }: Count): number => (found === 0 ? 100 : (hit / found) * 100);

const sum = (files: readonly FileCoverage[], kind: Kind, part: keyof Count): number =>
  files.reduce((total, file) => total + file[kind][part], 0);

function parseRecord(record: string): FileCoverage {
  const entries = record.split(/\r?\n/).map((line) => {
    const colon = line.indexOf(":");
    return { tag: line.slice(0, colon), fields: line.slice(colon + 1).split(",") };
  });
  const all = (tag: string) => entries.filter((entry) => entry.tag === tag).map(({ fields }) => fields);
  const file = all("SF")[0]?.join(",");
  if (file === undefined) throw new CoverageReportError("a record of the coverage report names no file");

  const starts = new Map(all("FN").map(([line, ...name]) => [name.join(","), Number(line)]));
  const lines = all("DA").map(([line, hits]) => reached({ kind: "lines", line: Number(line) }, hits));
  const functions = all("FNDA").map(([hits, ...rest]) => {
    const name = rest.join(",");
    return reached({ kind: "functions", line: starts.get(name) ?? 0, name }, hits);
  });
  const branches = all("BRDA").map(([line, , , hits]) => reached({ kind: "branches", line: Number(line) }, hits));
  return {
    file,
    lines: countOf(lines),
    functions: countOf(functions),
    branches: countOf(branches),
    misses: [...lines, ...functions, ...branches].flatMap(({ miss, hit }) => (hit ? [] : [miss])),
  };
}

/** A branch whose condition was never reached has "-" for its hits. */
const reached = (miss: Miss, hits: string | undefined) => ({ miss, hit: Number(hits) > 0 });

const countOf = (entries: readonly { hit: boolean }[]): Count => ({
  hit: entries.filter(({ hit }) => hit).length,
  found: entries.length,
});
