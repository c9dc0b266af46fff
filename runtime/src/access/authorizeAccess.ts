import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import type { Address, Hex } from "viem";
import { isAddressEqual } from "viem";
import type { KeyRequestTypedData } from "../keys/keyRequest.ts";
import type { AccessChain, CapsuleState, LicenseStatus } from "../ports.ts";
import {
  LicenseExpiredError,
  LicenseMissingError,
  LicenseOfOtherCapsuleError,
  LicenseRightMissingError,
  NotCapsuleOwnerError,
  SessionNotAuthorizedError,
} from "./errors.ts";

/** By what right, and with whose signature, a capsule is opened. */
export type CapsuleAccess = {
  /** Holder of the license, the capsule's owner, or an account that the owner authorized. */
  account: Address;
  /** The license; 0n opens the capsule as its owner, or as an account that the owner authorized. */
  licenseId: bigint;
  /** Signs key requests (EIP-712): with the account's key, or with the device's when `device` is given. */
  sign: (typedData: KeyRequestTypedData) => Promise<Hex>;
  /** Key that the account authorized to act for it (a session), so that the account's own can stay where it is. */
  device?: Address;
};

/** What an access allows, and until when. */
export type AccessGrant = {
  /** Bit set; all bits for the owner. */
  rights: number;
  /** Metered runs that the license has left; 0 for unmetered, and for access without a license. */
  runs: number;
  /** Metered runs bought of it in all; 0 in the same cases. With none left, who loads is refused: what runs, runs on. */
  bought: number;
  /** Unix time in seconds; `NEVER_EXPIRES` for ever. */
  expiresAt: bigint;
  /** Chain time of the check, Unix time in seconds. */
  checkedAt: bigint;
};

/** End of a license that has none. */
export const NEVER_EXPIRES = 2n ** 64n - 1n;

const ALL_RIGHTS = 0xff;

type Subject = { capsuleId: bigint; state: Pick<CapsuleState, "owner"> };

/**
 * Asks the chain whether an access grants the right to run the capsule now.
 *
 * @throws LicenseMissingError, LicenseExpiredError, LicenseOfOtherCapsuleError, LicenseRightMissingError,
 *   NotCapsuleOwnerError, SessionNotAuthorizedError; the errors of the chain.
 */
export async function authorizeAccess(parameters: {
  chain: AccessChain;
  subject: Subject;
  access: Pick<CapsuleAccess, "account" | "licenseId" | "device">;
  signal?: AbortSignal;
}): Promise<AccessGrant> {
  const { chain, subject, access, signal } = parameters;
  const { account, licenseId, device } = access;
  const license = licenseId === 0n ? undefined : await chain.license(licenseId, account, { signal });
  const sessionEnd = device && (await chain.sessionExpiry(account, device, { signal }));
  // Read last, so that nothing above can have ended without this showing it.
  const now = await chain.now({ signal });
  const grant = license
    ? licenseGrant(license, { capsuleId: subject.capsuleId, licenseId, account, now })
    : await ownerGrant(chain, subject, account, signal);
  if (device && sessionEnd !== undefined && sessionEnd <= now) {
    throw new SessionNotAuthorizedError(account, device, sessionEnd);
  }
  return { ...grant, checkedAt: now };
}

type Terms = Omit<AccessGrant, "checkedAt">;

async function ownerGrant(
  chain: AccessChain,
  { capsuleId, state }: Subject,
  account: Address,
  signal: AbortSignal | undefined,
): Promise<Terms> {
  const unlimited = { runs: 0, bought: 0, expiresAt: NEVER_EXPIRES };
  if (isAddressEqual(state.owner, account)) return { rights: ALL_RIGHTS, ...unlimited };
  if (await chain.usageAuthorized(capsuleId, account, { signal })) return { rights: Rights.RUN, ...unlimited };
  throw new NotCapsuleOwnerError(capsuleId, account, state.owner);
}

function licenseGrant(
  license: LicenseStatus,
  expected: { capsuleId: bigint; licenseId: bigint; account: Address; now: bigint },
): Terms {
  const { capsuleId, licenseId, account, now } = expected;
  if (license.capsuleId === 0n) throw new LicenseMissingError({ capsuleId, licenseId, account });
  if (license.capsuleId !== capsuleId) throw new LicenseOfOtherCapsuleError(licenseId, capsuleId, license.capsuleId);
  // A serial that was never sold, or was revoked, ends at 0: it is missing, not expired.
  if (license.expiresAt !== 0n && license.expiresAt <= now) throw new LicenseExpiredError(licenseId, license.expiresAt);
  const usedUp = license.bought > 0 && license.runs === 0; // not valid then, whoever holds it
  if (!license.valid && !usedUp) throw new LicenseMissingError({ capsuleId, licenseId, account });
  if ((license.rights & Rights.RUN) === 0) throw new LicenseRightMissingError(licenseId, "RUN");
  const { rights, runs, bought, expiresAt } = license;
  return { rights, runs, bought, expiresAt };
}
