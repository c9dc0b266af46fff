import { viemAccessChain } from "@capsule-protocol/runtime/access/viemAccessChain.ts";
import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import type { PublishedCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { Rights, Transferability } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { formatEther, zeroAddress } from "viem";
import { getBalance } from "viem/actions";
import { untilFinal } from "./finality.ts";
import { noteTransaction, type Scene } from "./scene.ts";

/** An amount that doesn't divide evenly, so that rounding shows. */
export const PRICE = 50_000_000_000_000_007n;

export type Sale = { licenseId: bigint; expiresAt: bigint; paid: bigint };

/** @param duration of a license, in seconds. */
export async function offerLicenses(scene: Scene, published: PublishedCapsule, duration: number): Promise<bigint> {
  const { stack, creator, display } = scene;
  display.chapter(`The creator offers licenses: ${duration} seconds for ${formatEther(PRICE)} ETH`);
  const { offerId, receipt } = await createOffer.sync(creator.client, {
    deployment: stack.deployment,
    capsuleId: published.binding.capsuleId,
    price: PRICE,
    terms: {
      rights: Rights.RUN,
      duration,
      currency: zeroAddress,
      transferability: Transferability.FREE,
      termsDigest: published.manifest.properties.capsule.license.sha256,
    },
  });
  noteTransaction(scene, "offer", record(receipt));
  return offerId;
}

/** The buyer buys one license and waits until the sale is final, as the keepers do. */
export async function buyLicense(scene: Scene, capsuleId: bigint, offerId: bigint): Promise<Sale> {
  const { stack, buyer, display, claims } = scene;
  const { deployment } = stack;
  display.chapter("The buyer buys a license");
  const till = { address: deployment.accessToken };
  const before = await getBalance(buyer.client, till);
  const sold = await purchase.sync(buyer.client, { deployment, offerId, maxTotal: PRICE });
  const { licenseId, expiresAt, paid, receipt } = sold;
  noteTransaction(scene, "purchase", record(receipt));
  const after = await getBalance(buyer.client, till);
  claims.equal("The till received the price, to the wei", after - before, PRICE, `${PRICE} wei`);
  const status = await viemAccessChain(buyer.client, deployment).license(licenseId, buyer.address);
  const licensed = status.valid && status.capsuleId === capsuleId && status.rights === Rights.RUN;
  claims.that("The buyer holds a license to run it", licensed, `license ${licenseId}`);
  await untilFinal(scene, "the sale", receipt.blockNumber);
  return { licenseId, expiresAt, paid };
}
