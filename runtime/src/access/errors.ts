import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { Address } from "viem";

/** Root of every refusal that comes from the chain's state: asking again without changing that state is pointless. */
export class AccessRefusedError extends BaseError {}

/** The chain could not be read, so nothing is known about the license. */
export class ChainUnreachableError extends BaseError {
  constructor(reading: string, cause: unknown) {
    super(`The chain could not be asked for ${reading}.`, {
      code: "CHAIN_UNREACHABLE",
      hint: "Check the RPC address and that its node answers, then try again.",
      cause,
    });
  }
}

/** Nothing is registered under this id. */
export class UnknownCapsuleError extends AccessRefusedError {
  constructor(capsuleId: bigint, registry: Address, cause?: unknown) {
    super(`No capsule ${capsuleIdToHex(capsuleId)} is registered at ${registry}.`, {
      code: "UNKNOWN_CAPSULE",
      hint: "Check the capsule id and the chain it was published on.",
      cause,
    });
  }
}

/** Keepers have not signed that they can open the current version. */
export class CapsuleNotSealedError extends AccessRefusedError {
  constructor(capsuleId: bigint, version: bigint) {
    super(`Version ${version} of capsule ${capsuleIdToHex(capsuleId)} is not sealed by the keepers.`, {
      code: "CAPSULE_NOT_SEALED",
      hint: "Its creator must have it sealed first (`capsule publish` with the same salt goes on where it stopped).",
    });
  }
}

/** A dispute stopped the release of the key. */
export class CapsuleSuspendedError extends AccessRefusedError {
  constructor(capsuleId: bigint) {
    super(`Capsule ${capsuleIdToHex(capsuleId)} is suspended by a dispute.`, {
      code: "CAPSULE_SUSPENDED",
      hint: "Wait for the dispute to be decided; licenses stay as they are.",
    });
  }
}

/** What the registry says of the payload and what the manifest says of it differ. */
export class EncryptionMismatchError extends AccessRefusedError {
  constructor(capsuleId: bigint, registered: boolean) {
    const said = (encrypted: boolean) => (encrypted ? "encrypted" : "in clear");
    super(
      `Capsule ${capsuleIdToHex(capsuleId)} is registered as ${said(registered)}, but its manifest says ${said(!registered)}.`,
      {
        code: "ENCRYPTION_MISMATCH",
        hint: "The publisher registered a wrong manifest and must publish a new version.",
      },
    );
  }
}

/** The account holds no such license: it was never sold to it, was given away, or was revoked. */
export class LicenseMissingError extends AccessRefusedError {
  constructor(parameters: { capsuleId: bigint; licenseId?: bigint; account: Address }) {
    const { capsuleId, licenseId, account } = parameters;
    const which = licenseId === undefined ? "no license" : `no license ${licenseId}`;
    super(`${account} holds ${which} of capsule ${capsuleIdToHex(capsuleId)}.`, {
      code: "LICENSE_MISSING",
      hint: "Buy one (`capsule buy`), or use the account that holds it; it may have been given away or revoked.",
    });
  }
}

/** The license has ended. */
export class LicenseExpiredError extends AccessRefusedError {
  /** Unix time in seconds. */
  readonly expiresAt: bigint;

  constructor(licenseId: bigint, expiresAt: bigint) {
    super(`License ${licenseId} ended at ${new Date(Number(expiresAt) * 1000).toISOString()}.`, {
      code: "LICENSE_EXPIRED",
      hint: "Renew it, or buy another one, and load the capsule again.",
    });
    this.expiresAt = expiresAt;
  }
}

/** A metered license has no runs left. */
export class LicenseUsedUpError extends AccessRefusedError {
  constructor(licenseId: bigint, bought: number) {
    super(`All ${bought} runs of license ${licenseId} are used.`, {
      code: "LICENSE_USED_UP",
      hint: "Renew the license, which adds its runs once more, or buy another one.",
    });
  }
}

/** The license is one of another capsule. */
export class LicenseOfOtherCapsuleError extends AccessRefusedError {
  constructor(licenseId: bigint, expected: bigint, actual: bigint) {
    super(`License ${licenseId} is for capsule ${capsuleIdToHex(actual)}, not for ${capsuleIdToHex(expected)}.`, {
      code: "LICENSE_OF_OTHER_CAPSULE",
      hint: "Use a license of this capsule, or load the capsule that the license is for.",
    });
  }
}

/** The license does not grant what is about to be done. */
export class LicenseRightMissingError extends AccessRefusedError {
  constructor(licenseId: bigint, right: string) {
    super(`License ${licenseId} does not include the right ${right}.`, {
      code: "LICENSE_RIGHT_MISSING",
      hint: `Buy a license of an offer that includes ${right}.`,
    });
  }
}

/** Access without a license was asked for by an account that neither owns the capsule nor is authorized by its owner. */
export class NotCapsuleOwnerError extends AccessRefusedError {
  constructor(capsuleId: bigint, account: Address, owner: Address) {
    super(`${account} does not own capsule ${capsuleIdToHex(capsuleId)}; ${owner} does, who has not authorized it.`, {
      code: "NOT_CAPSULE_OWNER",
      hint: "Name the license to use, use the owner's account, or have the owner authorize this one (authorizeUsage).",
    });
  }
}

/** The device key may not, or no longer, act for the account. */
export class SessionNotAuthorizedError extends AccessRefusedError {
  constructor(account: Address, device: Address, expiresAt: bigint) {
    const state = expiresAt === 0n ? "is not authorized" : `was authorized until ${expiresAt}, and no longer is,`;
    super(`Device ${device} ${state} to act for ${account}.`, {
      code: "SESSION_NOT_AUTHORIZED",
      hint: "Authorize the device again from the account (authorizeSession of the SDK).",
    });
  }
}

/** The license could not be checked for too long while a session ran. */
export class LicenseUncheckedError extends BaseError {
  constructor(seconds: number, cause?: unknown) {
    super(`The license could not be checked for ${seconds} seconds.`, {
      code: "LICENSE_UNCHECKED",
      hint: "Restore the connection to the chain; the session goes on once it answers.",
      cause,
    });
  }
}
