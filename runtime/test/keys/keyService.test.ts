import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { bytesToHex, type Hex, hexToBytes } from "viem";
import type { RunningKeeper } from "../../keeper/startKeeper.ts";
import type { KeeperSet } from "../../src/keys/keeperSet.ts";
import type { KeyServiceProgress, ReleaseParameters } from "../../src/keys/keyService.ts";
import {
  KeeperQuorumLostError,
  KeeperSetInvalidError,
  KeyReleaseRefusedError,
} from "../../src/keys/keyServiceErrors.ts";
import { Tdh2HeaderProofError } from "../../src/keys/tdh2.ts";
import { thresholdKeyService } from "../../src/keys/thresholdKeyService.ts";
import { KeyCommitmentMismatchError } from "../../src/payload/errors.ts";
import { keyCommitment } from "../../src/payload/index.ts";
import { cleanUp, later } from "../keeper/support/cleanup.ts";
import { type FakeChain, type FakeRpc, fakeChain, fakeRpc, sessionKey } from "../keeper/support/fakeRpc.ts";
import { groupKeyOf, groupOf } from "../keeper/support/group.ts";
import { type Impostor, impostor, MISBEHAVIOURS, withUrls } from "../keeper/support/impostor.ts";
import { bindingOf, DOMAIN, encryptedKey, LICENSE_ID, licensee, ownKey } from "../keeper/support/licensee.ts";
import { keeperSetOf, testKeeper } from "../keeper/support/testKeeper.ts";

const THRESHOLD = 3;

describe("threshold key service", function () {
  this.timeout(60_000);
  const group = groupOf(THRESHOLD, 5);
  const groupKey = groupKeyOf(group);
  const { key, header } = encryptedKey(groupKey);
  let chain: FakeChain;
  let rpc: FakeRpc;
  let keepers: RunningKeeper[];
  let set: KeeperSet;
  let account: ReturnType<typeof licensee>;

  before(async () => {
    chain = fakeChain();
    rpc = await fakeRpc(chain);
    later(rpc.close);
    keepers = await Promise.all(group.map((member) => testKeeper(member, [rpc.url])));
    set = keeperSetOf(THRESHOLD, keepers);
  });
  beforeEach(() => {
    chain.capsules.clear();
    chain.licenses.clear();
    account = licensee(chain);
  });
  after(cleanUp);

  const parameters = (overrides: Partial<ReleaseParameters> = {}): ReleaseParameters => ({
    binding: bindingOf(),
    header,
    licenseId: LICENSE_ID,
    account: account.address,
    sign: ownKey(account).sign,
    keyCommitment: keyCommitment(key),
    ...overrides,
  });
  const release = (keeperSet: KeeperSet, overrides: Partial<ReleaseParameters> = {}, timeoutMilliseconds = 20_000) =>
    thresholdKeyService({ ...DOMAIN, keepers: keeperSet, timeoutMilliseconds }).release(parameters(overrides));
  const keeperAt = (index: number) => keepers[index - 1] ?? assert.fail();

  it("gets the key with one signature, and reports three verified answers", async () => {
    const progress: KeyServiceProgress[] = [];
    let signatures = 0;
    const sign: ReleaseParameters["sign"] = (typedData) => {
      signatures += 1;
      return ownKey(account).sign(typedData);
    };
    const released = await release(set, { sign, onProgress: (step) => progress.push(step) });
    assert.deepEqual(released, key);
    assert.equal(signatures, 1);
    assert.deepEqual(
      progress.map(({ done, total, outcome }) => [done, total, outcome]),
      [1, 2, 3].map((done) => [done, THRESHOLD, "verified"]),
    );
  });

  it("asks in the name of an account by a device with a session, and as the capsule's owner", async () => {
    const owner = account;
    const device = licensee(chain);
    chain.licenses.set(LICENSE_ID, { ...(chain.licenses.get(LICENSE_ID) ?? assert.fail()), holder: owner.address });
    chain.sessions.set(sessionKey(owner.address, device.address), 2n ** 40n);
    const session = { account: owner.address, signer: device.address, sign: ownKey(device).sign };
    assert.deepEqual(await release(set, session), key);
    chain.capsules.set(bindingOf().capsuleId, { owner: owner.address, isSealed: true, suspended: false });
    assert.deepEqual(await release(set, { ...session, licenseId: 0n }), key);
  });

  it("makes a fresh transport key and nonce for every request", async () => {
    const seen: string[] = [];
    const sign: ReleaseParameters["sign"] = (typedData) => {
      seen.push(typedData.message.transportKey, typedData.message.nonce);
      return ownKey(account).sign(typedData);
    };
    await release(set, { sign });
    await release(set, { sign });
    assert.equal(new Set(seen).size, 4);
  });

  for (const [name, { outcome, behave }] of Object.entries(MISBEHAVIOURS)) {
    it(`gets the key although two of five answer with ${name}, and names them`, async () => {
      const reports: KeyServiceProgress[] = [];
      const urls = { 2: await impostor(keeperAt(2), behave), 4: await impostor(keeperAt(4), behave) };
      const delayed = await impostor(keeperAt(5), slowly);
      const mixed = withUrls(set, { ...urls, 5: delayed });
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
      const mixed = withUrls(set, { 2: liar, 3: third, 4: fourth, 5: "http://127.0.0.1:9" });
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
    const three = { ...withUrls(set, { 2: replaying, 4: "http://127.0.0.1:9", 5: "http://127.0.0.1:9" }) };
    assert.deepEqual(await release(three), key);
    await assert.rejects(release(three), (error: Error) => {
      assert.ok(error instanceof KeeperQuorumLostError);
      assert.match(error.reports.find(({ keeper }) => keeper === 2)?.reason ?? "", /for another request/);
      return true;
    });
  });

  it("says whom it lost when fewer than the threshold answer, and why", async () => {
    const broken = withUrls(set, { 1: "http://127.0.0.1:9", 2: "ftp://example.org", 3: "not a url" });
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
    const dead = withUrls(set, {
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
    assert.deepEqual(await release(withUrls(set, urls)), key);
  });

  it("stops at once when it is aborted, before, while signing and while asking", async () => {
    const reason = new Error("enough");
    await assert.rejects(release(set, { signal: AbortSignal.abort(reason) }), reason);
    const signing = new AbortController();
    const sign: ReleaseParameters["sign"] = async (typedData) => {
      signing.abort(reason);
      return ownKey(account).sign(typedData);
    };
    rpc.requests.length = 0;
    await assert.rejects(release(set, { sign, signal: signing.signal }), reason);
    assert.deepEqual(rpc.requests, []);
    const asking = new AbortController();
    const silent = await impostor(keeperAt(1), () => asking.abort(reason));
    await assert.rejects(
      release(withUrls(set, { 1: silent, 2: silent, 3: silent, 4: silent, 5: silent }), { signal: asking.signal }),
      reason,
    );
  });

  it("refuses a header of another capsule before anyone is asked to sign", async () => {
    const sign = () => assert.fail("asked to sign");
    const foreign = encryptedKey(groupKey, 1n).header;
    await assert.rejects(release(set, { header: foreign, sign }), Tdh2HeaderProofError);
  });

  it("refuses a key that is not the one committed to", async () => {
    const commitment = keyCommitment(new Uint8Array(32));
    await assert.rejects(release(set, { keyCommitment: commitment }), KeyCommitmentMismatchError);
  });

  it("refuses a keeper set that makes no sense", async () => {
    for (const wrong of [
      { ...set, threshold: 2 },
      { ...set, threshold: 6 },
      { ...set, keepers: [...set.keepers.slice(0, 4), set.keepers[0] ?? assert.fail()] },
    ]) {
      await assert.rejects(release(wrong), KeeperSetInvalidError);
    }
  });
});

const slowly: Impostor = async ({ honest, response }) => {
  await sleep(150);
  response.end(JSON.stringify((await honest()).json));
};
