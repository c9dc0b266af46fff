import * as dagPb from "@ipld/dag-pb";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { readLimited } from "../http/limitedBody.ts";
import type { BlockWriter } from "./blocks.ts";
import { BlockWriteError, GatewayUnavailableError, UnsupportedBlockError } from "./errors.ts";

export type KuboWriterOptions = {
  /** Address of the RPC API, e.g. `http://127.0.0.1:5001`. */
  url: string;
  fetch?: typeof fetch;
  /** E.g. the `authorization` a hosted API asks for. */
  headers?: Record<string, string>;
  /** Milliseconds one block may take. */
  timeoutMs?: number;
};

/** Longest answer to `block/put` that is read: it is one CID, or one sentence of refusal. */
const MAX_ANSWER_BYTES = 65_536;

const CODEC_NAMES = new Map<number, string>([
  [raw.code, "raw"],
  [dagPb.code, "dag-pb"],
]);

/**
 * Writes blocks through the RPC API of kubo (https://docs.ipfs.tech/reference/kubo/rpc/#api-v0-block-put) and of what
 * speaks it, and pins them. The API's answer must name the same CID.
 */
export function kuboWriter(options: KuboWriterOptions): BlockWriter {
  const { url, fetch: request = globalThis.fetch, headers, timeoutMs = 60_000 } = options;
  const api = new URL(url);
  return {
    async put(cid, bytes, { signal } = {}) {
      const target = putUrl(api, cid);
      const timeout = AbortSignal.timeout(timeoutMs);
      const init = {
        method: "POST",
        body: blockForm(bytes),
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        ...(headers ? { headers } : {}),
      };
      let status: number;
      let answer: string;
      try {
        const response = await request(target, init);
        status = response.status;
        answer = new TextDecoder().decode(await readLimited(response, MAX_ANSWER_BYTES));
      } catch (cause) {
        signal?.throwIfAborted();
        const reason = timeout.aborted ? `no answer within ${timeoutMs} ms` : String(cause);
        throw new GatewayUnavailableError([{ gateway: api.origin, reason }], cause);
      }
      checkAnswer(cid, api.origin, status, answer);
    },
  };
}

function putUrl(api: URL, cid: CID): URL {
  const codec = CODEC_NAMES.get(cid.code);
  if (codec === undefined) throw new UnsupportedBlockError(cid, "its codec is neither raw nor dag-pb");
  const url = new URL(api);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/api/v0/block/put`;
  for (const [key, value] of Object.entries({ "cid-codec": codec, mhtype: "sha2-256", pin: "true" })) {
    url.searchParams.set(key, value);
  }
  return url;
}

function blockForm(bytes: Uint8Array): FormData {
  const form = new FormData();
  form.set("data", new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "application/octet-stream" }), "block");
  return form;
}

function checkAnswer(cid: CID, where: string, status: number, answer: string): void {
  if (status !== 200) throw new BlockWriteError(cid, where, `HTTP ${status}: ${refusalOf(answer)}`);
  let stored: CID;
  try {
    stored = CID.parse((JSON.parse(answer) as { Key: string }).Key);
  } catch (cause) {
    throw new BlockWriteError(cid, where, "the answer names no CID", cause);
  }
  if (!stored.toV1().equals(cid.toV1())) throw new BlockWriteError(cid, where, `it was stored as ${stored}`);
}

/** The sentence in kubo's error object, else the start of the answer. */
function refusalOf(answer: string): string {
  try {
    return String((JSON.parse(answer) as { Message: string }).Message);
  } catch {
    return answer.slice(0, 200);
  }
}
