// Files that a program writes and git keeps: written by one command, compared by another.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export type Generated = {
  name: string;
  /** The command that writes them anew. */
  command: string;
  /** Glob of all that belongs to it, so that a file nobody generates any more is found. */
  pattern: string;
  /** Content by path, both relative to the project. */
  files: ReadonlyMap<string, string>;
};

/** Writes the files and removes those that no longer belong; returns the paths that changed. */
export function writeGenerated(root: string, generated: Generated): string[] {
  const stale = staleFiles(root, generated);
  for (const path of stale) rmSync(join(root, path));
  const changed = [...generated.files].filter(([path, content]) => contentOf(root, path) !== content);
  for (const [path, content] of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return [...stale, ...changed.map(([path]) => path)];
}

/** What differs from the committed files, as text to read; empty when nothing does. */
export function differences(root: string, generated: Generated): string[] {
  const stale = staleFiles(root, generated).map((path) => `${path}: nothing generates this file any more`);
  const changed = [...generated.files].flatMap(([path, content]) => {
    const committed = contentOf(root, path);
    if (committed === content) return [];
    if (committed === undefined) return [`${path}: missing`];
    return [
      `${path}:\n${lineDifference(committed, content)
        .map((line) => `  ${line}`)
        .join("\n")}`,
    ];
  });
  return [...stale, ...changed];
}

function staleFiles(root: string, { pattern, files }: Generated): string[] {
  return globSync(pattern, { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !files.has(path));
}

function contentOf(root: string, path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
}

/** Lines only in `before` (marked -) and only in `after` (marked +), in order, by longest common subsequence. */
export function lineDifference(before: string, after: string): string[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const lengths = commonLengths(a, b);
  const result: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(lengths, i + 1, j) >= at(lengths, i, j + 1)))
      result.push(`- ${a[i++]}`);
    else result.push(`+ ${b[j++]}`);
  }
  return result;
}

const at = (table: readonly Uint32Array[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** Entry [i][j]: length of the longest common subsequence of a from i on and b from j on. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const longest = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
      (table[i] as Uint32Array)[j] = longest;
    }
  }
  return table;
}
