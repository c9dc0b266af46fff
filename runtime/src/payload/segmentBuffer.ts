/** Gathers chunks of any size into one reused segment-sized buffer. */
export class SegmentBuffer {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #start = 0;
  #end = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** What was gathered, without a copy: valid until the next `fill` or `clear`. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  /** Leaves the first `count` bytes of the current segment out. */
  skip(count: number): void {
    this.#start = count;
    this.#end = count;
  }

  /**
   * Appends a chunk. Calls `whenFull`, which must `clear`, only when another byte follows a full buffer, so that the
   * last segment is always left for the end.
   */
  async fill(chunk: Uint8Array, whenFull: () => Promise<void>): Promise<void> {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.#end === this.#bytes.length) await whenFull();
      const count = Math.min(this.#bytes.length - this.#end, chunk.length - offset);
      this.#bytes.set(chunk.subarray(offset, offset + count), this.#end);
      this.#end += count;
      offset += count;
    }
  }

  clear(): void {
    this.skip(0);
  }

  wipe(): void {
    this.#bytes.fill(0);
    this.clear();
  }
}
