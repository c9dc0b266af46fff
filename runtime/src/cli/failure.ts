import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import { BaseError as ViemError } from "viem";

/** What is told of an error. */
export type Failure = { code: string; message: string; hint: string };

/** The sentence and the hint of a typed error; of any other, what is known. */
export function failureOf(error: unknown): Failure {
  if (error instanceof BaseError) return { code: error.code, message: error.message, hint: error.hint };
  if (isAbort(error))
    return { code: "INTERRUPTED", message: "Interrupted.", hint: "Nothing was left half done; run it again." };
  if (error instanceof ViemError) {
    const hint = "Check the RPC address and the account; the details are above.";
    return { code: "CHAIN_REQUEST_FAILED", message: error.shortMessage, hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "UNEXPECTED",
    message,
    hint: "This is not foreseen: please report it with the command and its output.",
  };
}

/** Whether a command ended because it was asked to. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

/** Exit codes: 130 after Ctrl-C, as shells expect, and 1 for everything else. */
export function exitCodeOf(error: unknown): number {
  return isAbort(error) ? 130 : 1;
}
