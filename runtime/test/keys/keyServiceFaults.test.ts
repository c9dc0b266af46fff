import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { bytesToHex, type Hex, hexToBytes } from "viem";
import type { KeyServiceProgress } from "../../src/keys/keyService.ts";
import { KeeperQuorumLostError, KeyReleaseRefusedError } from "../../src/keys/keyServiceErrors.ts";
import { type Impostor, impostor, MISBEHAVIOURS, withUrls } from "../keeper/support/impostor.ts";
import { LICENSE_ID } from "../keeper/support/licensee.ts";
import { keyServiceScene, THRESHOLD } from "./keyServiceScene.ts";

describe("threshold key service: keepers that fail, lie or refuse", function () {
  this.timeout(60_000);
  const scene = keyServiceScene();
  const { key, chain, keeperAt, release } = scene;

  for (const [name, { outcome, behave }] of Object.entries(MISBEHAVIOURS)) {
    it(`gets the key although two of five answer with ${name}, and names them`, async () => {
      const reports: KeyServiceProgress[] = [];
      const urls = { 2: await impostor(keeperAt(2), behave), 4: await impostor(keeperAt(4), behave) };
      const delayed = await impostor(keeperAt(5), slowly);
      const mixed = withUrls(scene.set, { ...urls, 5: delayed });
      assert.deepEqual(await release(mixed, { onProgress: (report) => reports.push(report) }, 1500), key);
      const verified = reports.filter((report) => report.outcome === "verified").map(({ keeper }) => keeper);
      assert.deepEqual(verified.sort(), [1, 3, 5]);
      for (const { keeper, outcome: reported, operator, reason } of reports.filter(({ keeper }) => keeper % 2 === 0)) {
        assert.equal(reported, outcome, reason);
        assert.equal(operator, keeperAt(keeper).identity.operator);
        assert.match(reason, /^[^\p{C}]{3,300}$/u);
      }
    });
  }

  const lies: Record<string, { behave: Impostor; reason: RegExp }> = {
    "another keeper's answer": {
      behave: async ({ body, response }) => {
        const url = `${keeperAt(5).url}/v1/release`;
        const headers = { "content-type": "application/json" };
        response.end(await (await fetch(url, { method: "POST", headers, body })).text());
      },
      reason: /claims to be keeper 5/,
    },
    "another keeper's answer under its own index": {
      behave: async ({ body, response }) => {
        const url = `${keeperAt(5).url}/v1/release`;
        const headers = { "content-type": "application/json" };
        const answer = await (await fetch(url, { method: "POST", headers, body })).json();
        response.end(JSON.stringify({ ...(answer as object), index: 2 }));
      },
      reason: /verification share refutes/,
    },
    "an answer for another epoch": {
      behave: async ({ honest, response }) => response.end(JSON.stringify({ ...(await honest()).json, epoch: 2 })),
      reason: /epoch 2 instead of 1/,
    },
    "an altered ciphertext": {
      behave: async ({ honest, response }) => {
        const { json } = await honest();
        const ciphertext = hexToBytes(json.ciphertext as Hex);
        ciphertext[5] = (ciphertext[5] ?? 0) ^ 1;
        response.end(JSON.stringify({ ...json, ciphertext: bytesToHex(ciphertext) }));
      },
      reason: /sealed its answer for another request/,
    },
    "an answer with more fields": {
      behave: async ({ honest, response }) => response.end(JSON.stringify({ ...(await honest()).json, more: 1 })),
      reason: /another form/,
    },
  };
  for (const [name, { behave, reason }] of Object.entries(lies)) {
    it(`gets the key although one gives ${name}, and convicts it`, async () => {
      const reports: KeyServiceProgress[] = [];
      const told = Promise.withResolvers<void>();
      const afterTheLie: Impostor = (asked) => told.promise.then(() => slowly(asked));
      const [third = "", fourth = ""] = await Promise.all([3, 4].map((i) => impostor(keeperAt(i), afterTheLie)));
      const liar = await impostor(keeperAt(2), (asked) => {
        asked.response.on("close", told.resolve);
        return behave(asked);
      });
      // Keeper 5 does not answer the client itself, only keeper 2: 1, 3 and 4 are left.
      const mixed = withUrls(scene.set, { 2: liar, 3: third, 4: fourth, 5: "http://127.0.0.1:9" });
      assert.deepEqual(await release(mixed, { onProgress: (report) => reports.push(report) }), key);
      const culprit = reports.find(({ keeper }) => keeper === 2);
      assert.equal(culprit?.outcome, "faulty");
      assert.match(culprit?.reason ?? "", reason);
    });
  }

  it("takes no answer that was given to an earlier request", async () => {
    let earlier: object | undefined;
    const replaying = await impostor(keeperAt(2), async ({ honest, response }) => {
      earlier ??= (await honest()).json;
      response.end(JSON.stringify(earlier));
    });
    const three = { ...withUrls(scene.set, { 2: replaying, 4: "http://127.0.0.1:9", 5: "http://127.0.0.1:9" }) };
    assert.deepEqual(await release(three), key);
    await assert.rejects(release(three), (error: Error) => {
      assert.ok(error instanceof KeeperQuorumLostError);
      assert.match(error.reports.find(({ keeper }) => keeper === 2)?.reason ?? "", /for another request/);
      return true;
    });
  });

  it("says whom it lost when fewer than the threshold answer, and why", async () => {
    const broken = withUrls(scene.set, { 1: "http://127.0.0.1:9", 2: "ftp://example.org", 3: "not a url" });
    await assert.rejects(release(broken), (error: Error) => {
      assert.ok(error instanceof KeeperQuorumLostError);
      assert.equal(error.code, "KEEPER_QUORUM_LOST");
      assert.equal(error.threshold, THRESHOLD);
      const reasons = Object.fromEntries(error.reports.map(({ keeper, reason }) => [keeper, reason]));
      assert.deepEqual(
        [reasons[1], reasons[2], reasons[3]],
        [
          "can't be reached.",
          "has a URL in the registry that is not http or https.",
          "has no usable URL in the registry.",
        ],
      );
      return true;
    });
  });

  it("fails with the keepers' own reason when so many refuse for it that the rest can't open", async () => {
    const license = chain.licenses.get(LICENSE_ID) ?? assert.fail();
    license.expiresAt = 1n;
    const dead = withUrls(scene.set, {
      1: "http://127.0.0.1:9",
      2: await impostor(keeperAt(2), MISBEHAVIOURS["no answer"]?.behave ?? assert.fail()),
    });
    await assert.rejects(release(dead), (error: Error) => {
      assert.ok(error instanceof KeyReleaseRefusedError);
      assert.equal(error.code, "LICENSE_EXPIRED");
      assert.match(error.hint, /Renew/);
      assert.match(error.message, /^3 keepers refused the key: License \d+ ended/);
      return true;
    });
  });

  it("two keepers that refuse don't stop the other three", async () => {
    const refuse: Impostor = ({ response }) =>
      response.writeHead(403).end('{"error":{"code":"LICENSE_EXPIRED","message":"No.","hint":""}}');
    const urls = { 1: await impostor(keeperAt(1), refuse), 2: await impostor(keeperAt(2), refuse) };
    assert.deepEqual(await release(withUrls(scene.set, urls)), key);
  });
});

const slowly: Impostor = async ({ honest, response }) => {
  await sleep(150);
  response.end(JSON.stringify((await honest()).json));
};
