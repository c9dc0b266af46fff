import type { ServerResponse } from "node:http";
import { parseCid } from "@capsule-protocol/sdk/digest.ts";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import { type Context, Hono } from "hono";
import type { CID } from "multiformats/cid";
import type { BlockReader } from "./blocks.ts";
import { openFile, type StoredFile } from "./readFile.ts";

/** What the server hands to its routes with each request. */
export type ServerEnvironment = { outgoing: ServerResponse; onError?: (error: unknown) => void };

const RAW_MEDIA_TYPE = "application/vnd.ipld.raw";

/** What a CID names never changes. */
const IMMUTABLE = "public, max-age=29030400, immutable";

/** Stored bytes are strangers' bytes: no browser may take them for a page of this origin, which can write. */
const INERT = { "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'; sandbox" };

const STATUS = new Map<string, 400 | 404 | 422 | 502>([
  ["INVALID_CID", 400],
  ["UNSUPPORTED_BLOCK", 400],
  ["BLOCK_NOT_FOUND", 404],
  ["NOT_A_FILE", 422],
]);

/**
 * The reading half of an IPFS gateway: `GET /ipfs/<cid>?format=raw` (or `Accept: application/vnd.ipld.raw`) answers
 * the block (https://specs.ipfs.tech/http-gateways/trustless-gateway/), without it the file.
 */
export function gatewayRoutes(blocks: BlockReader): Hono {
  const routes = new Hono();
  routes.get("/ipfs/:cid", async (context) => {
    const cid = parseCid(context.req.param("cid"));
    const { signal } = context.req.raw;
    if (wantsBlock(context)) {
      const bytes = await blocks.get(cid, { signal });
      return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: headersOf(cid, RAW_MEDIA_TYPE, bytes.length) });
    }
    const file = await openFile(blocks, cid, { signal });
    return new Response(bodyOf(file, context), { headers: headersOf(cid, "application/octet-stream", file.size) });
  });
  routes.onError((error, context) => {
    if (!(error instanceof BaseError)) throw error;
    const { code, message, hint } = error;
    return context.json({ error: { code, message, hint } }, STATUS.get(code) ?? 502);
  });
  return routes;
}

/**
 * Streams a file no faster than it is read; a reader who goes away stops the transfer. When a later block fails, the
 * connection is cut: an answer that ended properly would pass for the whole file.
 */
export function bodyOf(file: StoredFile, context: Context): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = file.read({ signal: context.req.raw.signal });
  const { outgoing, onError } = context.env as Partial<ServerEnvironment>;
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await bytes.next();
          if (done) controller.close();
          else controller.enqueue(value as Uint8Array<ArrayBuffer>);
        } catch (error) {
          if (outgoing === undefined) throw error;
          onError?.(error);
          outgoing.destroy();
          controller.close();
        }
      },
      async cancel() {
        await bytes.return();
      },
    },
    { highWaterMark: 0 },
  );
}

function wantsBlock(context: Context): boolean {
  return context.req.query("format") === "raw" || context.req.header("accept")?.includes(RAW_MEDIA_TYPE) === true;
}

function headersOf(cid: CID, mediaType: string, length: number): Record<string, string> {
  return {
    ...INERT,
    "content-type": mediaType,
    "content-length": String(length),
    "cache-control": IMMUTABLE,
    etag: mediaType === RAW_MEDIA_TYPE ? `"${cid}.raw"` : `"${cid}"`,
    "x-ipfs-path": `/ipfs/${cid}`,
  };
}
