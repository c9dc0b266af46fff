import { Rights, Transferability } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { type Command, Option } from "commander";
import { type Address, type Hex, zeroAddress } from "viem";
import type { OfferInput } from "../../publish/offer.ts";
import { address, duration, rights, smallInteger } from "../arguments.ts";
import type { Context } from "../context.ts";
import { parseAmount, unitOf } from "../money.ts";

/** What is said about an offer on the command line. */
export type OfferFlags = {
  price?: string;
  currency?: Address;
  duration?: number;
  rights?: number;
  maxSupply?: number;
  transfer?: "free" | "market" | "never";
  resaleRoyaltyBps?: number;
};

const TRANSFER = {
  free: Transferability.FREE,
  market: Transferability.MARKET_ONLY,
  never: Transferability.SOULBOUND,
} as const;

/** @param prefix put before each description. */
export function addOfferOptions(command: Command, prefix = ""): Command {
  return command
    .option("--price <amount>", "price of one license in the currency, e.g. 0.05")
    .option("--currency <address>", `${prefix}ERC-20 to be paid in; the native currency when left out`, address)
    .option("--duration <time>", `${prefix}how long a license lasts, e.g. 30d; for ever when left out`, duration)
    .option("--rights <names>", `${prefix}what a license allows, e.g. RUN,COMMERCIAL; RUN when left out`, rights)
    .option("--max-supply <count>", `${prefix}licenses that may ever be sold`, smallInteger)
    .addOption(new Option("--transfer <who>", `${prefix}who may pass a license on`).choices(Object.keys(TRANSFER)))
    .option("--resale-royalty-bps <bps>", `${prefix}royalty on resales of a license`, smallInteger);
}

/**
 * @param termsDigest SHA-256 of the license text.
 * @returns undefined when no price is given.
 */
export async function offerOf(context: Context, flags: OfferFlags, termsDigest: Hex): Promise<OfferInput | undefined> {
  const { price, currency, duration: seconds, maxSupply, transfer, resaleRoyaltyBps } = flags;
  if (price === undefined) return undefined;
  const unit = await unitOf(context.client(), currency ?? zeroAddress);
  return {
    price: parseAmount(price, unit),
    terms: {
      rights: flags.rights ?? Rights.RUN,
      termsDigest,
      ...(currency && { currency }),
      ...(seconds !== undefined && { duration: seconds }),
      ...(maxSupply !== undefined && { maxSupply }),
      ...(transfer && { transferability: TRANSFER[transfer] }),
      ...(resaleRoyaltyBps !== undefined && { resaleRoyaltyBps }),
    },
  };
}
