import assert from "node:assert/strict";
import { connect } from "node:net";
import { assertRefused } from "./support/assertRefused.ts";
import { keeperScene } from "./support/keeperScene.ts";
import { post } from "./support/licensee.ts";

describe("keeper: HTTP server", function () {
  this.timeout(30_000);
  const scene = keeperScene();
  const { groupKey, start } = scene;

  it("tells its identity and its health, and that it is degraded without a quorum", async () => {
    const keeper = await start();
    const get = async (path: string) => {
      const response = await fetch(new URL(path, keeper.url));
      return [response.status, await response.json()];
    };
    assert.deepEqual(await get("/key"), [200, keeper.identity]);
    assert.equal(keeper.identity.groupKey, groupKey);
    assert.deepEqual(await get("/health"), [200, { status: "ok", epoch: 1, index: 1, block: "990" }]);
    await scene.rpc.close();
    assert.deepEqual(await get("/health"), [503, { status: "degraded", epoch: 1, index: 1, block: null }]);
  });

  it("lets pages of all origins ask, caches nothing, and says what it can't find", async () => {
    const keeper = await start();
    const response = await fetch(`${keeper.url}/nowhere`, { headers: { origin: "https://example.org" } });
    assert.equal(response.status, 404);
    assert.equal(response.headers.get("access-control-allow-origin"), "*");
    assert.equal(response.headers.get("cache-control"), "no-store");
    const { error } = (await response.json()) as { error: { code: string } };
    assert.equal(error.code, "NOT_FOUND");
  });

  describe("sizes and times", () => {
    it("refuses a body beyond its limit by its length, and one whose length is not told", async () => {
      const keeper = await start();
      const large = JSON.stringify({ padding: "x".repeat(64 * 1024) });
      assertRefused(await post(keeper.url, "/v1/release", large), "BODY_TOO_LARGE");
      const response = await fetch(`${keeper.url}/v1/release`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: ReadableStream.from([Buffer.from(large)]),
        duplex: "half",
      });
      assert.equal(response.status, 413);
      assertRefused(await post(keeper.url, "/v1/seal", "x".repeat(384 * 1024 + 1)), "BODY_TOO_LARGE");
    });

    it("reads no more of an endless body than it may", async () => {
      const keeper = await start();
      const before = process.memoryUsage().arrayBuffers;
      const socket = connect(Number(new URL(keeper.url).port), "127.0.0.1");
      socket.on("error", () => {});
      socket.write(
        "POST /v1/release HTTP/1.1\r\nHost: k\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      const chunk = `10000\r\n${" ".repeat(65_536)}\r\n`;
      const answered = new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
      const pump = (): void => {
        if (!socket.destroyed) socket.write(chunk, () => setImmediate(pump));
      };
      pump();
      assert.match(await answered, /^HTTP\/1\.1 413/);
      socket.destroy();
      assert.ok(process.memoryUsage().arrayBuffers - before < 64 * 1024 * 1024);
    });

    it("gives up on a request that does not arrive, and on what is no HTTP", async () => {
      const keeper = await start({ limits: { requestMilliseconds: 150 } });
      const talk = (text: string) =>
        new Promise<string>((resolve) => {
          let received = "";
          const socket = connect(Number(new URL(keeper.url).port), "127.0.0.1", () => socket.write(text));
          socket.on("data", (data) => (received += data));
          socket.on("close", () => resolve(received));
        });
      const slow = await talk(
        "POST /v1/release HTTP/1.1\r\nHost: k\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
      );
      assert.match(slow, /^HTTP\/1\.1 408 [\s\S]*"code":"REQUEST_TIMEOUT"/);
      assert.match(await talk("GET /health HTTP/1.1\r\nHost: k\r\nX"), /^HTTP\/1\.1 408/);
      assert.match(await talk("hello\r\n\r\n"), /^HTTP\/1\.1 400 [\s\S]*"code":"REQUEST_MALFORMED"/);
    });
  });
});
