// What people do around the works: they resell and bid, train together, and vote.
import { approveLicenses } from "@capsule-protocol/sdk/actions/access/approveLicenses.ts";
import { fillOrder } from "@capsule-protocol/sdk/actions/market/fillOrder.ts";
import { placeBid } from "@capsule-protocol/sdk/actions/market/placeBid.ts";
import { signOrder } from "@capsule-protocol/sdk/actions/market/signOrder.ts";
import { commitUpdate } from "@capsule-protocol/sdk/actions/training/commitUpdate.ts";
import { openRound } from "@capsule-protocol/sdk/actions/training/openRound.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { computeCommitment } from "@capsule-protocol/sdk/training/index.ts";
import { encodeFunctionData, keccak256, sha256, toBytes } from "viem";
import { getBlock } from "viem/actions";
import { actorAt } from "../demo/scene.ts";
import type { Stack } from "../stack.ts";
import { proposeAndVote } from "../vote.ts";
import { SEED_THOUSANDTH } from "./works.ts";

/** A license of whom, by index among the stack's accounts. */
export type HeldLicense = { licenseId: bigint; holder: number };

const DAY = 86_400;
const TASK = "Meadow shall know the flowers of the desert, too.\n";
const BOND = SEED_THOUSANDTH;
const PROPOSAL = "Raise the protocol's fee to 3 percent, to pay for audits.";
const PROPOSED_FEE_BPS = 300;

const clientOf = (stack: Stack, index: number) => actorAt(stack, index, `account ${index}`).client;

/** One license changes hands by a signed order; somebody bids for a capsule that isn't offered. */
export async function resellAndBid(stack: Stack, held: HeldLicense, wanted: bigint): Promise<void> {
  const { deployment } = stack;
  const seller = clientOf(stack, held.holder);
  await approveLicenses.sync(seller, { deployment, operator: deployment.market, approved: true });
  const unitPrice = 60n * SEED_THOUSANDTH;
  const signed = await signOrder(seller, { deployment, kind: "license", id: held.licenseId, unitPrice });
  await fillOrder.sync(clientOf(stack, 3), { deployment, ...signed });
  const bidder = clientOf(stack, 2);
  const { timestamp } = await getBlock(bidder);
  const bid = { kind: "capsule", id: wanted, unitPrice: 500n * SEED_THOUSANDTH } as const;
  await placeBid.sync(bidder, { deployment, ...bid, expiresAt: timestamp + BigInt(20 * DAY) });
}

/** A round that takes contributions for a day; two accounts have committed to theirs. */
export async function trainTogether(stack: Stack, capsuleId: bigint): Promise<void> {
  const { deployment } = stack;
  const owner = clientOf(stack, 1);
  const start = Number((await getBlock(owner)).timestamp);
  const { roundId } = await openRound.sync(owner, {
    ...{ deployment, capsuleId },
    terms: {
      ...{ specDigest: sha256(toBytes(TASK)), units: 200_000, contributorBond: BOND, challengeBond: BOND },
      ...{ commitDeadline: start + DAY, revealDeadline: start + 2 * DAY, evaluationDeadline: start + 5 * DAY },
      ...{ challengeWindow: DAY, evaluators: [4, 5, 6].map((index) => clientOf(stack, index).account.address) },
    },
  });
  for (const index of [2, 3]) {
    const client = clientOf(stack, index);
    const contributor = client.account.address;
    const update = { contributor, updateDigest: keccak256(contributor), salt: keccak256(keccak256(contributor)) };
    const commitment = computeCommitment({ ...deployment, capsuleId, roundId }, update);
    await commitUpdate.sync(client, { deployment, roundId, commitment });
  }
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
