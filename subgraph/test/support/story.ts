// What happens in most tests, in few words: events as the contracts would tell them, in their order.
import { type Address, type Hex, zeroAddress } from "viem";
import { addressOf, log, type TestLog, word } from "./events.ts";

let last = 0;
/** A number that no other test has. */
export const fresh = (): number => ++last;
/** An account that no other test has. */
export const freshAccount = (): Address => addressOf(0x1000000 + fresh());
export const FEE_BPS = 250;
export const NEVER = 2n ** 64n - 1n;

/** A capsule of its own; the registrant is its creator and owner. */
export function registered(
  capsuleId: bigint,
  creator: Address,
  options: { feeBps?: number; digest?: Hex; encrypted?: boolean } = {},
): TestLog[] {
  const { feeBps = FEE_BPS, digest = word(capsuleId), encrypted = true } = options;
  return [
    log("CapsuleRegistry", "Transfer", { from: zeroAddress, to: creator, tokenId: capsuleId }),
    log("CapsuleRegistry", "CapsuleRegistered", {
      ...{ capsuleId, creator, salt: word(7), manifestDigest: digest, encrypted, feeBps, royaltyBps: 500 },
    }),
  ];
}

/** What a derivative owes, fixed at its registration. */
export function owing(
  childId: bigint,
  absolute: readonly (readonly [capsuleId: bigint, rateBps: number])[],
  relative: readonly (readonly [capsuleId: bigint, rateBps: number])[] = [],
): TestLog {
  const debts = (list: typeof absolute) => list.map(([capsuleId, rateBps]) => ({ capsuleId, rateBps }));
  return log("RoyaltySplitter", "LineageFixed", { childId, absolute: debts(absolute), relative: debts(relative) });
}

export const TERMS = {
  ...{ currency: zeroAddress as Address, duration: 0, runs: 0, maxSupply: 0, maxPerAccount: 0, rights: 1 },
  ...{ resaleRoyaltyBps: 0, derivativeRateBps: 0, referralBps: 0, trial: 0, transferability: 0 },
  ...{ derivativePolicy: 0, pricedInUsd: false, revocable: false, termsDigest: word(0xfe) },
};

export function offered(
  offerId: bigint,
  capsuleId: bigint,
  creator: Address,
  terms: Partial<typeof TERMS> = {},
  price = 1000n,
): TestLog {
  const all = { ...TERMS, ...terms };
  return log("AccessToken", "OfferCreated", { offerId, capsuleId, creator, price, terms: all });
}

export type SaleOptions = {
  quantity?: bigint;
  paid?: bigint;
  received?: bigint;
  serial?: bigint;
  referrer?: Address;
  buyer?: Address;
  expiresAt?: bigint;
};

/** A sale with the mint that follows it. */
export function sold(offerId: bigint, capsuleId: bigint, recipient: Address, options: SaleOptions = {}): TestLog[] {
  const { quantity = 1n, paid = 1000n, received = paid, serial = 0n, expiresAt = NEVER } = options;
  const { referrer = zeroAddress, buyer = recipient } = options;
  const licenseId = (offerId << 64n) | serial;
  const terms = { offerId, capsuleId, recipient, buyer, referrer, licenseId, quantity, paid, received, expiresAt };
  return [log("AccessToken", "LicenseSold", terms), minted("AccessToken", recipient, licenseId, quantity, serial)];
}

function minted(contract: string, to: Address, id: bigint, value: bigint, serial: bigint): TestLog {
  if (serial === 0n || value === 1n) return moved(contract, zeroAddress, to, id, value);
  const ids = Array.from({ length: Number(value) }, (_, index) => id + BigInt(index));
  const movement = { operator: to, from: zeroAddress, to, ids, values: ids.map(() => 1n) };
  return log(contract, "TransferBatch", movement);
}

/** An ERC-1155 transfer; a mint comes from the zero address. */
export function moved(contract: string, from: Address, to: Address, id: bigint, value: bigint): TestLog {
  return log(contract, "TransferSingle", { operator: to, from, to, id, value });
}

export function tipped(
  capsuleId: bigint,
  received: bigint,
  options: { currency?: Address; payer?: Address } = {},
): TestLog {
  const { currency = zeroAddress, payer = addressOf(0xfa7) } = options;
  return log("AccessToken", "IncomeReceived", { capsuleId, currency, payer, received });
}

export function claimed(
  capsuleId: bigint,
  account: Address,
  amount: bigint,
  ofOwner: boolean,
  currency: Address = zeroAddress,
): TestLog {
  const payment = { capsuleId, currency, account, recipient: account, amount, ofOwner };
  return log("RoyaltySplitter", "IncomeClaimed", payment);
}

export function collected(
  childId: bigint,
  ancestorId: bigint,
  absoluteAmount: bigint,
  relativeAmount: bigint,
  currency: Address = zeroAddress,
): TestLog {
  const collection = { childId, ancestorId, currency, absoluteAmount, relativeAmount };
  return log("RoyaltySplitter", "IncomeCollected", collection);
}

const DAY = 86_400;

/** What a round of training promises. */
export function roundTerms(capsuleId: bigint, units: number): Record<string, unknown> {
  return {
    ...{ capsuleId, specDigest: word(0x5bec), baseVersion: 1n, units, commitDeadline: DAY, revealDeadline: 2 * DAY },
    ...{ evaluationDeadline: 3 * DAY, challengeWindow: DAY, quorum: 1, contributorBond: 3n, challengeBond: 4n },
    ...{ privacyEpsilon: 5, privacyDelta: 6, evaluators: [addressOf(0xe1)] },
  };
}

/** A round of training that ended, and units of it that an account claimed. */
export function given(capsuleId: bigint, account: Address, units: bigint): TestLog[] {
  const roundId = BigInt(fresh());
  return [
    log("TrainingPool", "RoundOpened", { roundId, capsuleId, terms: roundTerms(capsuleId, Number(units)) }),
    log("TrainingPool", "RoundFinalized", { roundId, capsuleId, units }),
    log("RoyaltySplitter", "UnitsEscrowed", { capsuleId, roundId, units }),
    log("TrainingPool", "SharesClaimed", { roundId, capsuleId, account, index: 0n, units }),
    moved("RoyaltySplitter", zeroAddress, account, capsuleId, units),
  ];
}
