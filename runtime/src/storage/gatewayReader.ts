import type { CID } from "multiformats/cid";
import { BodyTooLargeError, readLimited } from "../http/limitedBody.ts";
import { abortableDelay } from "./abortableDelay.ts";
import { type BlockReader, checkHashFunction, isBlock, MAX_BLOCK_BYTES } from "./blocks.ts";
import { BlockCorruptError, BlockNotFoundError, BlockTooLargeError, GatewayUnavailableError } from "./errors.ts";

export type GatewayReaderOptions = {
  /** One or several trustless gateways, e.g. `https://trustless-gateway.link`; asked in this order. */
  url: string | readonly string[];
  fetch?: typeof fetch;
  /** Milliseconds one gateway may take for one block, body included. */
  timeoutMs?: number;
  /** Rounds over the gateways that didn't answer, the first included. */
  attempts?: number;
  /** Milliseconds before the second round; doubles with each further one. */
  retryDelayMs?: number;
  maxBlockBytes?: number;
};

type Outcome =
  | { kind: "block"; bytes: Uint8Array }
  | { kind: "missing" | "corrupt" | "too large" }
  | { kind: "unavailable"; reason: string; cause?: unknown; retry: boolean };

type Failure = Exclude<Outcome, { kind: "block" }>;
type Settings = Required<Omit<GatewayReaderOptions, "url">>;

/**
 * Reads blocks from trustless gateways (https://specs.ipfs.tech/http-gateways/trustless-gateway/): a gateway is asked
 * for bytes, never for their correctness. A gateway that altered, lacks or can't deliver a block costs a request to
 * the next one; the gateway that last delivered is asked first.
 */
export function gatewayReader(options: GatewayReaderOptions): BlockReader {
  const { url, ...given } = options;
  const settings: Settings = {
    fetch: globalThis.fetch,
    timeoutMs: 30_000,
    attempts: 3,
    retryDelayMs: 250,
    maxBlockBytes: MAX_BLOCK_BYTES,
    ...given,
  };
  const gateways = [url].flat().map((address) => new URL(address));
  return {
    async get(cid, { signal } = {}) {
      checkHashFunction(cid);
      const failures = new Map<URL, Failure>();
      for (let round = 0; round < settings.attempts; round++) {
        if (round > 0) await abortableDelay(settings.retryDelayMs * 2 ** (round - 1), signal);
        for (const gateway of gateways.filter((candidate) => isWorthAsking(failures.get(candidate)))) {
          const outcome = await askGateway(settings, gateway, cid, signal);
          if (outcome.kind !== "block") {
            failures.set(gateway, outcome);
            continue;
          }
          gateways.sort((left, right) => Number(right === gateway) - Number(left === gateway));
          return outcome.bytes;
        }
      }
      throw verdict(cid, failures, settings.maxBlockBytes);
    },
  };
}

function isWorthAsking(failure: Failure | undefined): boolean {
  return failure === undefined || (failure.kind === "unavailable" && failure.retry);
}

/** Never throws but the caller's abort reason. */
async function askGateway(settings: Settings, gateway: URL, cid: CID, signal?: AbortSignal): Promise<Outcome> {
  const timeout = AbortSignal.timeout(settings.timeoutMs);
  try {
    const response = await settings.fetch(blockUrl(gateway, cid), {
      headers: { accept: "application/vnd.ipld.raw" },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return refusal(response.status);
    }
    const bytes = await readLimited(response, settings.maxBlockBytes);
    return (await isBlock(cid, bytes)) ? { kind: "block", bytes } : { kind: "corrupt" };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof BodyTooLargeError) return { kind: "too large" };
    const reason = timeout.aborted ? `no answer within ${settings.timeoutMs} ms` : innermostMessage(error);
    return { kind: "unavailable", reason, cause: error, retry: true };
  }
}

function blockUrl(gateway: URL, cid: CID): URL {
  const url = new URL(gateway);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/ipfs/${cid}`;
  url.searchParams.set("format", "raw");
  return url;
}

function refusal(status: number): Failure {
  if (status === 404 || status === 410) return { kind: "missing" };
  return { kind: "unavailable", reason: `HTTP ${status}`, retry: status >= 500 || status === 429 };
}

/** What fetch throws says "fetch failed"; the reason is underneath. */
function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : innermostMessage(error.cause);
}

/** The most telling of several failures: false bytes before silence, silence before absence. */
function verdict(cid: CID, failures: ReadonlyMap<URL, Failure>, limit: number): Error {
  const named = [...failures].map(([gateway, failure]) => ({ gateway: gateway.origin, failure }));
  const at = (kind: Failure["kind"]) =>
    named.filter(({ failure }) => failure.kind === kind).map(({ gateway }) => gateway);
  if (at("corrupt").length > 0) return new BlockCorruptError(cid, at("corrupt").join(", "));
  if (at("too large").length > 0) return new BlockTooLargeError(at("too large").join(", "), limit);
  const silent = named.flatMap(({ gateway, failure }) =>
    failure.kind === "unavailable" ? [{ gateway, reason: failure.reason, cause: failure.cause }] : [],
  );
  if (silent.length === 0) return new BlockNotFoundError(cid, at("missing").join(", "));
  const failed = silent.map(({ gateway, reason }) => ({ gateway, reason }));
  return new GatewayUnavailableError(failed, silent[0]?.cause);
}
