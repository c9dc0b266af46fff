import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  ContentKeyInvalidError,
  checkKeyCommitment,
  committedKey,
  KeyCommitmentMismatchError,
  keyCommitment,
} from "../../src/payload/index.ts";
import { KEY } from "./smallPayload.ts";

describe("key commitment", () => {
  it("is SHA-256 of the domain and the key", () => {
    const expected = createHash("sha256").update("capsule-protocol/key-commitment/v1").update(KEY).digest();
    assert.deepEqual(keyCommitment(KEY), Uint8Array.from(expected));
    checkKeyCommitment(KEY, keyCommitment(KEY));
  });

  it("refuses a key or a commitment that differs in any one bit", () => {
    const commitment = keyCommitment(KEY);
    for (let bit = 0; bit < 256; bit++) {
      const flip = (bytes: Uint8Array) => bytes.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      assert.throws(() => checkKeyCommitment(flip(KEY), commitment), new KeyCommitmentMismatchError());
      assert.throws(() => checkKeyCommitment(KEY, flip(commitment)), KeyCommitmentMismatchError);
    }
  });

  it("refuses a commitment that is shorter, longer or empty, and a key of another length", () => {
    const commitment = keyCommitment(KEY);
    for (const wrong of [commitment.slice(0, 31), new Uint8Array([...commitment, 0]), new Uint8Array()]) {
      assert.throws(() => checkKeyCommitment(KEY, wrong), KeyCommitmentMismatchError);
    }
    assert.throws(() => keyCommitment(KEY.slice(1)), new ContentKeyInvalidError(31, 32));
    assert.throws(() => checkKeyCommitment(KEY.slice(1), commitment), ContentKeyInvalidError);
  });

  it("hands the committed key on as it is, and wipes any other", () => {
    const key = KEY.slice();
    assert.equal(committedKey(key, keyCommitment(KEY)), key);
    assert.deepEqual(key, KEY);
    assert.throws(() => committedKey(key, keyCommitment(new Uint8Array(32))), KeyCommitmentMismatchError);
    assert.deepEqual(key, new Uint8Array(32));
  });
});
