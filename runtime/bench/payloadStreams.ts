export const MEBIBYTE = 2 ** 20;

export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let offset = 0; offset < length; offset += 65_536)
    crypto.getRandomValues(bytes.subarray(offset, offset + 65_536));
  return bytes;
}

/** Views of `bytes`, `size` bytes each, the last one what is left. */
export function inChunks(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer>[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

/** A stream of the given chunks that makes nothing ahead of its reader. */
export function byteSource(chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

/** A stream that forgets what it is given, after `see` saw it. */
export function sink(see: (chunk: Uint8Array) => void = () => {}): WritableStream<Uint8Array> {
  return new WritableStream<Uint8Array>({ write: (chunk) => see(chunk) });
}
