import assert from "node:assert/strict";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { REFUSALS, type RefusalCode } from "../../src/keys/refusals.ts";
import { cleanUp, later } from "./support/cleanup.ts";
import { type FakeChain, type FakeRpc, fakeChain, fakeRpc, HANDLED } from "./support/fakeRpc.ts";
import { groupKeyOf, groupOf } from "./support/group.ts";
import { type Answer, ask, encryptedKey, licensee, ownKey, post, postRelease } from "./support/licensee.ts";
import { type KeeperOverrides, testKeeper } from "./support/testKeeper.ts";

describe("keeper: HTTP server", function () {
  this.timeout(30_000);
  const group = groupOf(2, 3);
  const [member] = group as [(typeof group)[number]];
  const { header } = encryptedKey(groupKeyOf(group));
  let chain: FakeChain;
  let rpc: FakeRpc;

  beforeEach(async () => {
    chain = fakeChain();
    rpc = await fakeRpc(chain);
    later(rpc.close);
  });
  afterEach(cleanUp);

  const start = (overrides: KeeperOverrides = {}) => testKeeper(member, [rpc.url], overrides);

  function assertRefused(answer: Answer, code: RefusalCode): void {
    assert.equal(answer.json.error?.code, code, JSON.stringify(answer.json));
    assert.equal(answer.status, REFUSALS[code].status);
  }

  it("tells its identity and its health, and that it is degraded without a quorum", async () => {
    const keeper = await start();
    const get = async (path: string) => {
      const response = await fetch(new URL(path, keeper.url));
      return [response.status, await response.json()];
    };
    assert.deepEqual(await get("/key"), [200, keeper.identity]);
    assert.equal(keeper.identity.groupKey, groupKeyOf(group));
    assert.deepEqual(await get("/health"), [200, { status: "ok", epoch: 1, index: 1, block: "990" }]);
    await rpc.close();
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

  describe("rates", () => {
    it("of one network address, before the body is read", async () => {
      const keeper = await start({ limits: { perAddressPerMinute: 2 } });
      assertRefused(await post(keeper.url, "/v1/release", "{}"), "REQUEST_MALFORMED");
      assertRefused(await post(keeper.url, "/v1/release", "{}"), "REQUEST_MALFORMED");
      const refused = await post(keeper.url, "/v1/release", "{}");
      assertRefused(refused, "RATE_LIMITED");
      const wait = Number(refused.headers.get("retry-after"));
      assert.ok(wait >= 1 && wait <= 30, `${wait}`);
    });

    it("of addresses behind a trusted proxy each; a client's own X-Forwarded-For counts for nothing", async () => {
      const proxied = await start({ limits: { perAddressPerMinute: 1 }, trustedProxies: ["127.0.0.1"] });
      const from = (address: string) => ({ "x-forwarded-for": address });
      assertRefused(await post(proxied.url, "/v1/release", "{}", from("9.9.9.9, 10.0.0.1")), "REQUEST_MALFORMED");
      assertRefused(await post(proxied.url, "/v1/release", "{}", from("9.9.9.9, 10.0.0.2")), "REQUEST_MALFORMED");
      assertRefused(await post(proxied.url, "/v1/release", "{}", from("8.8.8.8, 10.0.0.2")), "RATE_LIMITED");
      const direct = await start({ limits: { perAddressPerMinute: 1 } });
      assertRefused(await post(direct.url, "/v1/release", "{}", from("10.0.0.1")), "REQUEST_MALFORMED");
      assertRefused(await post(direct.url, "/v1/release", "{}", from("10.0.0.2")), "RATE_LIMITED");
    });

    it("of one account, counted only once it has shown to be itself", async () => {
      const keeper = await start({ limits: { perAccountPerMinute: 2 } });
      const account = licensee(chain);
      const forged = async () => {
        const asked = await ask(ownKey(account), header);
        return { ...asked, body: { ...asked.body, signature: `0x${"11".repeat(65)}` } };
      };
      for (let i = 0; i < 4; i += 1) assertRefused(await postRelease(keeper.url, await forged()), "SIGNATURE_INVALID");
      const good = () => ask(ownKey(account), header);
      assert.equal((await postRelease(keeper.url, await good())).status, 200);
      assert.equal((await postRelease(keeper.url, await good())).status, 200);
      rpc.requests.length = 0;
      assertRefused(await postRelease(keeper.url, await good()), "RATE_LIMITED");
      assert.deepEqual(rpc.requests, []);
    });

    it("of everyone together, for what is expensive only", async () => {
      const keeper = await start({ limits: { globalPerSecond: 1 } });
      const account = licensee(chain);
      const bodies = await Promise.all(Array.from({ length: 8 }, () => ask(ownKey(account), header)));
      const answers = await Promise.all(bodies.map((asked) => postRelease(keeper.url, asked)));
      const limited = answers.filter(({ json }) => json.error?.code === "RATE_LIMITED").length;
      assert.ok(limited >= 5 && limited <= 7, `${limited}`);
      assertRefused(await post(keeper.url, "/v1/release", "{}"), "REQUEST_MALFORMED");
    });
  });

  describe("load", () => {
    it("runs a bounded number at a time, lets a bounded number wait, and turns the rest away with Retry-After", async () => {
      let running = 0;
      let most = 0;
      let open: () => void = () => {};
      const gate = new Promise<void>((resolve) => (open = resolve));
      rpc.behave(async ({ method, params, answer }) => {
        if (method === "eth_call" && JSON.stringify(params).includes("1111111111")) {
          running += 1;
          most = Math.max(most, running);
          await gate;
          running -= 1;
        }
        return answer();
      });
      const keeper = await start({ limits: { concurrency: 2, queue: 3 }, chain: { timeoutMilliseconds: 60_000 } });
      const account = licensee(chain);
      const bodies = await Promise.all(Array.from({ length: 9 }, () => ask(ownKey(account), header)));
      const pending = bodies.map((asked) => postRelease(keeper.url, asked));
      const turnedAway = await firstOf(pending, 4);
      for (const answer of turnedAway) {
        assertRefused(answer, "BUSY");
        assert.equal(answer.headers.get("retry-after"), "1");
      }
      while (running < 2) await sleep(5);
      open();
      const statuses = (await Promise.all(pending)).map(({ status }) => status).sort();
      assert.deepEqual(statuses, [200, 200, 200, 200, 200, 503, 503, 503, 503]);
      assert.equal(most, 2);
    });

    it("gives a waiting request up in time, and is free again afterwards", async () => {
      let hang = true;
      rpc.behave(({ method, answer }) => (hang && method === "eth_call" ? HANDLED : answer()));
      const keeper = await start({
        limits: { concurrency: 1, queue: 5, queueMilliseconds: 100 },
        chain: { timeoutMilliseconds: 1000 },
      });
      const account = licensee(chain);
      const [first, second] = await Promise.all([ask(ownKey(account), header), ask(ownKey(account), header)]);
      const running = postRelease(keeper.url, first);
      await sleep(30);
      assertRefused(await postRelease(keeper.url, second), "BUSY");
      assertRefused(await running, "CHAIN_UNAVAILABLE");
      hang = false;
      assert.equal((await postRelease(keeper.url, second)).status, 200);
    });

    it("makes no release for an asker who is gone, and burns no nonce", async () => {
      const keeper = await start({ chain: { timeoutMilliseconds: 60_000 } });
      const account = licensee(chain);
      const asked = await ask(ownKey(account), header);
      const controller = new AbortController();
      let reached: () => void = () => {};
      const reading = new Promise<void>((resolve) => (reached = resolve));
      rpc.behave(async ({ method, answer }) => {
        if (method === "eth_call") {
          reached();
          await sleep(150);
        }
        return answer();
      });
      const gone = fetch(`${keeper.url}/v1/release`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(asked.body),
        signal: controller.signal,
      }).catch(() => "gone");
      await reading;
      controller.abort();
      assert.equal(await gone, "gone");
      await sleep(400);
      assert.equal(keeper.releases.head().entries, 0);
      assert.equal((await postRelease(keeper.url, asked)).status, 200);
      assert.equal(keeper.releases.head().entries, 1);
    });

    it("finishes what runs when it is closed, and then lets go of the port", async () => {
      let slow = false;
      rpc.behave(async ({ method, answer }) => {
        if (slow && method === "eth_call") await sleep(200);
        return answer();
      });
      const keeper = await start();
      const account = licensee(chain);
      const asked = await ask(ownKey(account), header);
      slow = true;
      const answer = postRelease(keeper.url, asked);
      await sleep(80);
      await keeper.close();
      assert.equal((await answer).status, 200);
      await assert.rejects(fetch(`${keeper.url}/health`));
    });
  });
});

/** The first `count` of the promises to fulfil. */
function firstOf(promises: readonly Promise<Answer>[], count: number): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const done: Answer[] = [];
    for (const promise of promises) {
      promise.then((answer) => {
        done.push(answer);
        if (done.length === count) resolve(done);
      }, reject);
    }
  });
}
