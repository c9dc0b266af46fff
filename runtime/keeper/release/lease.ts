import { RefusedError } from "../refusedError.ts";

/** What there is to know of a metered license before a key of its capsule is released. */
export type Lease = {
  licenseId: bigint;
  /** Runs that the license would be leased in all after this release, as the request says. */
  leaseRuns: number;
  /** Runs bought of it, at the final block; 0 for an unmetered one. */
  bought: number;
  /** Runs leased of it before: the highest of what this keeper granted and what is settled on chain. */
  leased: number;
};

/**
 * Decides on the runs that a release hands out. They are cumulative: the request must name more than was leased before,
 * and not more than was bought. Keepers are asked in sets of more than half of them, so any two grants have one in
 * common, which saw the first: whatever sets a client chooses, it never gets more runs than it bought.
 *
 * @throws RefusedError LEASE_UNSUPPORTED, LICENSE_USED_UP, LEASE_NOT_ABOVE (with what was leased), LEASE_ABOVE_BOUGHT
 */
export function requireLease({ licenseId, leaseRuns, bought, leased }: Lease): void {
  const name = `License ${licenseId}`;
  if (bought === 0) {
    if (leaseRuns === 0) return;
    throw new RefusedError("LEASE_UNSUPPORTED", `${name} is not metered, and the request asks for ${leaseRuns} runs.`);
  }
  if (leased >= bought) {
    throw new RefusedError("LICENSE_USED_UP", `All ${bought} runs of license ${licenseId} are used.`, { leased });
  }
  if (leaseRuns <= leased) {
    const message = `${name} has ${leased} runs leased already, and the request names ${leaseRuns}.`;
    throw new RefusedError("LEASE_NOT_ABOVE", message, { leased });
  }
  if (leaseRuns > bought) {
    const message = `${name} has ${bought} runs, and the request names ${leaseRuns}.`;
    throw new RefusedError("LEASE_ABOVE_BOUGHT", message, { leased });
  }
}
