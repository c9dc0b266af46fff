import assert from "node:assert/strict";
import fc from "fast-check";
import { PayloadAuthenticationError, PayloadHeaderError, PayloadSizeError } from "../../src/payload/index.ts";
import { encrypt, FIRST, INFO, join, KEY, OTHER, plaintextOf, segmentsOf, tryDecrypt } from "./smallPayload.ts";

const PLAINTEXT = plaintextOf(FIRST + 3 * OTHER + 40); // five segments, the last of 56 stored bytes
let stored: Uint8Array;
let other: Uint8Array; // same key, info and length, another header

before(async () => {
  stored = await encrypt(PLAINTEXT, { seed: "stored" });
  other = await encrypt(PLAINTEXT, { seed: "other" });
});

/** The stream must fail with `expected`, and what came out before must be an authentic beginning of the plaintext. */
async function assertRefused(
  altered: Uint8Array,
  expected: new (...args: never[]) => Error,
  options?: Parameters<typeof tryDecrypt>[1],
): Promise<void> {
  const { bytes, error } = await tryDecrypt(altered, options);
  assert.ok(error instanceof expected, `${String(error)} instead of ${expected.name}`);
  assert.ok(Buffer.from(PLAINTEXT.subarray(0, bytes.length)).equals(bytes), "unauthenticated bytes came out");
  assert.ok(bytes.length < PLAINTEXT.length, "the last segment came out");
}

/** Plaintext bytes before the segment at `index`. */
const bytesBefore = (index: number) => (index === 0 ? 0 : FIRST + (index - 1) * OTHER);

describe("payload: alterations", function () {
  this.timeout(30_000);

  it("every single flipped bit is detected and nothing of its segment or after it comes out", async () => {
    for (let bit = 0; bit < stored.length * 8; bit++) {
      const altered = stored.slice();
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const { bytes, error } = await tryDecrypt(altered);
      assert.ok(error instanceof (bit < 8 ? PayloadHeaderError : PayloadAuthenticationError), `bit ${bit}: ${error}`);
      assert.ok(bytes.length <= bytesBefore(bit >> 9), `bit ${bit}: ${bytes.length} bytes came out`);
      assert.ok(Buffer.from(PLAINTEXT.subarray(0, bytes.length)).equals(bytes));
    }
  });

  it("every truncation is detected", async () => {
    for (let length = 0; length < stored.length; length++) {
      const lastSegment = length % 64;
      const impossible = length < 56 || (length > 64 && lastSegment > 0 && lastSegment <= 16);
      await assertRefused(stored.slice(0, length), impossible ? PayloadSizeError : PayloadAuthenticationError);
    }
  });

  it("removed, repeated and exchanged segments are detected", async () => {
    const count = segmentsOf(stored).length;
    assert.equal(count, 5);
    for (let i = 0; i < count; i++) {
      const removed = segmentsOf(stored);
      removed.splice(i, 1);
      await assertRefused(join(removed), i === 0 ? PayloadHeaderError : PayloadAuthenticationError);
      const repeated = segmentsOf(stored);
      repeated.splice(i, 0, repeated[i] as Uint8Array);
      await assertRefused(join(repeated), PayloadAuthenticationError);
      for (let j = i + 1; j < count; j++) {
        const exchanged = segmentsOf(stored);
        [exchanged[i], exchanged[j]] = [exchanged[j] as Uint8Array, exchanged[i] as Uint8Array];
        await assertRefused(join(exchanged), i === 0 ? PayloadHeaderError : PayloadAuthenticationError);
      }
    }
  });

  it("segments spliced in from another payload of the same key and info are detected", async () => {
    for (let i = 1; i < 5; i++) {
      const spliced = segmentsOf(stored);
      spliced[i] = segmentsOf(other)[i] as Uint8Array;
      await assertRefused(join(spliced), PayloadAuthenticationError);
    }
  });

  it("another payload's header is detected", async () => {
    await assertRefused(join([other.slice(0, 40), stored.slice(40)]), PayloadAuthenticationError);
  });

  it("appended bytes, even a whole authentic segment, are detected", async () => {
    for (const tail of [
      new Uint8Array(1),
      new Uint8Array(40),
      new Uint8Array(64),
      segmentsOf(stored)[4] as Uint8Array,
    ]) {
      await assertRefused(join([stored, tail]), PayloadAuthenticationError);
    }
  });

  it("appended bytes after a full last segment are detected", async () => {
    const full = await encrypt(plaintextOf(FIRST + OTHER));
    for (const length of [1, 16, 17, 64]) {
      const { error } = await tryDecrypt(join([full, new Uint8Array(length)]));
      assert.ok(error instanceof (length <= 16 ? PayloadSizeError : PayloadAuthenticationError));
    }
  });

  it("a file that is cut to a whole number of segments is detected, and only whole segments came out", async () => {
    for (let i = 1; i < 5; i++) {
      const { bytes, error } = await tryDecrypt(stored.slice(0, 64 * i));
      assert.deepEqual(error, new PayloadAuthenticationError(i - 1, (error as Error).cause));
      assert.ok(bytes.length <= bytesBefore(i - 1));
    }
  });

  it("another capsule or file index (info), and another key, open nothing", async () => {
    for (const position of [0, 31, 63, 95, 127]) {
      const info = INFO.slice();
      info[position] = (info[position] ?? 0) ^ 1;
      const { bytes, error } = await tryDecrypt(stored, { info });
      assert.equal(bytes.length, 0);
      assert.ok(error instanceof PayloadAuthenticationError);
    }
    const key = KEY.slice();
    key[31] = (key[31] ?? 0) ^ 0x80;
    const { bytes, error } = await tryDecrypt(stored, { key });
    assert.equal(bytes.length, 0);
    assert.ok(error instanceof PayloadAuthenticationError);
    assert.equal(error.segment, 0);
    assert.equal(error.code, "PAYLOAD_AUTHENTICATION_FAILED");
  });

  it("any random damage is detected, in any chunking", async () => {
    const damage = fc.record({
      at: fc.nat(stored.length - 1),
      length: fc.integer({ min: 1, max: 90 }),
      bytes: fc.uint8Array({ maxLength: 90 }),
      chunk: fc.integer({ min: 1, max: 400 }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ at, length, bytes, chunk }) => {
        const altered = join([stored.slice(0, at), bytes, stored.slice(at + length)]);
        fc.pre(!Buffer.from(altered).equals(stored));
        const result = await tryDecrypt(altered, { chunk });
        assert.ok(result.error instanceof Error);
        assert.ok(Buffer.from(PLAINTEXT.subarray(0, result.bytes.length)).equals(result.bytes));
      }),
      { seed: 72, numRuns: 2_000 },
    );
  });
});
