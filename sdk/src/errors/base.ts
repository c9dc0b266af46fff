/** What every typed error carries besides its message. */
export type BaseErrorOptions = {
  /** Stable SCREAMING_SNAKE_CASE identifier; programs compare this, never the message. */
  code: string;
  /** One sentence telling the reader what to do about it. */
  hint: string;
  cause?: unknown;
};

/**
 * Root of every typed error of the SDK and the runtime: one subclass per failure.
 *
 * `message` says what happened, with the values; `hint` says what to do; `cause` keeps the error underneath.
 */
export class BaseError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(message: string, options: BaseErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.hint = options.hint;
  }

  /** The innermost error of the `cause` chain. */
  walk(): unknown;
  /** The first error of the `cause` chain, this one included, for which `matches` holds, or null. */
  walk(matches: (error: unknown) => boolean): unknown;
  walk(matches?: (error: unknown) => boolean): unknown {
    const seen = new Set<unknown>();
    let error: unknown = this;
    for (;;) {
      if (matches?.(error)) return error;
      seen.add(error);
      const cause = error instanceof Error ? error.cause : undefined;
      if (cause === undefined || seen.has(cause)) return matches ? null : error;
      error = cause;
    }
  }
}
