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

/** Who may transfer a license: anyone, the protocol's market only, nobody. Source: Transferability of IAccessToken.sol. */
export const Transferability = { FREE: 0, MARKET_ONLY: 1, SOULBOUND: 2 } as const;

/** From what a derivative owes its rate: every descendant's direct income, or its own only. Source: Policy of IRoyaltySplitter.sol. */
export const DerivativePolicy = { ABSOLUTE: 0, RELATIVE: 1 } as const;

/** Terms of an offer; none of them ever changes. */
export type OfferTerms = {
  /** Bit set of `Rights`. */
  rights: number;
  /** SHA-256 of the license's legal text. */
  termsDigest: Hex;
  /** ERC-20 that is paid with; the native currency when left out. */
  currency?: Address;
  /** Whether the price is in US cents, converted into the currency by its price feed at each sale; false when left out. */
  pricedInUsd?: boolean;
  /** Seconds that a license lasts; 0, or left out, for ever. */
  duration?: number;
  /** Metered runs of a license; 0, or left out, for unmetered. */
  runs?: number;
  /** Licenses that may ever be sold or tried; 0, or left out, for no limit. */
  maxSupply?: number;
  /** Licenses that one account may be sold; 0, or left out, for no limit. */
  maxPerAccount?: number;
  /** Seconds that an account may use a first license of a timed offer before it is charged; 0, or left out, for no trial. */
  trial?: number;
  /** Whether the creator may end a timed license against a refund of the unused part; false when left out. */
  revocable?: boolean;
  /** One of `Transferability`; free when left out. */
  transferability?: number;
  /** Of a license's resale price, in bps, at most 5,000. */
  resaleRoyaltyBps?: number;
  /** Of the price, to who referred the buyer, in bps, at most 5,000. */
  referralBps?: number;
  /** One of `DerivativePolicy`; absolute when left out. */
  derivativePolicy?: number;
  /** What a derivative owes of its income, in bps, at most 5,000. */
  derivativeRateBps?: number;
};

/** All terms, in the contract's own shape. */
export type ContractTerms = Required<OfferTerms>;

const DEFAULTS = {
  currency: zeroAddress,
  pricedInUsd: false,
  duration: 0,
  runs: 0,
  maxSupply: 0,
  maxPerAccount: 0,
  trial: 0,
  revocable: false,
  transferability: Transferability.FREE,
  resaleRoyaltyBps: 0,
  referralBps: 0,
  derivativePolicy: DerivativePolicy.ABSOLUTE,
  derivativeRateBps: 0,
} as const;

export function contractTerms(terms: OfferTerms): ContractTerms {
  return { ...DEFAULTS, ...terms };
}

/** The offer that a license was sold by: its id is `offerId << 64 | serial`. Source: contracts/src/libraries/LicenseIds.sol. */
export function offerOfLicense(licenseId: bigint): bigint {
  return licenseId >> 64n;
}
