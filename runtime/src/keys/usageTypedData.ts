import type { Address } from "viem";

/** Runs leased of a metered license so far, cumulative. */
export type LeaseReceipt = { licenseId: bigint; runs: number };

/** Releases of a capsule's key on a day. */
export type ReleaseCount = { capsuleId: bigint; releases: number };

/** Where signatures on usage count: one UsageMeter of one chain. */
export type UsageDomain = { chainId: number; usageMeter: Address };

const LEASE_TYPES = {
  LeaseBatch: [
    { name: "epoch", type: "uint256" },
    { name: "receipts", type: "Receipt[]" },
  ],
  Receipt: [
    { name: "licenseId", type: "uint256" },
    { name: "runs", type: "uint32" },
  ],
} as const;

const REPORT_TYPES = {
  ReleaseReport: [
    { name: "epoch", type: "uint256" },
    { name: "day", type: "uint32" },
    { name: "counts", type: "ReleaseCount[]" },
  ],
  ReleaseCount: [
    { name: "capsuleId", type: "uint256" },
    { name: "releases", type: "uint32" },
  ],
} as const;

const domainOf = ({ chainId, usageMeter }: UsageDomain) =>
  ({ name: "Capsule Usage", version: "1", chainId, verifyingContract: usageMeter }) as const;

/** A keeper's word that it leased at least so many runs of each license, as UsageMeter verifies it (EIP-712). */
export function leaseBatchTypedData(
  domain: UsageDomain,
  message: { epoch: bigint; receipts: readonly LeaseReceipt[] },
) {
  return { domain: domainOf(domain), types: LEASE_TYPES, primaryType: "LeaseBatch", message } as const;
}

/** A keeper's word that it released each key at least so often on a day (days since 1970-01-01, UTC). */
export function releaseReportTypedData(
  domain: UsageDomain,
  message: { epoch: bigint; day: number; counts: readonly ReleaseCount[] },
) {
  return { domain: domainOf(domain), types: REPORT_TYPES, primaryType: "ReleaseReport", message } as const;
}
