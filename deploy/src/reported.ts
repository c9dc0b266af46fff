import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import { HttpRequestError, TimeoutError, WaitForTransactionReceiptTimeoutError } from "viem";
import { RpcUnreachableError, TransactionPendingError } from "./errors.ts";

/** Does a command's work; an error of ours is printed in words, or as JSON, and makes the exit code 1. */
export async function reported(json: boolean | undefined, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    process.exitCode = 1;
    const error = typed(thrown);
    if (!(error instanceof BaseError)) throw error;
    const { code, message, hint } = error;
    if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
    process.stderr.write(`${message}\n${hint}\n`);
  }
}

/** An error of the transport's or of viem's, as ours. */
function typed(error: unknown): unknown {
  if (unreachable(error)) return new RpcUnreachableError(error);
  if (!(error instanceof WaitForTransactionReceiptTimeoutError)) return error;
  return new TransactionPendingError("The transaction is", error);
}

/** Whatever an error is about, it is the node's absence when that stands behind it. */
function unreachable(error: unknown): boolean {
  if (error instanceof HttpRequestError || error instanceof TimeoutError) return true;
  return error instanceof Error && unreachable(error.cause);
}
