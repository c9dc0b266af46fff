import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import type { OfferTerms } from "@capsule-protocol/sdk/actions/access/terms.ts";
import type { Address } from "viem";
import { type Actor, noteTransaction } from "../scene.ts";
import { type CapsuleName, type Economy, idOf } from "./economy.ts";

const BPS = 10_000n;

/** Offers licenses of a capsule. */
export async function offer(
  economy: Economy,
  seller: Actor,
  name: CapsuleName,
  { price, ...terms }: Omit<OfferTerms, "termsDigest"> & { price: bigint },
): Promise<bigint> {
  const { scene } = economy;
  const { offerId, receipt } = await createOffer.sync(seller.client, {
    deployment: scene.stack.deployment,
    capsuleId: idOf(economy, name),
    price,
    terms: { ...terms, termsDigest: TERMS_DIGEST },
  });
  noteTransaction(scene, `offer licenses of the ${name}`, record(receipt));
  return offerId;
}

/** SHA-256 of nothing: what these offers say beside their terms. */
const TERMS_DIGEST = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

type Order = {
  offerId: bigint;
  /** For all licenses, worked out here: no wei more is paid. */
  total: bigint;
  quantity?: bigint;
  referral?: { referrer: Address; bps: bigint };
};

/** Buys licenses of a capsule, and puts what they brought to its account. */
export async function buy(
  economy: Economy,
  buyer: Actor,
  name: CapsuleName,
  { offerId, total, quantity = 1n, referral }: Order,
): Promise<{ licenseId: bigint; paid: bigint }> {
  const { scene, accounts } = economy;
  const { licenseId, paid, receipt } = await purchase.sync(buyer.client, {
    ...{ deployment: scene.stack.deployment, offerId, quantity, maxTotal: total },
    ...(referral && { referrer: referral.referrer }),
  });
  noteTransaction(scene, `buy ${quantity} of the ${name}`, record(receipt));
  accounts.receive(name, total - shareOf(total, referral));
  return { licenseId, paid };
}

/** What who referred a buyer gets of the price. */
export function shareOf(total: bigint, referral: Order["referral"]): bigint {
  return referral ? (total * referral.bps) / BPS : 0n;
}
