import type { ProgressEvent } from "../progress.ts";

/** Where a command writes: results to `out`, everything for people who wait to `err`. */
export type Terminal = {
  out: { write(text: string): unknown };
  err: { write(text: string): unknown; isTTY?: boolean; columns?: number };
};

const BAR_WIDTH = 24;
const REDRAW_MS = 80;

/** Shows a pipeline's progress: one live line with a bar on a terminal, one line per finished step elsewhere. */
export function progressDisplay<Step extends string>(
  { err }: Terminal,
  titles: Readonly<Record<Step, string>>,
): { show: (event: ProgressEvent<Step>) => void; clear: () => void } {
  let drawnAt = 0;
  let open = false;
  const clear = () => {
    if (open && err.isTTY) err.write("\r\u001b[K");
    open = false;
  };
  const draw = (text: string) => {
    err.write(`\r\u001b[K${text.slice(0, (err.columns ?? 80) - 1)}`);
    open = true;
  };
  const show = (event: ProgressEvent<Step>) => {
    const title = titles[event.step];
    if (event.status === "done") {
      clear();
      err.write(`✓ ${title}\n`);
    } else if (err.isTTY && (event.status === "start" || Date.now() - drawnAt >= REDRAW_MS)) {
      drawnAt = Date.now();
      draw(`  ${title} ${progressBar(event)}`);
    }
  };
  return { show, clear };
}

/** `████░░░░ 50 % 1.0 of 2.0 MB model.onnx`; empty when there is nothing to measure. */
export function progressBar({ done, total, subject, keeper }: Omit<ProgressEvent<string>, "step" | "status">): string {
  if (done === undefined || total === undefined) return subject ?? "";
  const part = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.round(part * BAR_WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  if (keeper) return `${bar} ${done} of ${total} keepers`;
  return `${bar} ${Math.floor(part * 100)} % of ${byteCount(total)} ${subject ?? ""}`.trimEnd();
}

/** Bytes for people, in decimal units. */
export function byteCount(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}

/** JSON with big integers as decimal strings and bytes as hexadecimal. */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_, item: unknown) => {
      if (typeof item === "bigint") return item.toString();
      return item instanceof Uint8Array ? `0x${Buffer.from(item).toString("hex")}` : item;
    },
    2,
  );
}

/** Two columns, the first as wide as its longest entry. */
export function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join("");
}
