import assert from "node:assert/strict";
import type { KeyServiceProgress, ReleaseParameters } from "../../src/keys/keyService.ts";
import { KeeperSetInvalidError } from "../../src/keys/keyServiceErrors.ts";
import { Tdh2HeaderProofError } from "../../src/keys/tdh2.ts";
import { KeyCommitmentMismatchError } from "../../src/payload/errors.ts";
import { keyCommitment } from "../../src/payload/index.ts";
import { sessionKey } from "../keeper/support/fakeRpc.ts";
import { impostor, withUrls } from "../keeper/support/impostor.ts";
import { bindingOf, encryptedKey, LICENSE_ID, licensee, ownKey } from "../keeper/support/licensee.ts";
import { keyServiceScene, THRESHOLD } from "./keyServiceScene.ts";

describe("threshold key service", function () {
  this.timeout(60_000);
  const scene = keyServiceScene();
  const { groupKey, key, chain, keeperAt, release } = scene;

  it("gets the key with one signature, and reports three verified answers", async () => {
    const progress: KeyServiceProgress[] = [];
    let signatures = 0;
    const sign: ReleaseParameters["sign"] = (typedData) => {
      signatures += 1;
      return ownKey(scene.account).sign(typedData);
    };
    const released = await release(scene.set, { sign, onProgress: (step) => progress.push(step) });
    assert.deepEqual(released, key);
    assert.equal(signatures, 1);
    assert.deepEqual(
      progress.map(({ done, total, outcome }) => [done, total, outcome]),
      [1, 2, 3].map((done) => [done, THRESHOLD, "verified"]),
    );
  });

  it("asks in the name of an account by a device with a session, and as the capsule's owner", async () => {
    const owner = scene.account;
    const device = licensee(chain);
    chain.licenses.set(LICENSE_ID, { ...(chain.licenses.get(LICENSE_ID) ?? assert.fail()), holder: owner.address });
    chain.sessions.set(sessionKey(owner.address, device.address), 2n ** 40n);
    const session = { account: owner.address, signer: device.address, sign: ownKey(device).sign };
    assert.deepEqual(await release(scene.set, session), key);
    chain.capsules.set(bindingOf().capsuleId, { owner: owner.address, isSealed: true, suspended: false });
    assert.deepEqual(await release(scene.set, { ...session, licenseId: 0n }), key);
  });

  it("makes a fresh transport key and nonce for every request", async () => {
    const seen: string[] = [];
    const sign: ReleaseParameters["sign"] = (typedData) => {
      seen.push(typedData.message.transportKey, typedData.message.nonce);
      return ownKey(scene.account).sign(typedData);
    };
    await release(scene.set, { sign });
    await release(scene.set, { sign });
    assert.equal(new Set(seen).size, 4);
  });

  it("stops at once when it is aborted, before, while signing and while asking", async () => {
    const reason = new Error("enough");
    await assert.rejects(release(scene.set, { signal: AbortSignal.abort(reason) }), reason);
    const signing = new AbortController();
    const sign: ReleaseParameters["sign"] = async (typedData) => {
      signing.abort(reason);
      return ownKey(scene.account).sign(typedData);
    };
    scene.rpc.requests.length = 0;
    await assert.rejects(release(scene.set, { sign, signal: signing.signal }), reason);
    assert.deepEqual(scene.rpc.requests, []);
    const asking = new AbortController();
    const silent = await impostor(keeperAt(1), () => asking.abort(reason));
    await assert.rejects(
      release(withUrls(scene.set, { 1: silent, 2: silent, 3: silent, 4: silent, 5: silent }), {
        signal: asking.signal,
      }),
      reason,
    );
  });

  it("refuses a header of another capsule before anyone is asked to sign", async () => {
    const sign = () => assert.fail("asked to sign");
    const foreign = encryptedKey(groupKey, 1n).header;
    await assert.rejects(release(scene.set, { header: foreign, sign }), Tdh2HeaderProofError);
  });

  it("refuses a key that is not the one committed to", async () => {
    const commitment = keyCommitment(new Uint8Array(32));
    await assert.rejects(release(scene.set, { keyCommitment: commitment }), KeyCommitmentMismatchError);
  });

  it("refuses a keeper set that makes no sense", async () => {
    for (const wrong of [
      { ...scene.set, threshold: 2 },
      { ...scene.set, threshold: 6 },
      { ...scene.set, keepers: [...scene.set.keepers.slice(0, 4), scene.set.keepers[0] ?? assert.fail()] },
    ]) {
      await assert.rejects(release(wrong), KeeperSetInvalidError);
    }
  });
});
