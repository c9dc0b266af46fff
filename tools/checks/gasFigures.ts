// Gas in the contracts' tables: each row that names operations of the snapshot must have their figures.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DOCUMENT = "contracts/README.md";
const SNAPSHOT = "contracts/snapshots/gas/gas.json";

/** Figures of `snapshot` that a row of a table names between backticks in its first cell, and doesn't give. */
export function staleFigures(markdown: string, snapshot: Readonly<Record<string, string>>): string[] {
  const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
  return rows.flatMap((row) => {
    const [title = "", ...cells] = row.split("|").slice(1);
    const numbers = new Set(cells.flatMap((cell) => cell.match(/\d[\d,]*/g) ?? []));
    const keys = [...title.matchAll(/`(\w+)`/g)].map(([, key = ""]) => key);
    return keys
      .filter((key) => Object.hasOwn(snapshot, key) && !numbers.has(Number(snapshot[key]).toLocaleString("en-US")))
      .map((key) => `${key} is ${Number(snapshot[key]).toLocaleString("en-US")}, not what stands there: ${row.trim()}`);
  });
}

/** Reads the contracts' README, where there is one, and the snapshot. */
export async function findStaleFigures(root: string): Promise<string | undefined> {
  if (!existsSync(join(root, DOCUMENT))) return undefined;
  const snapshot = JSON.parse(readFileSync(join(root, SNAPSHOT), "utf8")) as Record<string, string>;
  const stale = staleFigures(readFileSync(join(root, DOCUMENT), "utf8"), snapshot);
  return stale.length === 0 ? undefined : stale.map((line) => `${DOCUMENT}: ${line}`).join("\n");
}
