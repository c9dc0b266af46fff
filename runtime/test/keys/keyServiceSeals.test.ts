import assert from "node:assert/strict";
import { encodeManifest } from "@capsule-protocol/sdk/manifest/index.ts";
import type { Hex } from "viem";
import type { RunningKeeper } from "../../keeper/startKeeper.ts";
import { keeperSealService, requestSeals } from "../../src/keys/keeperSealService.ts";
import type { KeeperSet } from "../../src/keys/keeperSet.ts";
import { SealQuorumError } from "../../src/keys/keyServiceErrors.ts";
import { cleanUp, later } from "../keeper/support/cleanup.ts";
import { fakeChain, fakeRpc } from "../keeper/support/fakeRpc.ts";
import { groupKeyOf, groupOf } from "../keeper/support/group.ts";
import { type Impostor, impostor, MISBEHAVIOURS, withUrls } from "../keeper/support/impostor.ts";
import { bindingOf, encryptedKey } from "../keeper/support/licensee.ts";
import { manifestFor } from "../keeper/support/manifest.ts";
import { keeperSetOf, testKeeper } from "../keeper/support/testKeeper.ts";

const THRESHOLD = 3;

describe("seals of a quorum of keepers", function () {
  this.timeout(60_000);
  const group = groupOf(THRESHOLD, 5);
  const groupKey = groupKeyOf(group);
  const manifest = encodeManifest(manifestFor(groupKey, encryptedKey(groupKey).header));
  let keepers: RunningKeeper[];
  let set: KeeperSet;

  before(async () => {
    const rpc = await fakeRpc(fakeChain());
    later(rpc.close);
    keepers = await Promise.all(group.map((member) => testKeeper(member, [rpc.url])));
    set = keeperSetOf(THRESHOLD, keepers);
  });
  after(cleanUp);

  const request = (keeperSet: KeeperSet, overrides = {}) =>
    requestSeals({ keepers: keeperSet, binding: bindingOf(), version: 1, manifest, ...overrides });
  const keeperAt = (index: number) => keepers[index - 1] ?? assert.fail();

  it("are as many as the threshold, of different keepers, in ascending order of their addresses", async () => {
    const seals = await request(set);
    const operators = seals.map(({ operator }) => operator.toLowerCase());
    assert.equal(seals.length, THRESHOLD);
    assert.deepEqual(operators, [...new Set(operators)].sort());
    const known = new Set(keepers.map(({ identity }) => identity.operator));
    for (const { operator, signature } of seals) {
      assert.ok(known.has(operator));
      assert.match(signature, /^0x[0-9a-f]{128}1[bc]$/);
    }
  });

  it("come from whoever answers, through the port too", async () => {
    const progress: { done: number; total: number }[] = [];
    const dead = withUrls(set, { 1: "http://127.0.0.1:9", 5: "http://127.0.0.1:9" });
    const service = keeperSealService({ keepers: async () => dead });
    const seals = await service.seal({
      ...{ binding: bindingOf(), version: 1, manifest },
      onProgress: ({ done, total }) => progress.push({ done, total }),
    });
    const operators = [2, 3, 4].map((index) => keeperAt(index).identity.operator);
    assert.deepEqual(new Set(seals.map(({ operator }) => operator)), new Set(operators));
    assert.deepEqual(progress.at(-1), { done: THRESHOLD, total: THRESHOLD });
  });

  const lies: Record<string, Impostor> = {
    "another keeper's seal": async ({ body, response }) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${keeperAt(1).url}/v1/seal`, { method: "POST", headers, body });
      response.end(await answer.text());
    },
    "another keeper's signature under its own name": async ({ body, response, honest }) => {
      const headers = { "content-type": "application/json" };
      const other = await fetch(`${keeperAt(1).url}/v1/seal`, { method: "POST", headers, body });
      const { signature } = (await other.json()) as { signature: Hex };
      response.end(JSON.stringify({ ...(await honest()).json, signature }));
    },
    "a signature in the form that the registry refuses": async ({ response, honest }) => {
      const { json } = await honest();
      response.end(JSON.stringify({ ...json, signature: otherForm(json.signature as Hex) }));
    },
    "a seal of another epoch": async ({ response, honest }) =>
      response.end(JSON.stringify({ ...(await honest()).json, epoch: 2 })),
    "an HTML page": MISBEHAVIOURS["an HTML page"]?.behave ?? assert.fail(),
  };
  for (const [name, behave] of Object.entries(lies)) {
    it(`don't include ${name}`, async () => {
      const urls = { 2: await impostor(keeperAt(2), behave), 3: "http://127.0.0.1:9", 4: "http://127.0.0.1:9" };
      await assert.rejects(request(withUrls(set, urls)), (error: Error) => {
        assert.ok(error instanceof SealQuorumError);
        assert.equal(error.code, "SEAL_QUORUM_LOST");
        assert.equal(error.reports.find(({ keeper }) => keeper === 2)?.outcome, "faulty");
        return true;
      });
      assert.equal((await request(withUrls(set, { 2: urls[2] }))).length, THRESHOLD);
    });
  }

  it("are refused with the keepers' own reason", async () => {
    await assert.rejects(request(set, { version: 2 }), (error: Error) => {
      assert.ok(error instanceof SealQuorumError);
      assert.equal(error.code, "MANIFEST_BINDING_MISMATCH");
      return true;
    });
  });
});

/** The other valid form of a signature: n − s, and the other recovery bit. */
function otherForm(signature: Hex): Hex {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const s = (order - BigInt(`0x${signature.slice(66, 130)}`)).toString(16).padStart(64, "0");
  return `${signature.slice(0, 66)}${s}${signature.endsWith("1b") ? "1c" : "1b"}` as Hex;
}
