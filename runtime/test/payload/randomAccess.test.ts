import assert from "node:assert/strict";
import fc from "fast-check";
import {
  openRandomAccess,
  PayloadAuthenticationError,
  PayloadHeaderError,
  PayloadRangeError,
  PayloadSizeError,
  PayloadSourceError,
  type RandomAccessPayload,
} from "../../src/payload/index.ts";
import { encrypt, FIRST, INFO, join, KEY, OTHER, plaintextOf, SMALL, segmentsOf } from "./smallPayload.ts";

const PLAINTEXT = plaintextOf(FIRST + 7 * OTHER + 5);
let stored: Uint8Array;
before(async () => {
  stored = await encrypt(PLAINTEXT);
});

function open(
  file: Uint8Array,
  options: {
    info?: Uint8Array;
    key?: Uint8Array;
    size?: number;
    onRead?: (offset: number, length: number) => void;
  } = {},
): Promise<RandomAccessPayload> {
  const { key = KEY, info = INFO, size = file.length, onRead } = options;
  const read = async (offset: number, length: number) => {
    onRead?.(offset, length);
    return file.subarray(offset, offset + length);
  };
  return openRandomAccess({ key, info, size, read }, SMALL);
}

describe("payload: random access", () => {
  it("reads any range of any payload", async () => {
    const ranges = fc.record({ size: fc.nat(300), from: fc.nat(1_000), length: fc.nat(1_000) });
    await fc.assert(
      fc.asyncProperty(ranges, async ({ size, from, length }) => {
        const payload = await open(await encrypt(plaintextOf(size)));
        assert.equal(payload.size, size);
        const offset = from % (size + 1);
        const count = length % (size - offset + 1);
        assert.deepEqual(
          await payload.read(offset, count),
          new Uint8Array(plaintextOf(size).slice(offset, offset + count)),
        );
      }),
      { seed: 9, numRuns: 300 },
    );
  });

  it("fetches the header and the last segment to open, then only the segments it needs", async () => {
    const reads: [number, number][] = [];
    const payload = await open(stored, { onRead: (offset, length) => reads.push([offset, length]) });
    assert.deepEqual(reads.splice(0), [
      [0, 40],
      [512, stored.length - 512],
    ]);
    await payload.read(FIRST + OTHER - 1, 2);
    assert.deepEqual(reads.splice(0), [
      [64, 64],
      [128, 64],
    ]);
    await payload.read(0, 1);
    assert.deepEqual(reads.splice(0), [[40, 24]]);
    await payload.read(3, 0);
    assert.deepEqual(reads, []);
  });

  it("refuses to open a file that was cut or lengthened, at any length", async () => {
    for (let size = 0; size < stored.length + 130; size++) {
      if (size === stored.length) continue;
      const file = join([stored, new Uint8Array(130)]).slice(0, size);
      await assert.rejects(
        open(file),
        (error) => error instanceof PayloadSizeError || error instanceof PayloadAuthenticationError,
        `size ${size}`,
      );
    }
  });

  it("refuses a size that is not the file's", async () => {
    await assert.rejects(open(stored, { size: stored.length - 64 }), PayloadAuthenticationError);
    await assert.rejects(open(stored, { size: stored.length + 64 }), PayloadSourceError);
  });

  it("refuses exchanged segments, altered bytes, another header, info or key", async () => {
    const exchanged = segmentsOf(stored);
    [exchanged[2], exchanged[3]] = [exchanged[3] as Uint8Array, exchanged[2] as Uint8Array];
    const payload = await open(join(exchanged));
    await assert.rejects(payload.read(FIRST + OTHER, 1), { code: "PAYLOAD_AUTHENTICATION_FAILED", segment: 2 });
    assert.deepEqual(await payload.read(0, FIRST + OTHER), new Uint8Array(PLAINTEXT.slice(0, FIRST + OTHER)));

    const altered = stored.slice();
    altered[70] = (altered[70] ?? 0) ^ 1;
    await assert.rejects((await open(altered)).read(0, PLAINTEXT.length), { segment: 1 });

    const wrongLength = stored.slice();
    wrongLength[0] = 24;
    await assert.rejects(open(wrongLength), new PayloadHeaderError(24, 40));
    const wrongSalt = stored.slice();
    wrongSalt[5] = (wrongSalt[5] ?? 0) ^ 1;
    await assert.rejects(open(wrongSalt), PayloadAuthenticationError);
    await assert.rejects(open(stored, { info: INFO.slice(1) }), PayloadAuthenticationError);
    await assert.rejects(open(stored, { key: new Uint8Array(32) }), PayloadAuthenticationError);
  });

  for (const [offset, length] of [
    [-1, 1],
    [0, -1],
    [0.5, 1],
    [0, PLAINTEXT.length + 1],
    [PLAINTEXT.length, 1],
    [2 ** 53, 1],
  ]) {
    it(`refuses to read ${length} bytes from ${offset}`, async () => {
      const payload = await open(stored);
      await assert.rejects(payload.read(offset as number, length as number), PayloadRangeError);
    });
  }

  it("refuses a source that returns fewer or more bytes than asked for", async () => {
    for (const difference of [-1, 1]) {
      const read = async (_offset: number, length: number) => new Uint8Array(length + difference);
      await assert.rejects(
        openRandomAccess({ key: KEY, info: INFO, size: stored.length, read }, SMALL),
        new PayloadSourceError(0, 40, 40 + difference),
      );
    }
  });

  it("hands the signal to the source and stops when it is aborted", async () => {
    const payload = await open(stored);
    const reason = new Error("no longer needed");
    await assert.rejects(payload.read(0, 100, { signal: AbortSignal.abort(reason) }), reason);

    let seen: AbortSignal | undefined;
    const { signal } = new AbortController();
    const read = async (offset: number, length: number, given?: AbortSignal) => {
      seen = given;
      return stored.subarray(offset, offset + length);
    };
    await openRandomAccess({ key: KEY, info: INFO, size: stored.length, read, signal }, SMALL);
    assert.equal(seen, signal);
  });
});
