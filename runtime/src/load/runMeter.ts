import type { LeasedKey } from "../keys/keyService.ts";

export type RunMeterParameters = {
  /** What the chain says of the license now: runs bought of it in all, and those that are settled. */
  license: () => Promise<{ bought: number; settled: number }>;
  /** Gets the content key together with more runs. */
  lease: (known: { bought: number; leased: number }) => Promise<LeasedKey>;
};

/**
 * Counts the runs of a metered license down, and leases more from the keepers when they are used up. Runs that were
 * leased are gone whether or not they are run: what is left of them when the session closes is lost.
 */
export class RunMeter {
  readonly #parameters: RunMeterParameters;
  #ready = 0;
  #leased = 0;
  #bought = 0;
  #leasing: Promise<void> | undefined;

  constructor(parameters: RunMeterParameters) {
    this.#parameters = parameters;
  }

  /** Runs that the license has left, as far as this session knows: those that it leased and those not leased yet. */
  get left(): number {
    return this.#ready + this.#bought - this.#leased;
  }

  /**
   * Leases runs.
   *
   * @returns the content key, which the caller wipes.
   * @throws what the key service throws: `LICENSE_USED_UP` when none are left.
   */
  async lease(): Promise<Uint8Array> {
    const { bought, settled } = await this.#parameters.license();
    const known = { bought, leased: Math.max(this.#leased, settled) };
    const { key, runs, leased } = await this.#parameters.lease(known);
    this.#ready += runs;
    [this.#leased, this.#bought] = [leased, bought];
    return key;
  }

  /** Takes one run; of several callers that find none, one leases for all. */
  async take(): Promise<void> {
    while (this.#ready === 0) {
      this.#leasing ??= this.#leaseMore().finally(() => {
        this.#leasing = undefined;
      });
      await this.#leasing;
    }
    this.#ready -= 1;
  }

  /** Gives back a run that came to nothing. */
  giveBack(): void {
    this.#ready += 1;
  }

  /** The model is loaded: only the runs are wanted. */
  async #leaseMore(): Promise<void> {
    const key = await this.lease();
    key.fill(0);
  }
}
