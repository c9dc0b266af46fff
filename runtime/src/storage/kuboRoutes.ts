import { parseCid } from "@capsule-protocol/sdk/digest.ts";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import * as dagPb from "@ipld/dag-pb";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { sha256 } from "multiformats/hashes/sha2";
import type { BlockStore } from "./blocks.ts";
import { bodyOf } from "./gatewayRoutes.ts";
import { openFile } from "./readFile.ts";

const CODECS = new Map([
  ["raw", raw.code],
  ["dag-pb", dagPb.code],
]);

/** Room for the multipart frame around one block. */
const FRAME_BYTES = 16_384;

/**
 * The part of kubo's RPC API that stores and reads content (https://docs.ipfs.tech/reference/kubo/rpc/), so that tools
 * made for kubo work unchanged. Everything stored is kept: `pin` has no effect.
 */
export function kuboRoutes(blocks: BlockStore, maxBlockBytes: number): Hono {
  const routes = new Hono();
  routes.post("/version", (context) =>
    context.json({ Version: "0.2.0/capsule-protocol", Commit: "", Repo: "", System: "", Golang: "" }),
  );
  const limit = bodyLimit({
    maxSize: maxBlockBytes + FRAME_BYTES,
    onError: (context) => tooLarge(context, maxBlockBytes),
  });
  routes.post("/block/put", limit, (context) => putBlock(context, blocks, maxBlockBytes));
  routes.post("/block/get", async (context) => {
    const bytes = await blocks.get(argumentOf(context), { signal: context.req.raw.signal });
    return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { "content-type": "application/octet-stream" } });
  });
  routes.post("/cat", async (context) => {
    const file = await openFile(blocks, argumentOf(context), { signal: context.req.raw.signal });
    return new Response(bodyOf(file, context), { headers: { "content-type": "application/octet-stream" } });
  });
  routes.onError((error, context) => {
    if (!(error instanceof BaseError)) throw error;
    return refusal(context, `${error.message} ${error.hint}`, error.code === "INVALID_CID" ? 400 : 500);
  });
  return routes;
}

async function putBlock(context: Context, blocks: BlockStore, maxBlockBytes: number): Promise<Response> {
  const codec = CODECS.get(context.req.query("cid-codec") ?? "raw");
  if (codec === undefined) return refusal(context, "cid-codec must be raw or dag-pb.", 400);
  if ((context.req.query("mhtype") ?? "sha2-256") !== "sha2-256")
    return refusal(context, "mhtype must be sha2-256.", 400);
  const block = await uploadedBlock(context);
  if (block === undefined) return refusal(context, "Send one block as a file in multipart/form-data.", 400);
  if (block.length > maxBlockBytes) return tooLarge(context, maxBlockBytes);
  const cid = CID.createV1(codec, await sha256.digest(block));
  await blocks.put(cid, block, { signal: context.req.raw.signal });
  return context.json({ Key: cid.toString(), Size: block.length });
}

async function uploadedBlock(context: Context): Promise<Uint8Array | undefined> {
  const form = await context.req.formData().catch(() => undefined);
  const files = [...(form?.values() ?? [])].filter((value) => value instanceof File);
  return files.length === 1 && files[0] ? new Uint8Array(await files[0].arrayBuffer()) : undefined;
}

/** `arg`: a CID, with or without `/ipfs/` before it. */
function argumentOf(context: Context): CID {
  return parseCid((context.req.query("arg") ?? "").replace(/^\/ipfs\//, ""));
}

function tooLarge(context: Context, maxBlockBytes: number): Response {
  context.header("connection", "close"); // the rest of the body is still on its way
  return refusal(context, `A block may have at most ${maxBlockBytes} bytes.`, 413);
}

/** An error as kubo's clients expect it. */
function refusal(context: Context, message: string, status: 400 | 413 | 500): Response {
  return context.json({ Message: message, Code: 0, Type: "error" }, status);
}
