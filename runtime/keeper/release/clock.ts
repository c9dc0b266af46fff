import { RefusedError } from "../refusedError.ts";

/** Seconds by which a request's time may differ from the keeper's clock. */
export const REQUEST_WINDOW_SECONDS = 60;

/**
 * Refuses requests from outside the window around now. Both bounds are inclusive.
 *
 * @param issuedAt, now Unix time in seconds.
 * @throws RefusedError REQUEST_EXPIRED or REQUEST_NOT_YET_VALID
 */
export function requireCurrent(issuedAt: bigint, now: number): void {
  const age = BigInt(now) - issuedAt;
  if (age > BigInt(REQUEST_WINDOW_SECONDS)) {
    throw new RefusedError("REQUEST_EXPIRED", `The request is ${age} s old; ${REQUEST_WINDOW_SECONDS} s are allowed.`);
  }
  if (-age > BigInt(REQUEST_WINDOW_SECONDS)) {
    throw new RefusedError("REQUEST_NOT_YET_VALID", `The request is ${-age} s ahead of the keeper's clock.`);
  }
}
