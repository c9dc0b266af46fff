import { DerivativePolicy, Rights, Transferability } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { type Command, Option } from "commander";
import { type Address, type Hex, zeroAddress } from "viem";
import type { OfferInput } from "../../publish/offer.ts";
import { address, duration, rights, smallInteger } from "../arguments.ts";
import type { Context } from "../context.ts";
import { parseAmount, USD, unitOf } from "../money.ts";

/** What is said about an offer on the command line. */
export type OfferFlags = {
  price?: string;
  usd?: boolean;
  currency?: Address;
  duration?: number;
  runs?: number;
  rights?: number;
  maxSupply?: number;
  maxPerAccount?: number;
  trial?: number;
  revocable?: boolean;
  transfer?: "free" | "market" | "never";
  resaleRoyaltyBps?: number;
  referralBps?: number;
  derivativePolicy?: "absolute" | "relative";
  derivativeRateBps?: number;
};

export const TRANSFER = {
  free: Transferability.FREE,
  market: Transferability.MARKET_ONLY,
  never: Transferability.SOULBOUND,
} as const;

export const POLICY = { absolute: DerivativePolicy.ABSOLUTE, relative: DerivativePolicy.RELATIVE } as const;

/** @param prefix put before each description. */
export function addOfferOptions(command: Command, prefix = ""): Command {
  const transfer = new Option("--transfer <who>", `${prefix}who may pass a license on; everyone when left out`);
  const policy = new Option("--derivative-policy <policy>", `${prefix}who owes it: every descendant, or children only`);
  return command
    .option("--price <amount>", "price of one license in the currency, e.g. 0.05")
    .option("--usd", `${prefix}the price is in US dollars, paid in the currency at its rate when it is bought`)
    .option("--currency <address>", `${prefix}ERC-20 to be paid in; the native currency when left out`, address)
    .option("--rights <names>", `${prefix}what a license allows, e.g. RUN,COMMERCIAL; RUN when left out`, rights)
    .option("--duration <time>", `${prefix}how long a license lasts, e.g. 30d; for ever when left out`, duration)
    .option("--runs <count>", `${prefix}metered runs of a license; not metered when left out`, smallInteger)
    .option("--max-supply <count>", `${prefix}licenses that may ever be sold`, smallInteger)
    .option("--max-per-account <count>", `${prefix}licenses that one account may be sold`, smallInteger)
    .option("--trial <time>", `${prefix}how long an account may try a timed license for nothing, once`, duration)
    .option("--revocable", `${prefix}a timed license may be ended early, against a refund of what is left of it`)
    .addOption(transfer.choices(Object.keys(TRANSFER)))
    .option("--resale-royalty-bps <bps>", `${prefix}royalty on resales of a license`, smallInteger)
    .option("--referral-bps <bps>", `${prefix}share of the price for who referred the buyer`, smallInteger)
    .option("--derivative-rate-bps <bps>", `${prefix}what a derivative owes of its income`, smallInteger)
    .addOption(policy.choices(Object.keys(POLICY)));
}

/**
 * @param termsDigest SHA-256 of the license text.
 * @returns undefined when no price is given.
 */
export async function offerOf(context: Context, flags: OfferFlags, termsDigest: Hex): Promise<OfferInput | undefined> {
  const { price, usd: pricedInUsd = false, currency = zeroAddress, transfer, derivativePolicy } = flags;
  if (price === undefined) return undefined;
  const unit = pricedInUsd ? USD : await unitOf(context.client(), currency);
  const { duration: seconds = 0, runs = 0, maxSupply = 0, maxPerAccount = 0, trial = 0, revocable = false } = flags;
  const { resaleRoyaltyBps = 0, referralBps = 0, derivativeRateBps = 0 } = flags;
  return {
    price: parseAmount(price, unit),
    terms: {
      ...{ rights: flags.rights ?? Rights.RUN, termsDigest, currency, pricedInUsd },
      ...{ duration: seconds, runs, maxSupply, maxPerAccount, trial, revocable },
      ...{ resaleRoyaltyBps, referralBps, derivativeRateBps },
      transferability: TRANSFER[transfer ?? "free"],
      derivativePolicy: POLICY[derivativePolicy ?? "absolute"],
    },
  };
}
