import { type Hex, isHex } from "viem";
import { readLimited } from "../../src/http/limitedBody.ts";
import { CallRevertedError, EndpointError } from "./errors.ts";

/** One JSON-RPC endpoint. `request` resolves with the `result`, or throws EndpointError or CallRevertedError. */
export type RpcEndpoint = {
  index: number;
  request(method: string, params: readonly unknown[], signal: AbortSignal): Promise<unknown>;
};

const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * An endpoint over HTTP. Redirects are refused, answers limited to 1 MiB and to `timeoutMilliseconds`, nothing is
 * retried: another endpoint is asked at the same time anyway.
 */
export function httpEndpoint(parameters: { index: number; url: string; timeoutMilliseconds: number }): RpcEndpoint {
  const { index, url, timeoutMilliseconds } = parameters;
  let requests = 0;
  const request = async (method: string, params: readonly unknown[], signal: AbortSignal) => {
    requests += 1;
    const id = requests;
    const body = JSON.stringify({ jsonrpc: "2.0", id, method, params });
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]);
    const answer = await post(index, url, body, deadline);
    return resultOf(index, answer, id);
  };
  return { index, request };
}

async function post(index: number, url: string, body: string, signal: AbortSignal): Promise<unknown> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      redirect: "error",
      signal,
    });
    // Nodes send JSON-RPC errors with other statuses too, so the body decides.
    return JSON.parse(new TextDecoder().decode(await readLimited(response, MAX_ANSWER_BYTES)));
  } catch (cause) {
    throw new EndpointError(index, signal.aborted ? "gave no answer in time" : "gave no JSON answer", cause);
  }
}

function resultOf(index: number, answer: unknown, id: number): unknown {
  if (typeof answer !== "object" || answer === null) throw new EndpointError(index, "gave no JSON-RPC answer");
  const { id: answered, error, result } = answer as { id?: unknown; error?: unknown; result?: unknown };
  if (answered !== id) throw new EndpointError(index, "answered another request");
  if (error !== undefined && error !== null) {
    const data = revertData(error);
    throw data === undefined ? new EndpointError(index, "refused the request", error) : new CallRevertedError(data);
  }
  if (result === undefined) throw new EndpointError(index, "gave no result");
  return result;
}

/**
 * Data of an execution revert, or undefined when the error is something else. Code 3 is the usual one; older and other
 * nodes say -32000 or -32015 with "revert" in the message, and put the data plainly, in `data.data` or after "Reverted ".
 */
function revertData(error: unknown): Hex | undefined {
  const { code, message, data } = error as { code?: unknown; message?: unknown; data?: unknown };
  if (code !== 3 && !(typeof message === "string" && /revert/i.test(message))) return undefined;
  const nested = typeof data === "object" && data !== null ? (data as { data?: unknown }).data : data;
  const text = typeof nested === "string" ? nested.replace(/^Reverted\s+/, "") : "0x";
  return isHex(text) ? (text.toLowerCase() as Hex) : "0x";
}
