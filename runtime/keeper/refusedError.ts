import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import { REFUSALS, type RefusalCode } from "../src/keys/refusals.ts";
import type { ChainQuorumError, QuorumFailure } from "./chain/errors.ts";

/** A request that the keeper does not serve. `code`, status and hint are those of the table of refusals. */
export class RefusedError extends BaseError {
  declare readonly code: RefusalCode;
  readonly status: number;
  /** Seconds after which it makes sense to try again. */
  readonly retryAfter: number | undefined;
  /** Runs of the license that are leased, where that is why. */
  readonly leased: number | undefined;

  constructor(
    code: RefusalCode,
    message: string,
    options: { retryAfter?: number; leased?: number; cause?: unknown } = {},
  ) {
    super(message, { code, hint: REFUSALS[code].hint, cause: options.cause });
    this.status = REFUSALS[code].status;
    this.retryAfter = options.retryAfter;
    this.leased = options.leased;
  }
}

const QUORUM_CODES: Record<QuorumFailure, RefusalCode> = {
  unreachable: "CHAIN_UNAVAILABLE",
  disagreement: "CHAIN_UNAVAILABLE",
  stale: "CHAIN_STALE",
  clock: "CLOCK_UNSURE",
};

/** The refusal that follows when the keeper doesn't know what the chain says. */
export function refusalWithoutQuorum(error: ChainQuorumError): RefusedError {
  return new RefusedError(QUORUM_CODES[error.failure], error.message, { retryAfter: 5, cause: error });
}
