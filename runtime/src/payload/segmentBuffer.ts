/** Gathers chunks of any size into one reused segment-sized buffer. */
export class SegmentBuffer {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #start = 0;
  #end = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** What was gathered since the last full segment, without a copy: valid until the next `fill`. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  /** Leaves the first `count` bytes of the current segment out. */
  skip(count: number): void {
    this.#start = count;
    this.#end = count;
  }

  /**
   * Appends a chunk. Calls `whenFull` with a full segment only when another byte follows it, so that the last segment is
   * always left for the end. The segment is valid until `whenFull` resolves. A segment that lies within the chunk is
   * passed on without a copy.
   */
  async fill(chunk: Uint8Array, whenFull: (segment: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<void> {
    let offset = 0;
    while (offset < chunk.length) {
      const room = this.#bytes.length - this.#end;
      if (room === 0) {
        await whenFull(this.bytes);
        this.skip(0);
      } else if (this.#end === this.#start && chunk.length - offset > room && isUnshared(chunk)) {
        await whenFull(chunk.subarray(offset, offset + room));
        this.skip(0);
        offset += room;
      } else {
        const part = chunk.subarray(offset, offset + room);
        this.#bytes.set(part, this.#end);
        this.#end += part.length;
        offset += part.length;
      }
    }
  }

  wipe(): void {
    this.#bytes.fill(0);
    this.skip(0);
  }
}

/** WebCrypto takes no shared memory. */
function isUnshared(chunk: Uint8Array): chunk is Uint8Array<ArrayBuffer> {
  return chunk.buffer instanceof ArrayBuffer;
}
