import { type Block, type Row, table } from "./document.ts";
import type { Check, Difference } from "./facts.ts";

/** What was checked, and what was found. */
export function checks(all: readonly Check[]): Block {
  const rows = all.map(({ name, holds, words }): Row => {
    return { cells: [holds ? "✓" : "✗", name, words], tone: holds ? "good" : "bad" };
  });
  return table(["", "check", "found"], rows, "Nothing was checked.");
}

/** What is not as it was. */
export function differences(what: string, all: readonly Difference[], none: string): Block {
  const rows = all.map(({ name, before, after }): Row => ({ cells: [name, before, after], tone: "changed" }));
  return table([what, "before", "after"], rows, none);
}
