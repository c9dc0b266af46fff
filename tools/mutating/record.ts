// What became of each mutant, committed: audits/mutation.json, with the reasons of survivors beside it.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Judged } from "./judge.ts";
import type { Mutant } from "./mutants.ts";

export const RECORD_FILE = "audits/mutation.json";
export const REASONS_FILE = "audits/mutation-survivors.json";

/** More of them would be as slow as all tests of a contract. */
const MOST_SUSPECTS = 20;

export type Entry = Omit<Mutant, "source"> & Judged;
/** Why no test could kill a mutant, by its id; `mutant` is there for the reader. */
export type Reason = { id: string; mutant: string; reason: string };

/** Results of earlier runs, but for mutants that no longer exist. */
export function readRecord(root: string, mutants: readonly Mutant[]): Map<string, Entry> {
  const path = join(root, RECORD_FILE);
  const entries = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Entry[]) : [];
  const present = new Map(mutants.map((mutant) => [mutant.id, mutant]));
  return new Map(
    entries.flatMap((entry) => {
      const mutant = present.get(entry.id);
      return mutant === undefined ? [] : [[entry.id, { ...entry, line: mutant.line }] as const];
    }),
  );
}

/** One mutant a line, in the order of the sources, so that a difference can be read. */
export function writeRecord(root: string, mutants: readonly Mutant[], record: ReadonlyMap<string, Entry>): void {
  const lines = mutants.flatMap(({ id }) => (record.has(id) ? [JSON.stringify(record.get(id))] : []));
  writeFileSync(join(root, RECORD_FILE), `[\n${lines.join(",\n")}\n]\n`);
}

/**
 * Tests that killed other mutants of the same function, the latest first, then those of its source, the most deadly first:
 * they likely kill this one, too.
 */
export function suspectsOf({ file, where }: Mutant, record: ReadonlyMap<string, Entry>): string[] {
  const neighbours = [...record.values()].filter((entry) => entry.file === file);
  const killersOf = (entries: readonly Entry[]) =>
    entries.flatMap(({ by }) => (by?.startsWith("test") ? [by] : [])).reverse();
  const near = killersOf(neighbours.filter((entry) => entry.where === where));
  const kills = Map.groupBy(killersOf(neighbours), (name) => name);
  const far = [...kills.keys()].sort((a, b) => (kills.get(b)?.length ?? 0) - (kills.get(a)?.length ?? 0));
  return [...new Set([...near, ...far])].slice(0, MOST_SUSPECTS);
}

export function entryOf({ source: _, ...mutant }: Mutant, judged: Judged): Entry {
  return { ...mutant, ...judged };
}

export function readReasons(root: string): Reason[] {
  return JSON.parse(readFileSync(join(root, REASONS_FILE), "utf8")) as Reason[];
}
