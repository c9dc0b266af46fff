import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import {
  BlockWriteError,
  GatewayUnavailableError,
  importFile,
  ipfsServer,
  type KuboWriterOptions,
  kuboWriter,
  memoryBlocks,
  readFile,
  UnsupportedBlockError,
} from "@capsule-protocol/runtime/storage/index.ts";
import { CID } from "multiformats/cid";
import { collect, rawBlock, seededBytes } from "./testBlocks.ts";
import { testServers } from "./testServer.ts";

const { cid, bytes } = await rawBlock("a block");

describe("kubo writer", () => {
  const servers = testServers();
  afterEach(() => servers.closeAll());

  const accept = (response: ServerResponse) =>
    response.end(JSON.stringify({ Key: cid.toString(), Size: bytes.length }));
  const put = (url: string, options: Partial<KuboWriterOptions> = {}) =>
    kuboWriter({ ...options, url }).put(cid, bytes);

  it("stores a file's raw and dag-pb blocks through the kubo API, under the same CIDs", async () => {
    const blocks = memoryBlocks();
    const server = await ipfsServer({ blocks });
    try {
      const content = seededBytes(2_500_000, 21);
      const file = await importFile(kuboWriter({ url: server.url }), [content]);
      assert.equal(file.cid.toString(), (await importFile(memoryBlocks(), [content])).cid.toString());
      assert.deepEqual(await collect(readFile(blocks, file.cid)), content);
    } finally {
      await server.close();
    }
  });

  it("asks kubo for the codec, sha2-256 and a pin, with the caller's headers", async () => {
    let authorization: string | undefined;
    const server = await servers.start((response, request) => {
      authorization = request.headers.authorization;
      accept(response);
    });
    await put(`${server.url}/base`, { headers: { authorization: "Bearer key" } });
    assert.deepEqual(server.requests, ["POST /base/api/v0/block/put?cid-codec=raw&mhtype=sha2-256&pin=true"]);
    assert.equal(authorization, "Bearer key");
  });

  const refusals: [name: string, answer: (response: ServerResponse) => unknown, message: RegExp][] = [
    [
      "refuses with kubo's sentence",
      (response) => response.writeHead(500).end(JSON.stringify({ Message: "repo is full", Code: 0, Type: "error" })),
      /HTTP 500: repo is full/,
    ],
    ["refuses in prose", (response) => response.writeHead(403).end("Forbidden"), /HTTP 403: Forbidden/],
    ["answers without a CID", (response) => response.end("{}"), /names no CID/],
    ["answers something else than JSON", (response) => response.end("<html>"), /names no CID/],
    [
      "stored another block",
      (response) =>
        response.end(JSON.stringify({ Key: "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku" })),
      /stored as bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku/,
    ],
  ];
  for (const [name, answer, message] of refusals) {
    it(`ends in BlockWriteError when the API ${name}`, async () => {
      const server = await servers.start(answer);
      await assert.rejects(put(server.url), (error: unknown) => {
        assert.ok(error instanceof BlockWriteError);
        assert.equal(error.cid, cid.toString());
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it("accepts a CIDv0 as the name of the same dag-pb block", async () => {
    const folder = CID.parse("QmUNLLsPACCz1vLxQVkXqqLX5R1X345qqfHbsf67hvA3Nn");
    const server = await servers.start((response) => response.end(JSON.stringify({ Key: folder.toString() })));
    await kuboWriter({ url: server.url }).put(folder.toV1(), Uint8Array.of(0x0a, 0x02, 0x08, 0x01));
    assert.match(server.requests[0] ?? "", /cid-codec=dag-pb/);
  });

  it("refuses a codec that files don't have, before any request", async () => {
    const server = await servers.start(accept);
    const cbor = CID.createV1(0x71, cid.multihash);
    await assert.rejects(kuboWriter({ url: server.url }).put(cbor, bytes), UnsupportedBlockError);
    assert.deepEqual(server.requests, []);
  });

  it("gives up on an API that hangs or isn't there", async () => {
    const server = await servers.start(() => {});
    await assert.rejects(put(server.url, { timeoutMs: 60 }), (error: unknown) => {
      assert.ok(error instanceof GatewayUnavailableError);
      assert.match(error.message, /no answer within 60 ms/);
      return true;
    });
    await servers.closeAll();
    await assert.rejects(put(server.url), GatewayUnavailableError);
  });

  it("stops with the caller's reason when aborted, and hangs up", async () => {
    const reason = new Error("stop");
    const controller = new AbortController();
    let hungUp: Promise<unknown> = Promise.resolve();
    const server = await servers.start((response) => {
      hungUp = once(response, "close");
      controller.abort(reason);
    });
    const writer = kuboWriter({ url: server.url });
    await assert.rejects(writer.put(cid, bytes, { signal: controller.signal }), (error) => error === reason);
    await hungUp;
  });
});
