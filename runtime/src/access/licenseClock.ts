/** Where time comes from, in milliseconds; only differences count. */
export type TimeSources = { wall: () => number; monotonic: () => number };

const SYSTEM: TimeSources = { wall: () => Date.now(), monotonic: () => performance.now() };

/**
 * Chain time between two looks at the chain, Unix time in seconds.
 *
 * The monotonic clock can't be turned by the machine's user but may stand still while the machine sleeps; the wall clock
 * is the other way round. So what the monotonic clock says has passed has passed, and what only the wall clock says is a
 * reason to ask the chain.
 */
export class LicenseClock {
  readonly #sources: TimeSources;
  #certain: { chain: number; at: number };
  #possible: { chain: number; at: number };
  #checkedAt: number;

  /** @param chainTime timestamp of the latest block */
  constructor(chainTime: bigint, sources: TimeSources = SYSTEM) {
    this.#sources = sources;
    this.#certain = { chain: Number(chainTime), at: sources.monotonic() };
    this.#possible = { chain: Number(chainTime), at: sources.wall() };
    this.#checkedAt = sources.monotonic();
  }

  /** Chain time that has come for certain. Never goes back. */
  get certain(): number {
    return this.#certain.chain + Math.max(0, this.#sources.monotonic() - this.#certain.at) / 1000;
  }

  /** Chain time that may have come. */
  get possible(): number {
    const { chain, at } = this.#possible;
    return Math.max(this.certain, chain + (this.#sources.wall() - at) / 1000);
  }

  /** Seconds since the chain was last looked at. */
  get sinceCheck(): number {
    return (this.#sources.monotonic() - this.#checkedAt) / 1000;
  }

  /** Takes note of the chain's time as read now. A block that is behind what has passed doesn't turn the clock back. */
  checked(chainTime: bigint): void {
    const { wall, monotonic } = this.#sources;
    if (Number(chainTime) > this.certain) this.#certain = { chain: Number(chainTime), at: monotonic() };
    this.#possible = { chain: Number(chainTime), at: wall() };
    this.#checkedAt = monotonic();
  }
}
