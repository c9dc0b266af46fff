// What people do around the works: they resell, bid, and vote.
import { approveLicenses } from "@capsule-protocol/sdk/actions/access/approveLicenses.ts";
import { acceptBid } from "@capsule-protocol/sdk/actions/market/acceptBid.ts";
import { fillOrder } from "@capsule-protocol/sdk/actions/market/fillOrder.ts";
import type { SignedOrder } from "@capsule-protocol/sdk/actions/market/order.ts";
import { placeBid } from "@capsule-protocol/sdk/actions/market/placeBid.ts";
import { signOrder } from "@capsule-protocol/sdk/actions/market/signOrder.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { encodeFunctionData } from "viem";
import { getBlock } from "viem/actions";
import type { Stack } from "../stack.ts";
import { proposeAndVote } from "../vote.ts";
import { clientOf, type HeldLicense } from "./people.ts";
import { SEED_THOUSANDTH } from "./works.ts";

const DAY = 86_400;
const RESALE_PRICE = 60n * SEED_THOUSANDTH;
const WANTED_PRICE = 500n * SEED_THOUSANDTH;
const PROPOSAL = "Raise the protocol's fee to 3 percent, to pay for audits.";
const PROPOSED_FEE_BPS = 300;

/**
 * A holder of two licenses signs an order for both; one is bought.
 *
 * @returns the order, under which anyone can buy the other.
 */
export async function resell(stack: Stack, held: HeldLicense): Promise<SignedOrder> {
  const { deployment } = stack;
  const seller = clientOf(stack, held.holder);
  await approveLicenses.sync(seller, { deployment, operator: deployment.market, approved: true });
  const resale = { kind: "license", id: held.licenseId, quantity: 2n, unitPrice: RESALE_PRICE } as const;
  const signed = await signOrder(seller, { deployment, ...resale });
  await fillOrder.sync(clientOf(stack, 3), { deployment, ...signed, quantity: 1n });
  return signed;
}

/** Somebody bids for a license, and its holder takes it; somebody bids for a capsule that isn't offered. */
export async function bid(stack: Stack, held: HeldLicense, wanted: bigint): Promise<void> {
  const { deployment } = stack;
  const expiresAt = (await getBlock(clientOf(stack, 2))).timestamp + BigInt(20 * DAY);
  const license = { kind: "license", id: held.licenseId, unitPrice: RESALE_PRICE } as const;
  const { bidId } = await placeBid.sync(clientOf(stack, 4), { deployment, ...license, expiresAt });
  const holder = clientOf(stack, held.holder);
  await approveLicenses.sync(holder, { deployment, operator: deployment.market, approved: true });
  await acceptBid.sync(holder, { deployment, bidId, minProceeds: (RESALE_PRICE * 9n) / 10n });
  const capsule = { kind: "capsule", id: wanted, unitPrice: WANTED_PRICE } as const;
  await placeBid.sync(clientOf(stack, 2), { deployment, ...capsule, expiresAt });
}

/** The holder of the votes proposes a fee, and votes for it; it can be queued when its time to vote is over. */
export async function vote(stack: Stack): Promise<void> {
  const data = encodeFunctionData({
    abi: capsuleRegistryAbi,
    functionName: "setProtocolFee",
    args: [PROPOSED_FEE_BPS],
  });
  await proposeAndVote(
    { ...stack, client: clientOf(stack, 0) },
    { calls: [{ to: stack.deployment.registry, data }], description: PROPOSAL, reason: "Audits are worth it." },
  );
}
