import { progressBar } from "@capsule-protocol/runtime/cli/terminal.ts";
import type { ProgressEvent } from "@capsule-protocol/runtime/progress.ts";
import type { Hex } from "viem";
import type { Claim } from "./claims.ts";

/** A transaction that the demo sent. */
export type SentTransaction = { title: string; hash: Hex; gasUsed: bigint };

/** Where the demo talks. */
export type Display = {
  /** Begins a chapter. */
  chapter(title: string): void;
  /** Says what happens. */
  say(text: string): void;
  transaction(sent: SentTransaction): void;
  /** Shows how far a step is. */
  progress(title: string, event: Omit<ProgressEvent<string>, "step">): void;
  /** A promise that was checked and held. */
  held(claim: Claim): void;
  /** A table with a heading. */
  table(heading: string, rows: readonly (readonly string[])[]): void;
};

type Output = { write(text: string): unknown; isTTY?: boolean; columns?: number };

const REDRAW_MS = 60;

/** For people: lines as things happen, and on a terminal one live line below them. */
export function humanDisplay(output: Output): Display {
  let chapters = 0;
  let drawnAt = 0;
  const clear = () => void (output.isTTY && output.write("\r\u001b[K"));
  const line = (text: string) => {
    clear();
    output.write(`${text}\n`);
  };
  return {
    chapter: (title) => line(`\n${++chapters}. ${title}`),
    say: (text) => line(`   ${text}`),
    transaction: ({ title, hash, gasUsed }) => line(`   ⛓ ${title}: ${hash}, ${gasUsed.toLocaleString("en")} gas`),
    held: ({ title, detail }) => line(`   ✓ ${title} (${detail})`),
    progress(title, event) {
      if (event.status === "done") return;
      if (!output.isTTY || (event.status === "progress" && Date.now() - drawnAt < REDRAW_MS)) return;
      drawnAt = Date.now();
      output.write(`\r\u001b[K   … ${title} ${progressBar(event)}`.slice(0, (output.columns ?? 80) + 4));
    },
    table(heading, rows) {
      line(`\n${heading}`);
      for (const row of columns(rows)) line(`  ${row}`);
    },
  };
}

/** Says nothing: what happened is in the result. */
export const silentDisplay: Display = {
  chapter: () => {},
  say: () => {},
  transaction: () => {},
  progress: () => {},
  held: () => {},
  table: () => {},
};

/** Rows with each column as wide as its longest cell. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
