import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { decryptStream, encryptStream, PayloadAuthenticationError } from "../../src/payload/index.ts";
import { collect, streamOf } from "./byteStreams.ts";
import { encrypt, FIRST, INFO, KEY, OTHER, plaintextOf, SMALL } from "./smallPayload.ts";

const OPTIONS = { key: KEY, info: INFO };

/** What of the cipher is at work. */
let working = 0;

/** Counts what is asked of the cipher, while the tests of a suite run. */
function watchCipher(): void {
  const methods = ["importKey", "deriveKey", "deriveBits", "sign", "encrypt", "decrypt"] as const;
  const subtle = crypto.subtle as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
  before(() => {
    for (const method of methods) {
      const original = subtle[method]?.bind(subtle);
      subtle[method] = async (...args) => {
        working++;
        return original?.(...args).finally(() => working--);
      };
    }
  });
  after(() => {
    for (const method of methods) delete subtle[method];
  });
}

/** Ends when everything that can run without the reader has run: the cipher rests, and nobody asks it for more. */
async function settle(): Promise<void> {
  for (let idle = 0; idle < 50; idle++) {
    await turn();
    if (working > 0) idle = 0;
  }
}

describe("payload: back-pressure", () => {
  watchCipher();

  it("takes only a few segments from a source that nobody reads the result of", async () => {
    let taken = 0;
    const long = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (++taken > 1_000) controller.close();
          else controller.enqueue(new Uint8Array(OTHER));
        },
      },
      { highWaterMark: 0 },
    );
    const reader = long.pipeThrough(encryptStream(OPTIONS, SMALL)).getReader();
    await settle();
    const atRest = taken;
    assert.ok(atRest <= 8, `${atRest} segments were taken`);
    await reader.read();
    await settle();
    assert.ok(taken - atRest <= 2, "one read makes room for one segment");
    await reader.cancel();
  });

  it("keeps a writer of one huge chunk waiting instead of holding all its segments", async () => {
    const { readable, writable } = encryptStream(OPTIONS, SMALL);
    const writer = writable.getWriter();
    let written = false;
    const writing = writer.write(plaintextOf(FIRST + 1_000 * OTHER)).then(() => {
      written = true;
    });
    await settle();
    assert.equal(written, false);
    const all = collect(readable);
    await writing;
    await writer.close();
    assert.equal((await all).length, 40 + FIRST + 1_000 * OTHER + 1_001 * 16);
  });

  it("works on at most four segments at once, and on more than one", async () => {
    const { subtle } = crypto;
    const original = subtle.encrypt;
    let running = 0;
    let most = 0;
    subtle.encrypt = async (...args) => {
      most = Math.max(most, ++running);
      await turn();
      return original.apply(subtle, args).finally(() => running--);
    };
    try {
      await encrypt(plaintextOf(FIRST + 40 * OTHER));
    } finally {
      subtle.encrypt = original;
    }
    assert.ok(most > 1 && most <= 4, `${most} at once`);
  });

  it("keeps the order even when later segments are ready first", async () => {
    const stored = await encrypt(plaintextOf(FIRST + 9 * OTHER));
    const { subtle } = crypto;
    const original = subtle.decrypt;
    let call = 0;
    subtle.decrypt = async (...args) => {
      const delay = 10 - call++;
      const result = original.apply(subtle, args);
      for (let i = 0; i < delay; i++) await turn();
      return result;
    };
    try {
      const back = await collect(streamOf(stored).pipeThrough(decryptStream(OPTIONS, SMALL)));
      assert.deepEqual(back, plaintextOf(FIRST + 9 * OTHER));
    } finally {
      subtle.decrypt = original;
    }
  });
});

describe("payload: ends", () => {
  watchCipher();

  it("cancelling the result stops the source with the same reason", async () => {
    let cancelled: unknown;
    const source = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(OTHER)),
      cancel: (reason) => {
        cancelled = reason;
      },
    });
    const reader = source.pipeThrough(encryptStream(OPTIONS, SMALL)).getReader();
    await reader.read();
    await reader.cancel("enough");
    await settle();
    assert.equal(cancelled, "enough");
  });

  it("cancelling the result fails an idle writer at once", async () => {
    const { readable, writable } = encryptStream(OPTIONS, SMALL);
    const closed = assert.rejects(writable.getWriter().closed, /enough/);
    await readable.cancel(new Error("enough"));
    await closed;
  });

  it("cancelling the result ends the write of a huge chunk without encrypting the rest", async () => {
    const { subtle } = crypto;
    const original = subtle.encrypt;
    let calls = 0;
    subtle.encrypt = (...args) => {
      calls++;
      return original.apply(subtle, args);
    };
    try {
      const { readable, writable } = encryptStream(OPTIONS, SMALL);
      const writing = assert.rejects(writable.getWriter().write(plaintextOf(1_000 * OTHER)), /enough/);
      await settle();
      await readable.cancel(new Error("enough"));
      await writing;
      assert.ok(calls <= 8, `${calls} segments were encrypted`);
    } finally {
      subtle.encrypt = original;
    }
  });

  it("a failing source fails the result with the same error", async () => {
    const broken = new Error("disk");
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(500));
      },
      pull: (controller) => controller.error(broken),
    });
    await assert.rejects(collect(source.pipeThrough(encryptStream(OPTIONS, SMALL))), broken);
  });

  it("an altered segment stops the source and fails the pipe", async () => {
    const stored = await encrypt(plaintextOf(FIRST + 100 * OTHER));
    stored[200] = (stored[200] ?? 0) ^ 1;
    let cancelled: unknown;
    let offset = 0;
    const source = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(stored.slice(offset, offset + 64));
        offset += 64;
      },
      cancel: (reason) => {
        cancelled = reason;
      },
    });
    await assert.rejects(collect(source.pipeThrough(decryptStream(OPTIONS, SMALL))), PayloadAuthenticationError);
    await settle();
    assert.ok(cancelled instanceof PayloadAuthenticationError);
    assert.equal(cancelled.segment, 3);
    assert.ok(offset < stored.length, "the source was read to its end");
  });

  it("an aborted writer fails a waiting reader", async () => {
    const { readable, writable } = decryptStream(OPTIONS, SMALL);
    const waiting = assert.rejects(readable.getReader().read(), /stopped/);
    await writable.getWriter().abort(new Error("stopped"));
    await waiting;
  });

  it("a write after a failure is refused with that failure", async () => {
    const { readable, writable } = decryptStream(OPTIONS, SMALL);
    const result = assert.rejects(collect(readable), { code: "PAYLOAD_HEADER_INVALID" });
    const writer = writable.getWriter();
    await assert.rejects(writer.write(new Uint8Array(65)), { code: "PAYLOAD_HEADER_INVALID" });
    await assert.rejects(writer.write(new Uint8Array(1)), { code: "PAYLOAD_HEADER_INVALID" });
    await result;
  });
});
