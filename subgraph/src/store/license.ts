import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { License, LicenseHolding, Offer } from "../../generated/schema";
import { numberId, pairId } from "../id";
import { accountOf } from "./account";

const SERIAL_BITS: u8 = 64;

/** What the contracts say where a license never ends. */
const NEVER = BigInt.fromU64(u64.MAX_VALUE);

export function loadOffer(offerId: BigInt): Offer {
  return Offer.load(numberId(offerId))!;
}

/** The offer of a license. */
export function offerOf(licenseId: BigInt): Offer {
  return loadOffer(licenseId.rightShift(SERIAL_BITS));
}

export function loadLicense(licenseId: BigInt): License {
  return License.load(numberId(licenseId))!;
}

export function serialOf(licenseId: BigInt): BigInt {
  return licenseId.minus(licenseId.rightShift(SERIAL_BITS).leftShift(SERIAL_BITS));
}

/** An end as it is stored: null for never. */
export function endOf(expiresAt: BigInt): BigInt | null {
  return expiresAt.equals(NEVER) ? null : expiresAt;
}

/** Licenses with consecutive ids from `firstId` on; the fungible one of a plain offer is made once. */
export function createLicenses(offer: Offer, firstId: BigInt, quantity: BigInt, expiresAt: BigInt, now: BigInt): void {
  const serial = serialOf(firstId);
  const count = serial.isZero() ? 1 : quantity.toI32();
  for (let i = 0; i < count; i++) {
    const licenseId = firstId.plus(BigInt.fromI32(i));
    const id = numberId(licenseId);
    if (serial.isZero() && License.load(id) != null) return;
    const license = new License(id);
    license.licenseId = licenseId;
    license.offer = offer.id;
    license.capsule = offer.capsule;
    license.serial = serial.plus(BigInt.fromI32(i));
    license.startedAt = now;
    license.expiresAt = endOf(expiresAt);
    license.runs = offer.runs;
    license.runsUsed = BigInt.zero();
    license.price = offer.price;
    license.isTrial = false;
    license.revoked = false;
    license.save();
  }
}

export function loadLicenseHolding(license: License, account: Bytes): LicenseHolding {
  const id = pairId(license.id, account);
  const existing = LicenseHolding.load(id);
  if (existing != null) return existing;
  const holding = new LicenseHolding(id);
  holding.license = license.id;
  holding.capsule = license.capsule;
  holding.account = accountOf(account);
  holding.balance = BigInt.zero();
  return holding;
}
