import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** Another stack that runs keeps its state in that directory. */
export class StateInUseError extends BaseError {
  constructor(path: string, processId: number, cause: unknown) {
    super(`The state in ${path} is in use: process ${processId} holds it.`, {
      code: "STATE_IN_USE",
      hint: `Stop the other stack first, or name another directory. If none runs, delete ${path}/stack.lock.`,
      cause,
    });
  }
}

/** What is in the directory can't be gone on from. It was left as it is. */
export class StateUnusableError extends BaseError {
  constructor(path: string, reason: string, cause?: unknown) {
    super(`${path} has no state of a local stack that can be gone on from: ${reason}.`, {
      code: "STATE_UNUSABLE",
      hint: "Name a directory that is empty or doesn't exist yet, or go back to the version that kept this state.",
      cause,
    });
  }
}

/** The chain could not be written to its file; what was written before is there still. */
export class StateNotKeptError extends BaseError {
  constructor(path: string, cause: unknown) {
    super(`The chain could not be kept in ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: "STATE_NOT_KEPT",
      hint: "See that the disk has room and the directory can be written. The next start goes on from what was kept last.",
      cause,
    });
  }
}

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
