import type { Address } from "viem";
import { licenseStatusFunction } from "../../generated/accessToken.ts";
import { readAction } from "../readAction.ts";

export type GetLicenseStatusParameters = { licenseId: bigint; account: Address };

export type LicenseStatus = {
  /** 0 for an unknown license. */
  capsuleId: bigint;
  /** Bit set of `Rights`. */
  rights: number;
  /** Unix time in seconds; 2^64 - 1 for never. The license is valid strictly before it. */
  expiresAt: bigint;
  /** Metered runs bought in all, renewals included; 0 for unmetered. */
  runs: number;
  /** Whether the account holds it and it has not ended. */
  valid: boolean;
};

/** What a license grants to an account now. Never reverts: an unknown license is simply not valid. */
export const getLicenseStatus = /*#__PURE__*/ readAction({
  contract: "accessToken",
  function: licenseStatusFunction,
  args: ({ licenseId, account }: GetLicenseStatusParameters) => [licenseId, account],
  result: ([capsuleId, rights, expiresAt, runs, valid]): LicenseStatus => ({
    capsuleId,
    rights,
    expiresAt,
    runs,
    valid,
  }),
});
