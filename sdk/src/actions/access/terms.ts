import { type Address, type Hex, zeroAddress } from "viem";

/** What a license allows, as bits: `Rights.RUN | Rights.COMMERCIAL`. Source: contracts/src/libraries/Rights.sol. */
export const Rights = {
  RUN: 1,
  FINE_TUNE: 2,
  DERIVE: 4,
  MERGE: 8,
  DISTILL: 16,
  TRAIN_ON: 32,
  REDISTRIBUTE: 64,
  COMMERCIAL: 128,
} as const;

/** Who may transfer a license: anyone, the protocol's market only, nobody. Source: IAccessToken.Transferability. */
export const Transferability = { FREE: 0, MARKET_ONLY: 1, SOULBOUND: 2 } as const;

/** From what a derivative owes its rate: every descendant's direct income, or its own only. Source: IAccessToken.Policy. */
export const DerivativePolicy = { ABSOLUTE: 0, RELATIVE: 1 } as const;

/** Terms of an offer; none of them ever changes. */
export type OfferTerms = {
  /** Bit set of `Rights`. */
  rights: number;
  /** SHA-256 of the license's legal text. */
  termsDigest: Hex;
  /** ERC-20 that is paid with; the native currency when left out. */
  currency?: Address;
  /** Seconds that a license lasts; 0, or left out, for ever. */
  duration?: number;
  /** Licenses that may ever be sold; 0, or left out, for no limit. */
  maxSupply?: number;
  /** One of `Transferability`; free when left out. */
  transferability?: number;
  /** Of a license's resale price, in bps, at most 5,000. */
  resaleRoyaltyBps?: number;
  /** One of `DerivativePolicy`; absolute when left out. */
  derivativePolicy?: number;
  /** What a derivative owes of its income, in bps, at most 5,000. */
  derivativeRateBps?: number;
};

/** Terms that the contract knows but doesn't sell yet: it refuses anything else. */
const NOT_OFFERED = {
  runs: 0,
  maxPerAccount: 0,
  referralBps: 0,
  trial: 0,
  pricedInUsd: false,
  revocable: false,
} as const;

/** All terms, in the contract's own shape. */
export function contractTerms(terms: OfferTerms) {
  return {
    currency: zeroAddress,
    duration: 0,
    maxSupply: 0,
    resaleRoyaltyBps: 0,
    derivativeRateBps: 0,
    transferability: Transferability.FREE,
    derivativePolicy: DerivativePolicy.ABSOLUTE,
    ...terms,
    ...NOT_OFFERED,
  };
}

/** The offer that a license was sold by: its id is `offerId << 64 | serial`. Source: contracts/src/libraries/LicenseIds.sol. */
export function offerOfLicense(licenseId: bigint): bigint {
  return licenseId >> 64n;
}
