import type { RpcEndpoint } from "./endpoint.ts";
import { EndpointError } from "./errors.ts";

/** The same endpoint, which answers nothing before it has shown once that it serves the configured chain. */
export function withChainCheck(endpoint: RpcEndpoint, chainId: number, closing: AbortSignal): RpcEndpoint {
  let checked: Promise<void> | undefined;
  const check = async () => {
    const answer = await endpoint.request("eth_chainId", [], closing);
    if (typeof answer !== "string" || Number(answer) !== chainId) {
      throw new EndpointError(endpoint.index, `serves chain ${String(answer).slice(0, 20)} instead of ${chainId}`);
    }
  };
  return {
    index: endpoint.index,
    request: async (method, params, signal) => {
      checked ??= check().catch((error: unknown) => {
        checked = undefined; // a failure is not remembered: the endpoint may come back
        throw error;
      });
      await checked;
      return endpoint.request(method, params, signal);
    },
  };
}
