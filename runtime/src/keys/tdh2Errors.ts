import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** A value given to TDH2 is not of the required form: length, range, canonical encoding, identity point. */
export class Tdh2InputError extends BaseError {
  /** Name of the offending value, e.g. `header.u` or `partial.f`. */
  readonly field: string;
  /** What is wrong with it, e.g. `is the identity`. */
  readonly reason: string;

  constructor(field: string, reason: string, cause?: unknown) {
    super(`TDH2: ${field} ${reason}.`, {
      code: "TDH2_INPUT_INVALID",
      hint: "Pass the bytes exactly as the format specifies; a value received from elsewhere was altered or made up.",
      cause,
    });
    this.field = field;
    this.reason = reason;
  }
}

/** The encrypted key's proof does not hold under this label: altered, or taken from another capsule. */
export class Tdh2HeaderProofError extends BaseError {
  constructor() {
    super("TDH2: the header's proof does not hold under the given label.", {
      code: "TDH2_HEADER_PROOF_INVALID",
      hint: "Use the header of this very capsule, chain and registry; a header copied from elsewhere never opens.",
    });
  }
}

/** A keeper's partial decryption is not what its verification share says it must be. */
export class Tdh2PartialProofError extends BaseError {
  /** Index that the partial decryption claims, 1-based. */
  readonly index: number;

  constructor(index: number) {
    super(`TDH2: the partial decryption of keeper ${index} has no valid proof for this header and label.`, {
      code: "TDH2_PARTIAL_PROOF_INVALID",
      hint: "Ignore this answer and ask another keeper; report the keeper if it repeats.",
    });
    this.index = index;
  }
}

/** The number of partial decryptions is not the threshold. */
export class Tdh2ShareCountError extends BaseError {
  readonly expected: number;
  readonly received: number;

  constructor(expected: number, received: number) {
    super(`TDH2: ${received} partial decryptions given, ${expected} needed.`, {
      code: "TDH2_SHARE_COUNT",
      hint: "Pass exactly as many verified partial decryptions as the keeper set's threshold.",
    });
    this.expected = expected;
    this.received = received;
  }
}

/** Two partial decryptions claim the same keeper. */
export class Tdh2DuplicateShareError extends BaseError {
  readonly index: number;

  constructor(index: number) {
    super(`TDH2: keeper ${index} appears twice among the partial decryptions.`, {
      code: "TDH2_DUPLICATE_SHARE",
      hint: "Pass one partial decryption per keeper.",
    });
    this.index = index;
  }
}
