import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** Something the demo promised and checked. */
export type Claim = { title: string; detail: string };

/** A promise that did not hold. */
export class ClaimFailedError extends BaseError {
  constructor(title: string, detail: string, cause?: unknown) {
    super(`Not true: ${title} (${detail})`, {
      code: "CLAIM_FAILED",
      hint: "The protocol or this machine did not do what was expected; run it again, and report it if it stays.",
      cause,
    });
  }
}

/** The ledger of what was checked: a claim gets into it only by holding. */
export class Claims {
  readonly held: Claim[] = [];
  readonly #onHeld: (claim: Claim) => void;

  constructor(onHeld: (claim: Claim) => void) {
    this.#onHeld = onHeld;
  }

  /** @throws ClaimFailedError unless `condition` is true. */
  that(title: string, condition: boolean, detail: string): void {
    if (!condition) throw new ClaimFailedError(title, detail);
    this.#hold({ title, detail });
  }

  /** @throws ClaimFailedError unless the two amounts are the same. */
  equal(title: string, actual: bigint, expected: bigint, detail: string): void {
    if (actual !== expected) throw new ClaimFailedError(title, `${actual} instead of ${expected}`);
    this.#hold({ title, detail });
  }

  /**
   * @param detail what is told of the error that it ended in.
   * @throws ClaimFailedError unless `attempt` ends in an error with one of these codes.
   */
  async refused(title: string, codes: readonly string[], attempt: () => Promise<unknown>): Promise<void> {
    const error = await attempt().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error === undefined) throw new ClaimFailedError(title, "it was not refused");
    const { code, message } = error as { code?: string; message: string };
    if (code === undefined || !codes.includes(code)) throw new ClaimFailedError(title, message, error);
    this.#hold({ title, detail: code });
  }

  #hold(claim: Claim): void {
    this.held.push(claim);
    this.#onHeld(claim);
  }
}
