import { z } from "zod";
import { readLimited } from "../http/limitedBody.ts";

/** Why a keeper's answer is no answer. */
export class KeeperFailure extends Error {
  readonly outcome: "refused" | "unreachable" | "faulty";
  readonly code: string | undefined;
  readonly leased: number | undefined;

  constructor(
    outcome: "refused" | "unreachable" | "faulty",
    reason: string,
    options?: { code?: string; leased?: number | undefined; cause?: unknown },
  ) {
    super(reason, { cause: options?.cause });
    this.name = "KeeperFailure";
    this.outcome = outcome;
    this.code = options?.code;
    this.leased = options?.leased;
  }
}

export type PostOptions = {
  /** The keeper's base URL, from the registry: nothing about it is trusted. */
  url: string;
  path: string;
  body: string;
  signal: AbortSignal;
  fetch: typeof globalThis.fetch;
};

const MAX_ANSWER_BYTES = 16 * 1024;
const MAX_REASON = 300;

const refusalSchema = z.object({
  error: z.object({
    code: z.string().regex(/^[A-Z][A-Z0-9_]{2,39}$/),
    message: z.string(),
    leased: z.int().min(0).max(0xffffffff).optional(),
  }),
});

/**
 * Posts JSON to a keeper and returns the JSON of a 200 answer. Redirects are refused, and so is whatever is longer than
 * 16 KiB or no JSON.
 *
 * @throws KeeperFailure
 */
export async function postToKeeper(options: PostOptions): Promise<unknown> {
  const { response, bytes } = await exchange(options);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new KeeperFailure("faulty", `answered ${response.status} with something that is not JSON.`, { cause });
  }
  if (response.status === 200) return json;
  const refusal = refusalSchema.safeParse(json);
  if (!refusal.success) throw new KeeperFailure("faulty", `answered ${response.status} without a reason.`);
  const { code, message, leased } = refusal.data.error;
  throw new KeeperFailure("refused", printable(message), { code, leased });
}

async function exchange(options: PostOptions): Promise<{ response: Response; bytes: Uint8Array }> {
  const { signal } = options;
  let response: Response;
  try {
    response = await options.fetch(keeperUrl(options.url, options.path), {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: options.body,
      redirect: "error",
      credentials: "omit",
      cache: "no-store",
      signal,
    });
  } catch (cause) {
    if (cause instanceof KeeperFailure) throw cause;
    throw new KeeperFailure("unreachable", signal.aborted ? "gave no answer in time." : "can't be reached.", { cause });
  }
  try {
    return { response, bytes: await readLimited(response, MAX_ANSWER_BYTES) };
  } catch (cause) {
    if (signal.aborted) throw new KeeperFailure("unreachable", "gave no complete answer in time.", { cause });
    throw new KeeperFailure("faulty", "broke off, or answered more than any answer needs.", { cause });
  }
}

function keeperUrl(base: string, path: string): URL {
  if (!URL.canParse(base)) throw new KeeperFailure("unreachable", "has no usable URL in the registry.");
  const url = new URL(base);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new KeeperFailure("unreachable", "has a URL in the registry that is not http or https.");
  }
  return new URL(path, url.href.endsWith("/") ? url : `${url.href}/`);
}

/** A stranger's text: one line of limited length, without anything that could steer a terminal. */
function printable(text: string): string {
  const plain = text.replace(/[^\P{C}]+/gu, " ").trim();
  return plain.length > MAX_REASON ? `${plain.slice(0, MAX_REASON)}…` : plain;
}
