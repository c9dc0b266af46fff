import assert from "node:assert/strict";
import type { BlockStore, IpfsServer } from "@capsule-protocol/runtime/storage/index.ts";
import {
  gatewayReader,
  importFile,
  ipfsServer,
  MAX_BLOCK_BYTES,
  memoryBlocks,
} from "@capsule-protocol/runtime/storage/index.ts";
import { parseCid } from "@capsule-protocol/sdk/digest.ts";
import { base16 } from "multiformats/bases/base16";
import { rawBlock, seededBytes } from "./testBlocks.ts";
import { upload } from "./testServer.ts";

const EMPTY_FOLDER = "QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn";
const { cid, bytes } = await rawBlock("a block");
const absent = (await rawBlock("nobody has this")).cid;

describe("IPFS server", () => {
  let server: IpfsServer;
  let blocks: BlockStore;
  before(async () => {
    blocks = memoryBlocks();
    await blocks.put(cid, bytes);
    server = await ipfsServer({ blocks });
  });
  after(() => server.close());

  const get = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init);
  const post = (path: string, body?: FormData) =>
    fetch(`${server.url}/api/v0${path}`, { method: "POST", body: body ?? null });

  it("serves a block as the trustless gateway specification says", async () => {
    const asked: [string, RequestInit][] = [
      [`/ipfs/${cid}?format=raw`, {}],
      [`/ipfs/${cid}`, { headers: { accept: "application/vnd.ipld.raw" } }],
    ];
    for (const [path, init] of asked) {
      const response = await get(path, init);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get("content-type"), "application/vnd.ipld.raw");
      assert.equal(response.headers.get("content-length"), String(bytes.length));
      assert.equal(response.headers.get("etag"), `"${cid}.raw"`);
      assert.match(response.headers.get("cache-control") ?? "", /immutable/);
      assert.deepEqual(await response.bytes(), bytes);
    }
    assert.deepEqual(await gatewayReader({ url: server.url }).get(cid), bytes);
  });

  it("serves a file of several blocks, by whatever spelling of its CID", async () => {
    const content = seededBytes(2_500_000, 31);
    const file = await importFile(blocks, [content]);
    for (const spelling of [file.cid.toString(), file.cid.toString(base16.encoder)]) {
      const response = await get(`/ipfs/${spelling}`);
      assert.equal(response.headers.get("content-length"), String(content.length));
      assert.deepEqual(Buffer.from(await response.bytes()), Buffer.from(content));
    }
    const head = await get(`/ipfs/${file.cid}`, { method: "HEAD" });
    assert.deepEqual([head.status, head.headers.get("content-length")], [200, String(content.length)]);
  });

  it("answers graph-node's probe for the empty folder", async () => {
    assert.equal((await get(`/ipfs/${EMPTY_FOLDER}`, { method: "HEAD" })).status, 200);
    const folder = await gatewayReader({ url: server.url }).get(parseCid(EMPTY_FOLDER));
    assert.deepEqual(folder, Uint8Array.of(0x0a, 0x02, 0x08, 0x01));
  });

  it("never lets a browser take stored bytes for a page", async () => {
    const response = await get(`/ipfs/${cid}`);
    assert.equal(response.headers.get("content-type"), "application/octet-stream");
    assert.equal(response.headers.get("x-content-type-options"), "nosniff");
    assert.match(response.headers.get("content-security-policy") ?? "", /sandbox/);
  });

  const errors: [name: string, path: string, status: number, code: string][] = [
    ["an absent block", `/ipfs/${absent}?format=raw`, 404, "BLOCK_NOT_FOUND"],
    ["an absent file", `/ipfs/${absent}`, 404, "BLOCK_NOT_FOUND"],
    ["something that is no CID", "/ipfs/hello", 400, "INVALID_CID"],
  ];
  for (const [name, path, status, code] of errors) {
    it(`answers ${status} and ${code} for ${name}`, async () => {
      const response = await get(path);
      assert.equal(response.status, status);
      const { error } = (await response.json()) as { error: { code: string; message: string; hint: string } };
      assert.equal(error.code, code);
      assert.ok(error.message.length > 0 && error.hint.length > 0);
    });
  }

  it("stores a block through block/put and returns it through block/get, cat and the gateway", async () => {
    const block = await rawBlock("written over HTTP");
    const response = await post("/block/put?cid-codec=raw&mhtype=sha2-256&pin=true", upload(block.bytes));
    assert.deepEqual(await response.json(), { Key: block.cid.toString(), Size: block.bytes.length });
    for (const answer of [
      await post(`/block/get?arg=${block.cid}`),
      await post(`/cat?arg=/ipfs/${block.cid}`),
      await get(`/ipfs/${block.cid}?format=raw`),
    ]) {
      assert.deepEqual(await answer.bytes(), block.bytes);
    }
  });

  it("says its version as kubo does", async () => {
    const version = (await (await post("/version")).json()) as Record<string, string>;
    assert.match(version.Version ?? "", /^\d+\.\d+\.\d+\//);
  });

  const refusals: [name: string, path: string, body: FormData | undefined, status: number, message: RegExp][] = [
    ["an unknown codec", "/block/put?cid-codec=dag-cbor", upload(bytes), 400, /cid-codec/],
    ["an unknown hash", "/block/put?mhtype=sha1", upload(bytes), 400, /mhtype/],
    ["no file", "/block/put", new FormData(), 400, /multipart/],
    ["no body", "/block/put", undefined, 400, /multipart/],
    ["a block one byte too large", "/block/put", upload(new Uint8Array(MAX_BLOCK_BYTES + 1)), 413, /2097152/],
    ["a body far too large", "/block/put", upload(new Uint8Array(2 * MAX_BLOCK_BYTES)), 413, /2097152/],
    ["no CID", "/block/get", undefined, 400, /not a CID/],
    ["an absent block", `/block/get?arg=${absent}`, undefined, 500, /was not found/],
  ];
  for (const [name, path, body, status, message] of refusals) {
    it(`answers ${status} with kubo's error object for ${name} (${path.slice(0, 20)})`, async () => {
      const response = await post(path, body);
      assert.equal(response.status, status);
      const error = (await response.json()) as { Message: string; Type: string };
      assert.equal(error.Type, "error");
      assert.match(error.Message, message);
    });
  }

  it("accepts the largest block allowed", async () => {
    const largest = await post("/block/put", upload(seededBytes(MAX_BLOCK_BYTES, 32)));
    assert.equal(largest.status, 200);
  });

  it("writes by POST only", async () => {
    assert.equal((await get("/api/v0/block/put")).status, 404);
  });
});
