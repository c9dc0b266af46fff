import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { assertRefused } from "./support/assertRefused.ts";
import { HANDLED } from "./support/fakeRpc.ts";
import { keeperScene } from "./support/keeperScene.ts";
import { type Answer, ask, licensee, ownKey, post, postRelease } from "./support/licensee.ts";

describe("keeper: what it takes on", function () {
  this.timeout(30_000);
  const scene = keeperScene();
  const { header, start } = scene;

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
      const account = licensee(scene.chain);
      const forged = async () => {
        const asked = await ask(ownKey(account), header);
        return { ...asked, body: { ...asked.body, signature: `0x${"11".repeat(65)}` } };
      };
      for (let i = 0; i < 4; i += 1) assertRefused(await postRelease(keeper.url, await forged()), "SIGNATURE_INVALID");
      const good = () => ask(ownKey(account), header);
      assert.equal((await postRelease(keeper.url, await good())).status, 200);
      assert.equal((await postRelease(keeper.url, await good())).status, 200);
      scene.rpc.requests.length = 0;
      assertRefused(await postRelease(keeper.url, await good()), "RATE_LIMITED");
      assert.deepEqual(scene.rpc.requests, []);
    });

    it("of everyone together, for what is expensive only", async () => {
      const keeper = await start({ limits: { globalPerSecond: 1 } });
      const account = licensee(scene.chain);
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
      scene.rpc.behave(async ({ method, params, answer }) => {
        if (method === "eth_call" && JSON.stringify(params).includes("1111111111")) {
          running += 1;
          most = Math.max(most, running);
          await gate;
          running -= 1;
        }
        return answer();
      });
      const keeper = await start({ limits: { concurrency: 2, queue: 3 }, chain: { timeoutMilliseconds: 60_000 } });
      const account = licensee(scene.chain);
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
      scene.rpc.behave(({ method, answer }) => (hang && method === "eth_call" ? HANDLED : answer()));
      const keeper = await start({
        limits: { concurrency: 1, queue: 5, queueMilliseconds: 100 },
        chain: { timeoutMilliseconds: 1000 },
      });
      const account = licensee(scene.chain);
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
      const account = licensee(scene.chain);
      const asked = await ask(ownKey(account), header);
      const controller = new AbortController();
      let reached: () => void = () => {};
      const reading = new Promise<void>((resolve) => (reached = resolve));
      scene.rpc.behave(async ({ method, answer }) => {
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
      scene.rpc.behave(async ({ method, answer }) => {
        if (slow && method === "eth_call") await sleep(200);
        return answer();
      });
      const keeper = await start();
      const account = licensee(scene.chain);
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
