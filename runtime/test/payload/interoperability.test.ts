import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import {
  AES256_GCM_HKDF_1MB,
  decryptStream,
  encryptStream,
  openRandomAccess,
  type PayloadParameters,
} from "../../src/payload/index.ts";
import { fromHex, toHex } from "../vectors/hex.ts";
import { collect, streamOf } from "./byteStreams.ts";
import { type TinkKey, tinkDecrypt, tinkEncrypt } from "./tinkReference.ts";

type TinkVector = {
  name: string;
  hkdfHash: PayloadParameters["hkdfHash"];
  derivedKeySize: 16 | 32;
  segmentSize: number;
  key: string;
  plaintext: string;
  info: string;
  ciphertext: string;
};
type ProductionVectors = {
  key: string;
  info: string;
  items: { plaintextSize: number; header: string; ciphertextSha256: string }[];
};
const published = JSON.parse(
  readFileSync(new URL("../vectors/tink-aes-gcm-hkdf-streaming.json", import.meta.url), "utf8"),
) as { vectors: { items: TinkVector[] }; aes256GcmHkdf1Mb: ProductionVectors };

function parametersOf(vector: TinkVector): PayloadParameters {
  const { derivedKeySize, hkdfHash, segmentSize } = vector;
  const keySize = fromHex(vector.key).length;
  return { keySize, derivedKeySize, hkdfHash, segmentSize, maxSegments: 2 ** 32 };
}

/** Encrypts with the salt and nonce prefix of an existing header. */
async function encryptUnder(
  header: Uint8Array,
  plaintext: Uint8Array,
  options: { key: Uint8Array; info: Uint8Array },
  parameters?: PayloadParameters,
): Promise<Uint8Array> {
  const rng = (length: number) => header.slice(1, 1 + length);
  return collect(streamOf(plaintext).pipeThrough(encryptStream({ ...options, rng }, parameters)));
}

describe("payload: Tink's published vectors", () => {
  for (const vector of published.vectors.items) {
    const parameters = parametersOf(vector);
    const options = { key: fromHex(vector.key), info: fromHex(vector.info) };
    const ciphertext = fromHex(vector.ciphertext);

    it(`decrypts, reads at random and reproduces: ${vector.name}`, async () => {
      const plaintext = await collect(streamOf(ciphertext, [7]).pipeThrough(decryptStream(options, parameters)));
      assert.equal(toHex(plaintext), vector.plaintext);

      const read = async (offset: number, length: number) => ciphertext.subarray(offset, offset + length);
      const opened = await openRandomAccess({ ...options, size: ciphertext.length, read }, parameters);
      assert.equal(toHex(await opened.read(0, opened.size)), vector.plaintext);

      const again = await encryptUnder(ciphertext, plaintext, options, parameters);
      assert.equal(toHex(again), vector.ciphertext);
    });
  }

  for (const item of published.aes256GcmHkdf1Mb.items) {
    it(`gives tink-java's bytes for ${item.plaintextSize} bytes at AES256_GCM_HKDF_1MB`, async () => {
      const { key, info } = published.aes256GcmHkdf1Mb;
      const options = { key: fromHex(key), info: fromHex(info) };
      const plaintext = Uint8Array.from({ length: item.plaintextSize }, (_, i) => i * 31 + (i >> 8) * 7 + (i >> 16));
      const ciphertext = await encryptUnder(fromHex(item.header), plaintext, options);
      assert.equal(`0x${createHash("sha256").update(ciphertext).digest("hex")}`, item.ciphertextSha256);
      const back = await collect(streamOf(ciphertext).pipeThrough(decryptStream(options)));
      assert.ok(Buffer.from(back).equals(plaintext));
    });
  }
});

describe("payload: an independent implementation written from the specification", () => {
  const bytes = (max: number) => fc.uint8Array({ minLength: 0, maxLength: max });
  const cases = fc.record({
    key: fc.uint8Array({ minLength: 32, maxLength: 32 }),
    info: bytes(160),
    plaintext: bytes(700),
    segmentSize: fc.integer({ min: 57, max: 200 }),
    random: fc.uint8Array({ minLength: 39, maxLength: 39 }),
    chunks: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 4 }),
  });
  const tinkKey = (keyValue: Uint8Array, ciphertextSegmentSize: number): TinkKey => ({
    keyValue,
    derivedKeySize: 32,
    hkdfHash: "sha256",
    ciphertextSegmentSize,
  });

  it("writes the same bytes and reads ours, and we read its, for any size and chunking", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ key, info, plaintext, segmentSize, random, chunks }) => {
        const parameters = { ...AES256_GCM_HKDF_1MB, segmentSize };
        const theirs = tinkEncrypt(
          tinkKey(key, segmentSize),
          plaintext,
          info,
          random.subarray(0, 32),
          random.subarray(32),
        );
        const ours = await collect(
          streamOf(plaintext, chunks).pipeThrough(encryptStream({ key, info, rng: () => random }, parameters)),
        );
        assert.equal(toHex(ours), toHex(theirs));
        assert.ok(tinkDecrypt(tinkKey(key, segmentSize), ours, info).equals(plaintext));
        const back = await collect(streamOf(theirs, chunks).pipeThrough(decryptStream({ key, info }, parameters)));
        assert.equal(toHex(back), toHex(plaintext));
      }),
      { seed: 20_241, numRuns: 150 },
    );
  });

  it("agrees at 1 MiB segments with fresh random headers", async () => {
    const key = crypto.getRandomValues(new Uint8Array(32));
    const info = new TextEncoder().encode("some file");
    const plaintext = Uint8Array.from({ length: 2 * 1_048_560 + 123 }, (_, i) => i * 131 + (i >> 12));
    const ours = await collect(streamOf(plaintext, [100_003]).pipeThrough(encryptStream({ key, info })));
    assert.ok(tinkDecrypt(tinkKey(key, 1_048_576), ours, info).equals(plaintext));
  });
});
