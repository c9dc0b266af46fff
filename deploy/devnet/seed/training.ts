// Rounds of the local market: one that is over and has paid its contributors, and one that takes contributions.

import { tip } from "@capsule-protocol/sdk/actions/access/tip.ts";
import { claim } from "@capsule-protocol/sdk/actions/royalty/claim.ts";
import { claimShares } from "@capsule-protocol/sdk/actions/training/claimShares.ts";
import { commitUpdate } from "@capsule-protocol/sdk/actions/training/commitUpdate.ts";
import { finalizeRound } from "@capsule-protocol/sdk/actions/training/finalizeRound.ts";
import { openRound } from "@capsule-protocol/sdk/actions/training/openRound.ts";
import { recordResult } from "@capsule-protocol/sdk/actions/training/recordResult.ts";
import { revealUpdate } from "@capsule-protocol/sdk/actions/training/revealUpdate.ts";
import { signResult } from "@capsule-protocol/sdk/actions/training/signResult.ts";
import { withdrawTrainingBond } from "@capsule-protocol/sdk/actions/training/withdrawTrainingBond.ts";
import { type AllocationClaim, buildAllocationTree, computeCommitment } from "@capsule-protocol/sdk/training/index.ts";
import { type Address, type Hex, keccak256, sha256, toBytes, zeroAddress } from "viem";
import { getBlock } from "viem/actions";
import { passSeconds } from "../localChain.ts";
import type { Stack } from "../stack.ts";
import { clientOf } from "./people.ts";
import { SEED_THOUSANDTH } from "./works.ts";

/** A round, and who takes part: indexes among the stack's accounts. */
type Plan = {
  capsuleId: bigint;
  owner: number;
  evaluators: readonly number[];
  task: string;
  units: number;
  /** Seconds until commitments, reveals and evaluation are due. */
  deadlines: readonly [commit: number, reveal: number, evaluation: number];
};
type Round = { capsuleId: bigint; roundId: bigint };

const HOUR = 3_600;
const DAY = 24 * HOUR;
const BOND = SEED_THOUSANDTH;
/** What the contributors of the finished round get, by account: units of the million. */
const SHARES = new Map([
  [4, 60_000n],
  [5, 40_000n],
]);
const TIP = 100n * SEED_THOUSANDTH;

/** A round that takes contributions for a day; two accounts have committed to theirs. */
export async function openTraining(stack: Stack, capsuleId: bigint): Promise<void> {
  const roundId = await open(stack, {
    ...{ capsuleId, owner: 1, evaluators: [4, 5, 6], units: 200_000 },
    task: "Meadow shall know the flowers of the desert, too.\n",
    deadlines: [DAY, 2 * DAY, 5 * DAY],
  });
  for (const index of [2, 3]) await commit(stack, { capsuleId, roundId }, index);
}

/** A round that is over: its contributors hold shares, and were paid what those earned. Hours pass on the chain. */
export async function finishTraining(stack: Stack, capsuleId: bigint): Promise<void> {
  const { deployment, rpcUrl } = stack;
  const owner = clientOf(stack, 2);
  const evaluators = [1, 3, 6];
  const units = [...SHARES.values()].reduce((sum, share) => sum + share);
  const task = "Harbour shall understand Portuguese.\n";
  const deadlines = [HOUR, 2 * HOUR, 3 * HOUR] as const;
  const roundId = await open(stack, { capsuleId, owner: 2, evaluators, task, units: Number(units), deadlines });
  for (const index of SHARES.keys()) await commit(stack, { capsuleId, roundId }, index);
  await passSeconds(rpcUrl, HOUR);
  for (const index of SHARES.keys()) {
    const client = clientOf(stack, index);
    await revealUpdate.sync(client, { deployment, roundId, ...updateOf(client.account.address) });
  }
  await passSeconds(rpcUrl, HOUR);
  const claims = await evaluate(stack, { capsuleId, roundId }, evaluators);
  await passSeconds(rpcUrl, HOUR);
  await finalizeRound.sync(owner, { deployment, roundId });
  await tip.sync(clientOf(stack, 6), { deployment, capsuleId, currency: zeroAddress, amount: TIP });
  for (const allocation of claims) await payOut(stack, { capsuleId, roundId }, allocation);
}

async function open(stack: Stack, plan: Plan): Promise<bigint> {
  const { capsuleId, units, deadlines, evaluators } = plan;
  const client = clientOf(stack, plan.owner);
  const start = Number((await getBlock(client)).timestamp);
  const [commitDeadline, revealDeadline, evaluationDeadline] = deadlines;
  const { roundId } = await openRound.sync(client, {
    ...{ deployment: stack.deployment, capsuleId },
    terms: {
      ...{ specDigest: sha256(toBytes(plan.task)), units, contributorBond: BOND, challengeBond: BOND },
      ...{ commitDeadline: start + commitDeadline, revealDeadline: start + revealDeadline },
      ...{ evaluationDeadline: start + evaluationDeadline, challengeWindow: HOUR },
      evaluators: evaluators.map((index) => clientOf(stack, index).account.address),
    },
  });
  return roundId;
}

async function commit(stack: Stack, { capsuleId, roundId }: Round, index: number): Promise<void> {
  const { deployment } = stack;
  const client = clientOf(stack, index);
  const contributor = client.account.address;
  const update = { contributor, ...updateOf(contributor) };
  const commitment = computeCommitment({ ...deployment, capsuleId, roundId }, update);
  await commitUpdate.sync(client, { deployment, roundId, commitment });
}

/** Made up, and another one for each contributor. */
function updateOf(contributor: Address): { updateDigest: Hex; salt: Hex } {
  return { updateDigest: keccak256(contributor), salt: keccak256(keccak256(contributor)) };
}

/** All evaluators agree. */
async function evaluate(stack: Stack, round: Round, evaluators: readonly number[]): Promise<AllocationClaim[]> {
  const { deployment } = stack;
  const { roundId } = round;
  const allocations = [...SHARES].map(([index, units]) => ({ account: clientOf(stack, index).account.address, units }));
  const units = allocations.reduce((sum, allocation) => sum + allocation.units, 0n);
  const { root, claims } = buildAllocationTree({ ...deployment, ...round }, { allocations, units });
  const result = { root, manifestDigest: keccak256(root), scoreDigest: keccak256(keccak256(root)) };
  const approvals = await Promise.all(
    evaluators.map((index) => signResult(clientOf(stack, index), { deployment, roundId, result })),
  );
  await recordResult.sync(clientOf(stack, 6), { deployment, roundId, result, approvals });
  return [...claims];
}

/** A contributor gets its shares, what they have earned since the round was over, and its bond. */
async function payOut(stack: Stack, { capsuleId, roundId }: Round, allocation: AllocationClaim): Promise<void> {
  const { deployment } = stack;
  const { account: holder } = allocation;
  const client = clientOf(stack, 2);
  await claimShares.sync(client, { deployment, roundId, claim: allocation });
  await claim.sync(client, { deployment, capsuleId, currency: zeroAddress, holder });
  await withdrawTrainingBond.sync(client, { deployment, roundId, contributor: holder });
}
