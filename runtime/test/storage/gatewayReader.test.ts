import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import {
  BlockCorruptError,
  BlockNotFoundError,
  BlockTooLargeError,
  type GatewayReaderOptions,
  GatewayUnavailableError,
  gatewayReader,
  MAX_BLOCK_BYTES,
  UnsupportedBlockError,
} from "@capsule-protocol/runtime/storage/index.ts";
import { CID } from "multiformats/cid";
import { rawBlock } from "./testBlocks.ts";
import { testServers } from "./testServer.ts";

const { cid, bytes } = await rawBlock("the right bytes");
const FAST = { timeoutMs: 20_000, retryDelayMs: 1, attempts: 3 };

const good = (response: ServerResponse) => response.end(bytes);
const altered = (response: ServerResponse) => response.end("the wrong bytes");
const missing = (response: ServerResponse) => response.writeHead(404).end("not found");
const silent = () => {};
const status = (code: number) => (response: ServerResponse) => response.writeHead(code).end();

describe("gateway reader", () => {
  const servers = testServers();
  afterEach(() => servers.closeAll());

  const reader = (url: GatewayReaderOptions["url"], options: Partial<GatewayReaderOptions> = {}) =>
    gatewayReader({ ...FAST, ...options, url });

  it("asks for the raw block, under the gateway's own path and query, and returns its bytes", async () => {
    let accept: string | undefined;
    const server = await servers.start((response, request) => {
      accept = request.headers.accept;
      response.end(bytes);
    });
    assert.deepEqual(await reader(`${server.url}/base/?key=1`).get(cid), bytes);
    assert.deepEqual(server.requests, [`GET /base/ipfs/${cid}?key=1&format=raw`]);
    assert.equal(accept, "application/vnd.ipld.raw");
  });

  it("refuses an altered block, after one request", async () => {
    const server = await servers.start(altered);
    await assert.rejects(reader(server.url).get(cid), (error: unknown) => {
      assert.ok(error instanceof BlockCorruptError);
      assert.equal(error.code, "BLOCK_CORRUPT");
      assert.equal(error.cid, cid.toString());
      assert.match(error.message, new RegExp(server.url));
      assert.match(error.hint, /another gateway/);
      return true;
    });
    assert.equal(server.requests.length, 1);
  });

  it("refuses a valid block of another file", async () => {
    const other = await rawBlock("another file");
    const server = await servers.start((response) => response.end(other.bytes));
    await assert.rejects(reader(server.url).get(cid), BlockCorruptError);
  });

  it("refuses a truncated block", async () => {
    const server = await servers.start((response) => response.end(bytes.subarray(0, -1)));
    await assert.rejects(reader(server.url).get(cid), BlockCorruptError);
  });

  it("says who was asked for a missing block, after one request each", async () => {
    const first = await servers.start(missing);
    const second = await servers.start(status(410));
    await assert.rejects(reader([first.url, second.url]).get(cid), (error: unknown) => {
      assert.ok(error instanceof BlockNotFoundError);
      assert.match(error.message, new RegExp(`${first.url}, ${second.url}`));
      return true;
    });
    assert.deepEqual([first.requests.length, second.requests.length], [1, 1]);
  });

  it("stops an endless block at the limit", async () => {
    const chunk = new Uint8Array(65_536);
    let sent = 0;
    let closed: Promise<unknown> = Promise.resolve();
    const server = await servers.start((response) => {
      closed = once(response, "close");
      const push = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
      };
      response.on("drain", push);
      push();
    });
    await assert.rejects(reader(server.url).get(cid), (error: unknown) => {
      assert.ok(error instanceof BlockTooLargeError);
      assert.equal(error.limit, MAX_BLOCK_BYTES);
      return true;
    });
    await closed;
    assert.ok(sent < 16 * MAX_BLOCK_BYTES, `the gateway could send ${sent} bytes`);
    assert.equal(server.requests.length, 1);
  });

  for (const [name, bad] of Object.entries({ altered, missing, "refusing (403)": status(403), silent })) {
    it(`takes the block from the next gateway when the first is ${name}, and asks that one first from then on`, async () => {
      const first = await servers.start(bad);
      const second = await servers.start(good);
      const blocks = reader([first.url, second.url], { timeoutMs: bad === silent ? 1_000 : FAST.timeoutMs });
      assert.deepEqual(await blocks.get(cid), bytes);
      assert.deepEqual(await blocks.get(cid), bytes);
      assert.deepEqual([first.requests.length, second.requests.length], [1, 2]);
    });
  }

  it("asks again a gateway that was overloaded", async () => {
    const server = await servers.start((response) => {
      if (server.requests.length < 3) status(server.requests.length === 1 ? 503 : 429)(response);
      else good(response);
    });
    assert.deepEqual(await reader(server.url).get(cid), bytes);
    assert.equal(server.requests.length, 3);
  });

  it("gives up after the set number of rounds, with each gateway's reason", async () => {
    const first = await servers.start(status(503));
    const second = await servers.start(status(403));
    await assert.rejects(reader([first.url, second.url]).get(cid), (error: unknown) => {
      assert.ok(error instanceof GatewayUnavailableError);
      assert.deepEqual(error.failures, [
        { gateway: first.url, reason: "HTTP 503" },
        { gateway: second.url, reason: "HTTP 403" },
      ]);
      return true;
    });
    assert.deepEqual([first.requests.length, second.requests.length], [3, 1]);
  });

  it("gives up on a gateway that hangs before or within its answer", async () => {
    const within = await servers.start((response) => {
      response.writeHead(200, { "content-length": String(bytes.length) }).write(bytes.subarray(0, 3));
    });
    const before = await servers.start(silent);
    for (const server of [before, within]) {
      await assert.rejects(reader(server.url, { timeoutMs: 60, attempts: 1 }).get(cid), (error: unknown) => {
        assert.ok(error instanceof GatewayUnavailableError);
        assert.deepEqual(error.failures, [{ gateway: server.url, reason: "no answer within 60 ms" }]);
        return true;
      });
    }
  });

  it("says why a connection failed, and keeps the cause", async () => {
    const server = await servers.start(good);
    await servers.closeAll();
    await assert.rejects(reader(server.url, { attempts: 1 }).get(cid), (error: unknown) => {
      assert.ok(error instanceof GatewayUnavailableError);
      assert.match(error.message, /ECONNREFUSED/);
      assert.ok(error.cause instanceof TypeError);
      return true;
    });
  });

  it("never writes a gateway's secret query into an error", async () => {
    const server = await servers.start(missing);
    await assert.rejects(reader(`${server.url}?token=hunter2`).get(cid), (error: unknown) => {
      assert.ok(error instanceof BlockNotFoundError);
      assert.doesNotMatch(`${error.message}${error.hint}`, /hunter2/);
      return true;
    });
  });

  it("names false bytes rather than silence, and silence rather than absence", async () => {
    const gateways = await Promise.all([missing, status(403), altered].map((answer) => servers.start(answer)));
    const [absent, refusing, lying] = gateways.map((server) => server.url);
    assert.ok(absent && refusing && lying);
    await assert.rejects(reader([absent, refusing, lying]).get(cid), BlockCorruptError);
    await assert.rejects(reader([absent, refusing]).get(cid), GatewayUnavailableError);
  });

  it("refuses a hash it can't verify, before any request", async () => {
    const server = await servers.start(good);
    const identity = CID.parse("bafkqaaik");
    await assert.rejects(reader(server.url).get(identity), UnsupportedBlockError);
    assert.deepEqual(server.requests, []);
  });
});

describe("gateway reader, aborted", () => {
  const servers = testServers();
  afterEach(() => servers.closeAll());
  const reason = new Error("the user pressed Ctrl-C");

  it("rejects with the caller's reason while the gateway hangs, and hangs up", async () => {
    const controller = new AbortController();
    let hungUp: Promise<unknown> = Promise.resolve();
    const server = await servers.start((response) => {
      hungUp = once(response, "close");
      controller.abort(reason);
    });
    const blocks = gatewayReader({ url: server.url, ...FAST, attempts: 1 });
    await assert.rejects(blocks.get(cid, { signal: controller.signal }), (error) => error === reason);
    await hungUp;
    assert.equal(server.requests.length, 1);
  });

  it("rejects with the caller's reason while it waits for the next round", async () => {
    const controller = new AbortController();
    let asked = 0;
    const overloaded = async () => {
      asked += 1;
      setTimeout(() => controller.abort(reason), 30); // the answer is there long before
      return new Response(null, { status: 503 });
    };
    const blocks = gatewayReader({ url: "http://127.0.0.1", ...FAST, retryDelayMs: 60_000, fetch: overloaded });
    await assert.rejects(blocks.get(cid, { signal: controller.signal }), (error) => error === reason);
    assert.equal(asked, 1);
  });

  it("asks nobody when the signal has fired already", async () => {
    const server = await servers.start(good);
    const get = gatewayReader({ url: server.url, ...FAST }).get(cid, { signal: AbortSignal.abort(reason) });
    await assert.rejects(get, (error) => error === reason);
    assert.deepEqual(server.requests, []);
  });
});
