import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** A part of the local stack did not start. Whatever had started was stopped again. */
export class StackStartError extends BaseError {
  /** Which part: `chain`, `keepers`… */
  readonly part: string;

  constructor(part: string, reason: string, cause?: unknown) {
    super(`The local stack's ${part} did not start: ${reason}`, {
      code: "STACK_START_FAILED",
      hint: "Nothing was left behind. Read the reason, then start it again; if a package is missing, run npm ci.",
      cause,
    });
    this.part = part;
  }
}
