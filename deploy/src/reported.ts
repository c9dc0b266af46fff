import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import { HttpRequestError, TimeoutError, BaseError as ViemError } from "viem";
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

function unreachable(error: unknown): boolean {
  const isConnection = (cause: unknown) => cause instanceof HttpRequestError || cause instanceof TimeoutError;
  return error instanceof ViemError && error.walk(isConnection) !== null;
}
