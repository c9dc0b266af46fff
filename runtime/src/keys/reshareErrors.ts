import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** Sets, thresholds or indices do not make a resharing. */
export class ReshareParametersError extends BaseError {
  constructor(reason: string) {
    super(`Resharing: ${reason}.`, {
      code: "RESHARE_PARAMETERS_INVALID",
      hint: "Name exactly as many dealers of the old set as its threshold, and a new set with 2 ≤ threshold ≤ participants.",
    });
  }
}

/** A dealer's commitments are malformed, or don't commit to the share that it holds. */
export class ReshareCommitmentError extends BaseError {
  /** Index of the dealer in the old set. */
  readonly dealer: number;

  constructor(dealer: number, reason: string, cause?: unknown) {
    super(`Resharing: the commitments of dealer ${dealer} are not those of its share: ${reason}.`, {
      code: "RESHARE_COMMITMENT_INVALID",
      hint: "Start again with another keeper of the old set in its place: this one would change the group key.",
      cause,
    });
    this.dealer = dealer;
  }
}

/** What a dealer sent is not on the polynomial that it committed to, or was made for another transcript. */
export class ReshareShareError extends BaseError {
  /** Index of the dealer in the old set. */
  readonly dealer: number;

  constructor(dealer: number, reason: string, cause?: unknown) {
    super(`Resharing: the share sent by dealer ${dealer} ${reason}.`, {
      code: "RESHARE_SHARE_INVALID",
      hint: "Start again with another keeper of the old set in its place.",
      cause,
    });
    this.dealer = dealer;
  }
}
