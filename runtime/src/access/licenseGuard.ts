import type { AccessGrant } from "./authorizeAccess.ts";
import { AccessRefusedError, LicenseExpiredError, LicenseUncheckedError } from "./errors.ts";
import { LicenseClock, type TimeSources } from "./licenseClock.ts";

export type LicenseGuardOptions = {
  /** Age of the last check, in seconds, at which a use asks the chain again in the background. Default 30. */
  recheckSeconds?: number;
  /** Age of the last check, in seconds, beyond which a use waits for a new one. Default 600. */
  toleranceSeconds?: number;
  timeSources?: TimeSources;
};

export type LicenseGuardParameters = LicenseGuardOptions & {
  licenseId: bigint;
  grant: AccessGrant;
  /** Asks the chain again; throws AccessRefusedError when the access is over, anything else when there is no answer. */
  check: (signal: AbortSignal) => Promise<AccessGrant>;
};

/** Longest delay that timers take, in milliseconds. */
const MAX_DELAY_MS = 2 ** 31 - 1;
const RETRY_DELAY_MS = 1000;
/** How long an answer is waited for: a chain that hangs must not keep an ended license going. */
const CHECK_TIMEOUT_MS = 5000;

/**
 * Watches one license while it is in use: ends at its expiry by the clock, unless it was renewed meanwhile, and asks the
 * chain again as it is used, so that a license that was transferred or revoked ends too.
 */
export class LicenseGuard {
  readonly #parameters: LicenseGuardParameters;
  readonly #clock: LicenseClock;
  readonly #recheckSeconds: number;
  readonly #toleranceSeconds: number;
  readonly #end = new AbortController();
  #expiresAt: bigint;
  #stopped = false;
  #checking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parameters: LicenseGuardParameters) {
    this.#parameters = parameters;
    this.#clock = new LicenseClock(parameters.grant.checkedAt, parameters.timeSources);
    this.#recheckSeconds = parameters.recheckSeconds ?? 30;
    this.#toleranceSeconds = parameters.toleranceSeconds ?? 600;
    this.#expiresAt = parameters.grant.expiresAt;
    this.#schedule();
  }

  /** Aborted when the access is over; its reason is the AccessRefusedError that says why. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** Unix time in seconds; moves when the license is renewed. */
  get expiresAt(): bigint {
    return this.#expiresAt;
  }

  /**
   * To be called before each use. Costs nothing but a look at the clock while the last check is fresh.
   *
   * @throws the AccessRefusedError that ended the access; LicenseUncheckedError when the chain has not answered for too
   *   long.
   */
  async use(): Promise<void> {
    if (this.#isDue()) await this.#recheck().catch(() => {}); // a failed check leaves the decision to the clock
    this.signal.throwIfAborted();
    const age = this.#clock.sinceCheck;
    if (age >= this.#toleranceSeconds) await this.#requireCheck();
    else if (age >= this.#recheckSeconds) this.#recheck().catch(() => {}); // in the background; the next use sees it
  }

  /** Ends watching without ending the access. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #requireCheck(): Promise<void> {
    try {
      await this.#recheck();
    } catch (cause) {
      this.signal.throwIfAborted();
      throw new LicenseUncheckedError(Math.floor(this.#clock.sinceCheck), cause);
    }
    this.signal.throwIfAborted();
  }

  #isDue(): boolean {
    return this.#clock.possible >= Number(this.#expiresAt);
  }

  /** One question to the chain at a time, whoever asks. */
  #recheck(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async #check(): Promise<void> {
    try {
      const grant = await this.#parameters.check(AbortSignal.timeout(CHECK_TIMEOUT_MS));
      this.#clock.checked(grant.checkedAt);
      this.#expiresAt = grant.expiresAt;
      if (this.#clock.certain >= Number(grant.expiresAt)) this.#finish(this.#expired());
    } catch (error) {
      if (error instanceof AccessRefusedError) return this.#finish(error);
      // Without an answer the last known end holds: a renewal that can't be read doesn't count.
      if (this.#isDue()) this.#finish(this.#expired());
      throw error;
    }
    this.#schedule();
  }

  #expired(): LicenseExpiredError {
    return new LicenseExpiredError(this.#parameters.licenseId, this.#expiresAt);
  }

  #finish(reason: AccessRefusedError): void {
    if (this.#stopped) return;
    this.stop();
    this.#end.abort(reason);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    const left = (Number(this.#expiresAt) - this.#clock.possible) * 1000;
    const delay = Math.min(left > 0 ? Math.ceil(left) : RETRY_DELAY_MS, MAX_DELAY_MS);
    this.#timer = setTimeout(() => {
      if (this.#isDue()) this.#recheck().catch(() => {});
      else this.#schedule();
    }, delay);
    // A forgotten session must not keep a program alive; its engine does so as long as it is wanted.
    this.#timer.unref?.();
  }
}
