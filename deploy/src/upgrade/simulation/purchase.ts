import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { getLicenseStatus } from "@capsule-protocol/sdk/actions/access/getLicenseStatus.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { register } from "@capsule-protocol/sdk/actions/registry/register.ts";
import { claimOwner } from "@capsule-protocol/sdk/actions/royalty/claimOwner.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { feeBpsOfFunction } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { type Address, getAddress, keccak256, toHex, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import type { Fork } from "../../../devnet/fork.ts";
import type { Check } from "../facts.ts";

/** An amount that doesn't divide evenly, so that rounding shows. */
const PRICE = 1_000_000_000_000_007n;
const DIGEST = keccak256(toHex("smoke purchase"));
const account = (name: string): Address => getAddress(keccak256(toHex(`simulated ${name}`)).slice(0, 42));

/** Who takes part; nobody has their keys. */
export const SMOKE_ACCOUNTS = { creator: account("creator"), buyer: account("buyer") };

/** Registers a capsule, offers and buys a license of it and claims the owner's part, as anybody would. */
export async function checkPurchase(fork: Fork, deployment: Deployment): Promise<Check> {
  const [creator, buyer] = await Promise.all([fork.as(SMOKE_ACCOUNTS.creator), fork.as(SMOKE_ACCOUNTS.buyer)]);
  const { capsuleId } = await register.sync(creator, {
    ...{ deployment, salt: DIGEST, manifestDigest: DIGEST, encrypted: false },
  });
  const terms = { rights: Rights.RUN, termsDigest: DIGEST };
  const { offerId } = await createOffer.sync(creator, { deployment, capsuleId, price: PRICE, terms });
  const { licenseId, paid } = await purchase.sync(buyer, { deployment, offerId, maxTotal: PRICE });
  const status = await getLicenseStatus(buyer, { deployment, licenseId, account: SMOKE_ACCOUNTS.buyer });
  const { amount } = await claimOwner.sync(creator, { deployment, capsuleId, currency: zeroAddress });
  const fee = await readContract(creator, {
    ...{ address: deployment.registry, abi: [feeBpsOfFunction], functionName: "feeBpsOf", args: [capsuleId] },
  });
  const expected = PRICE - (PRICE * BigInt(fee)) / 10_000n;
  const licensed = status.valid && status.capsuleId === capsuleId && status.rights === Rights.RUN;
  return {
    name: "A license can be bought",
    holds: licensed && paid === PRICE && amount === expected,
    words: `paid ${paid} of ${PRICE} wei, license ${licensed ? "valid" : "not valid"}, owner got ${amount} of ${expected}`,
  };
}
