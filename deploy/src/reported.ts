import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import { HttpRequestError, TimeoutError } from "viem";
import { RpcUnreachableError } from "./errors.ts";

/** Does a command's work; an error of ours is printed in words, or as JSON, and makes the exit code 1. */
export async function reported(json: boolean | undefined, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    process.exitCode = 1;
    const error = unreachable(thrown) ? new RpcUnreachableError(thrown) : thrown;
    if (!(error instanceof BaseError)) throw error;
    const { code, message, hint } = error;
    if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
    process.stderr.write(`${message}\n${hint}\n`);
  }
}

/** Whatever an error is about, it is the node's absence when that stands behind it. */
function unreachable(error: unknown): boolean {
  if (error instanceof HttpRequestError || error instanceof TimeoutError) return true;
  return error instanceof Error && unreachable(error.cause);
}
