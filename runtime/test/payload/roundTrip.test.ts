import assert from "node:assert/strict";
import fc from "fast-check";
import {
  ContentKeyInvalidError,
  decryptStream,
  encryptedSize,
  encryptStream,
  PayloadSizeError,
  PayloadTooLargeError,
  plaintextSize,
} from "../../src/payload/index.ts";
import { collect, drain, streamOf } from "./byteStreams.ts";
import { encrypt, FIRST, INFO, KEY, OTHER, plaintextOf, SMALL, tryDecrypt } from "./smallPayload.ts";
import { tinkDecrypt } from "./tinkReference.ts";

describe("payload: round trip", () => {
  const sizes = [
    0,
    1,
    FIRST - 1,
    FIRST,
    FIRST + 1,
    FIRST + OTHER - 1,
    FIRST + OTHER,
    FIRST + OTHER + 1,
    FIRST + 3 * OTHER,
  ];
  for (const size of sizes) {
    it(`${size} bytes come back, and the stored size is what encryptedSize says`, async () => {
      const stored = await encrypt(plaintextOf(size));
      assert.equal(stored.length, encryptedSize(size, SMALL));
      assert.equal(plaintextSize(stored.length, SMALL), size);
      assert.deepEqual(await tryDecrypt(stored), { bytes: plaintextOf(size) });
    });
  }

  for (const size of [0, 1_048_520, 1_048_521, 1_048_520 + 1_048_560]) {
    it(`${size} bytes come back at 1 MiB segments`, async () => {
      const plaintext = plaintextOf(size);
      const stored = await collect(streamOf(plaintext, [300_000]).pipeThrough(encryptStream({ key: KEY, info: INFO })));
      assert.equal(stored.length, encryptedSize(size));
      const back = await collect(streamOf(stored, [1_048_576]).pipeThrough(decryptStream({ key: KEY, info: INFO })));
      assert.ok(Buffer.from(back).equals(plaintext));
    });
  }

  it("numbers segments past 255 in big-endian order", async () => {
    const plaintext = plaintextOf(FIRST + 299 * OTHER);
    const stored = await encrypt(plaintext);
    const key = { keyValue: KEY, derivedKeySize: 32, hkdfHash: "sha256", ciphertextSegmentSize: 64 } as const;
    assert.ok(tinkDecrypt(key, stored, INFO).equals(plaintext));
    assert.deepEqual(await tryDecrypt(stored), { bytes: plaintext });
  });

  it("never gives two payloads the same header", async () => {
    const headers = await Promise.all(Array.from({ length: 50 }, () => encrypt(new Uint8Array())));
    assert.equal(new Set(headers.map((stored) => Buffer.from(stored.subarray(1, 40)).toString("hex"))).size, 50);
  });

  it("copies key and info at once: the caller may wipe both before the first byte is written", async () => {
    const [key, info] = [KEY.slice(), INFO.slice()];
    const encryption = encryptStream({ key, info }, SMALL);
    const decryption = decryptStream({ key, info }, SMALL);
    key.fill(0);
    info.fill(0);
    const stored = await collect(streamOf(plaintextOf(100)).pipeThrough(encryption));
    assert.deepEqual(await tryDecrypt(stored), { bytes: plaintextOf(100) });
    assert.deepEqual(await collect(streamOf(stored).pipeThrough(decryption)), plaintextOf(100));
  });

  it("takes Node Buffers, and leaves the caller's key and info as they were", async () => {
    const [key, info] = [Buffer.from(KEY), Buffer.from(INFO)];
    const encryption = encryptStream({ key, info }, SMALL);
    const decryption = decryptStream({ key, info }, SMALL);
    assert.ok(key.equals(KEY) && info.equals(INFO));
    info.fill(0);
    const source = streamOf(Buffer.from(plaintextOf(300)), [70]);
    assert.deepEqual(await collect(source.pipeThrough(encryption).pipeThrough(decryption)), plaintextOf(300));
  });

  for (const [kind, Buffer] of [
    ["plain", ArrayBuffer],
    ["shared", SharedArrayBuffer],
  ] as const) {
    it(`takes a producer that reuses its ${kind} memory after each write`, async () => {
      const plaintext = plaintextOf(500);
      const { readable, writable } = encryptStream({ key: KEY, info: INFO }, SMALL);
      const stored = collect(readable);
      const writer = writable.getWriter();
      const reused = new Uint8Array(new Buffer(125));
      for (let offset = 0; offset < plaintext.length; offset += 125) {
        reused.set(plaintext.subarray(offset, offset + 125));
        await writer.write(reused);
      }
      await writer.close();
      assert.deepEqual(await tryDecrypt(await stored), { bytes: plaintext });
    });
  }

  for (const length of [0, 16, 31, 33]) {
    it(`refuses a content key of ${length} bytes`, () => {
      const options = { key: new Uint8Array(length), info: INFO };
      assert.throws(() => encryptStream(options), new ContentKeyInvalidError(length, 32));
      assert.throws(() => decryptStream(options), new ContentKeyInvalidError(length, 32));
    });
  }

  it("refuses a chunk that is not bytes", async () => {
    const strings = new ReadableStream({ start: (controller) => controller.enqueue("text") });
    const { error } = await drain(strings.pipeThrough(encryptStream({ key: KEY, info: INFO })));
    assert.ok(error instanceof TypeError);
  });
});

describe("payload: sizes", () => {
  it("encryptedSize and plaintextSize are inverse, at any segment size", () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.integer({ min: 57, max: 300 }), (size, segmentSize) => {
        const parameters = { ...SMALL, segmentSize };
        assert.equal(plaintextSize(encryptedSize(size, parameters), parameters), size);
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });

  it("every stored size either belongs to exactly one plaintext size or is refused", () => {
    const possible = new Map(Array.from({ length: 300 }, (_, size) => [encryptedSize(size, SMALL), size]));
    for (let stored = 0; stored < encryptedSize(299, SMALL); stored++) {
      const size = possible.get(stored);
      if (size === undefined) assert.throws(() => plaintextSize(stored, SMALL), new PayloadSizeError(stored));
      else assert.equal(plaintextSize(stored, SMALL), size);
    }
  });

  it("holds 4 PiB and not one byte more", () => {
    const largest = 2 ** 32 * 1_048_560 - 40;
    assert.equal(encryptedSize(largest), 2 ** 52);
    assert.equal(plaintextSize(2 ** 52), largest);
    assert.throws(() => encryptedSize(largest + 1), new PayloadTooLargeError(2 ** 32));
    assert.throws(() => plaintextSize(2 ** 52 + 17), new PayloadTooLargeError(2 ** 32));
  });

  for (const size of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    it(`refuses ${size} as a size`, () => {
      assert.throws(() => encryptedSize(size), PayloadSizeError);
      assert.throws(() => plaintextSize(size), PayloadSizeError);
    });
  }

  it("refuses to encrypt or decrypt past the last number of the segment counter", async () => {
    const three = { ...SMALL, maxSegments: 3 };
    const full = FIRST + 2 * OTHER;
    const sealed = await collect(
      streamOf(plaintextOf(full)).pipeThrough(encryptStream({ key: KEY, info: INFO }, three)),
    );
    assert.deepEqual(await tryDecrypt(sealed), { bytes: plaintextOf(full) });

    const source = streamOf(plaintextOf(full + 1));
    const encrypted = await drain(source.pipeThrough(encryptStream({ key: KEY, info: INFO }, three)));
    assert.deepEqual(encrypted.error, new PayloadTooLargeError(3));

    const stored = await encrypt(plaintextOf(full + 1));
    const decrypted = await drain(streamOf(stored).pipeThrough(decryptStream({ key: KEY, info: INFO }, three)));
    assert.deepEqual(decrypted.error, new PayloadTooLargeError(3));
  });
});
