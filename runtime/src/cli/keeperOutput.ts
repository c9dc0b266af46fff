import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** Prints a result: as one JSON object, or as lines. */
export function print(options: { json?: boolean }, result: object, lines: readonly string[]): void {
  const text = options.json ? JSON.stringify(result) : lines.join("\n");
  process.stdout.write(`${text}\n`);
}

/** Runs a command; a failure is printed in the chosen form, with what to do about it, and ends in exit code 1. */
export function reportErrors<Options extends { json?: boolean }>(
  command: (options: Options) => Promise<void>,
): (options: Options) => Promise<void> {
  return async (options) => {
    try {
      await command(options);
    } catch (error) {
      process.exitCode = 1;
      const { code, message, hint } = describe(error);
      if (options.json) process.stdout.write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
      else process.stderr.write(`${message}\n${hint}\n`);
    }
  };
}

/**
 * Calls `close` at SIGINT or SIGTERM; the process then ends by itself, since nothing keeps it. A second signal ends it
 * at once.
 *
 * @returns a function that stops listening.
 */
export function closeOnSignal(close: () => Promise<void>): () => void {
  const signals = ["SIGINT", "SIGTERM"] as const;
  const stop = () => {
    for (const signal of signals) process.off(signal, stop).once(signal, () => process.exit(1));
    close().catch(() => process.exit(1));
  };
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}

function describe(error: unknown): { code: string; message: string; hint: string } {
  if (error instanceof BaseError) return { code: error.code, message: error.message, hint: error.hint };
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return { code, message, hint: "Another process uses the port: configure another one." };
  return { code: code ?? "UNEXPECTED", message: message ?? String(error), hint: "See the message." };
}
