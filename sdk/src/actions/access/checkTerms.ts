import { InvalidOfferTermsError } from "../../errors/offerTerms.ts";
import type { ContractTerms } from "./terms.ts";

/** Largest value of each number among the terms. Source: contracts/src/access/OfferTerms.sol, IAccessToken.Terms. */
const MAXIMUM = {
  rights: 0xff,
  duration: 2 ** 32 - 1,
  runs: 2 ** 32 - 1,
  maxSupply: 2 ** 32 - 1,
  maxPerAccount: 2 ** 24 - 1,
  trial: 2 ** 32 - 1,
  transferability: 2,
  resaleRoyaltyBps: 5_000,
  referralBps: 5_000,
  derivativePolicy: 1,
  derivativeRateBps: 5_000,
} as const;

const PRICE_END = 2n ** 88n;

/**
 * Refuses terms out of range and those that contradict each other, as the contract would, before anything is sent; and
 * those that it would take although they can't be meant.
 *
 * @throws InvalidOfferTermsError naming the term.
 */
export function checkTerms(price: bigint, terms: ContractTerms): void {
  if (price < 0n || price >= PRICE_END) refuse("price", "is out of range", "Choose a price from 0 and below 2^88.");
  for (const [field, maximum] of Object.entries(MAXIMUM) as [keyof typeof MAXIMUM, number][]) {
    const value = terms[field];
    const fits = Number.isInteger(value) && value >= 0 && value <= maximum;
    if (!fits) refuse(field, `is ${value}`, `Choose a whole number from 0 to ${maximum}.`);
  }
  if (terms.rights === 0) refuse("rights", "grants nothing", "Grant at least one right, such as Rights.RUN.");
  checkTime(terms);
  checkSale(price, terms);
}

/** Only time can be tried or refunded in proportion; runs would be given away. */
function checkTime({ duration, runs, trial, revocable }: ContractTerms): void {
  for (const [field, wanted] of [["trial", trial !== 0] as const, ["revocable", revocable] as const]) {
    if (!wanted) continue;
    if (duration === 0) refuse(field, "needs licenses that end", "Set a duration, or leave it out.");
    if (runs !== 0) refuse(field, "can't be had together with metered runs", "Leave out one of the two.");
  }
  if (trial > duration) refuse("trial", `is longer than a license lasts (${duration} s)`, "Make the trial shorter.");
}

function checkSale(price: bigint, { referralBps, maxPerAccount, maxSupply }: ContractTerms): void {
  if (maxSupply !== 0 && maxPerAccount > maxSupply) {
    refuse("maxPerAccount", `is more than there will ever be (${maxSupply})`, "Make it at most the supply.");
  }
  if (price === 0n && referralBps !== 0) {
    refuse("referralBps", "is a share of nothing", "Leave it out, or make the price higher than 0.");
  }
}

function refuse(field: string, problem: string, hint: string): never {
  throw new InvalidOfferTermsError(field, problem, hint);
}
