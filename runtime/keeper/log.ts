/** Values that may stand in a log line. Never an account, a network address, a URL or a secret. */
export type LogFields = Record<string, string | number | boolean | null>;

export type LogLevel = "debug" | "info" | "warn" | "error";

/** Takes one event: a dotted name and its values. */
export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

/** A log that writes one JSON object per line. */
export function jsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return (level, event, fields = {}) => {
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...fields })}\n`);
  };
}

/** A log that keeps nothing. */
export const silentLog: Log = () => {};

/**
 * What of an unexpected error may be logged: the names along its causes and where it was thrown. Messages stay out,
 * because libraries put their arguments into them.
 */
export function errorFields(error: unknown): LogFields {
  const names: string[] = [];
  let at = "";
  for (let current = error; current instanceof Error && names.length < 8; current = current.cause) {
    const code = (current as { code?: unknown }).code;
    names.push(typeof code === "string" ? `${current.name}(${code})` : current.name);
    at =
      current.stack
        ?.split("\n")
        .find((line) => /^\s+at /.test(line))
        ?.trim() ?? at;
  }
  return { error: names.join(" < ") || typeof error, at };
}
