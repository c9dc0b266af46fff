import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { getShares } from "@capsule-protocol/sdk/actions/royalty/getShares.ts";
import { claimShares } from "@capsule-protocol/sdk/actions/training/claimShares.ts";
import { commitUpdate } from "@capsule-protocol/sdk/actions/training/commitUpdate.ts";
import { finalizeRound } from "@capsule-protocol/sdk/actions/training/finalizeRound.ts";
import { openRound } from "@capsule-protocol/sdk/actions/training/openRound.ts";
import { recordResult } from "@capsule-protocol/sdk/actions/training/recordResult.ts";
import { revealUpdate } from "@capsule-protocol/sdk/actions/training/revealUpdate.ts";
import { signResult } from "@capsule-protocol/sdk/actions/training/signResult.ts";
import { withdrawTrainingBond } from "@capsule-protocol/sdk/actions/training/withdrawTrainingBond.ts";
import { type AllocationClaim, buildAllocationTree, computeCommitment } from "@capsule-protocol/sdk/training/index.ts";
import { type Address, type Hex, keccak256, type TransactionReceipt, toHex } from "viem";
import { getBalance, sendTransaction, waitForTransactionReceipt } from "viem/actions";
import { passSeconds } from "../../localChain.ts";
import { type Actor, noteTransaction, reader } from "../scene.ts";
import { type Economy, idOf } from "./economy.ts";

/** A round whose result is recorded, and what its contributors will claim. */
export type TrainedRound = { roundId: bigint; claims: readonly AllocationClaim[] };

/** Units of the million, that no sale divides evenly by. */
const UNITS = [250_000n, 130_001n, 70_003n] as const;
const OFFERED = UNITS.reduce((sum, units) => sum + units, 0n);
const BOND = 10n ** 16n;
const HOUR = 3_600;
const SPEC = keccak256(toHex("task and evaluation of the demo's round"));

const updateOf = ({ address }: Actor): Hex => keccak256(address);
const saltOf = ({ address }: Actor): Hex => keccak256(keccak256(address));

/** Three contributors commit and reveal; two of three evaluators agree on who gets what, the third one cheats. */
export async function trainTogether(economy: Economy): Promise<TrainedRound> {
  const { scene, contributors } = economy;
  scene.display.chapter("Three contributors train the merge together, for shares of all that it will earn");
  await giveEther(economy);
  const roundId = await open(economy);
  for (const contributor of contributors) await commit(economy, roundId, contributor);
  await passHours(economy, 1);
  await refuseCopy(economy, roundId);
  for (const contributor of contributors) {
    const { receipt } = await revealUpdate.sync(contributor.client, {
      ...{ deployment: scene.stack.deployment, roundId },
      ...{ updateDigest: updateOf(contributor), salt: saltOf(contributor) },
    });
    note(economy, "reveal an update", receipt);
  }
  await passHours(economy, 1);
  return { roundId, claims: await evaluate(economy, roundId) };
}

/** The window passes without a challenge: from this block on the units earn for the contributors. */
export async function finishRound(economy: Economy, { roundId, claims }: TrainedRound): Promise<void> {
  const { scene, accounts, governance, contributors } = economy;
  const round = { deployment: scene.stack.deployment, roundId };
  await scene.claims.refused("No result is final before its window has ended", ["TRAINING_POOL_TOO_EARLY"], () =>
    finalizeRound(governance.client, round),
  );
  await passHours(economy, 1);
  note(economy, "finalize the round", (await finalizeRound.sync(governance.client, round)).receipt);
  for (const [index, { name }] of contributors.entries()) accounts.allocate("merge", name, claims[index]?.units ?? 0n);
}

/** Units that waited in escrow go to the contributors, with what they earned there, and bonds go back. */
export async function handOutShares(economy: Economy, { roundId, claims }: TrainedRound): Promise<void> {
  const { scene, governance, contributors } = economy;
  const { deployment } = scene.stack;
  scene.display.chapter("The contributors claim their shares, which earned in escrow meanwhile");
  for (const [index, { name, address }] of contributors.entries()) {
    const claim = claims[index];
    if (claim === undefined) throw new Error(`The ${name} has no allocation.`);
    const claimed = await claimShares.sync(governance.client, { deployment, roundId, claim });
    note(economy, `claim the shares of the ${name}`, claimed.receipt);
    const held = await getShares(reader(scene), { deployment, capsuleId: idOf(economy, "merge"), account: address });
    scene.claims.equal(`The ${name} holds units of the merge`, held, claim.units, `${claim.units} of 1,000,000`);
    const bond = await withdrawTrainingBond.sync(governance.client, { deployment, roundId, contributor: address });
    note(economy, `return the bond of the ${name}`, bond.receipt);
  }
  const left = await getBalance(reader(scene), { address: deployment.trainingPool });
  scene.claims.equal("Every bond of the round went back", left, 0n, `${BOND} wei each`);
}

async function open(economy: Economy): Promise<bigint> {
  const { scene, builder, evaluators } = economy;
  const { deployment } = scene.stack;
  const { timestamp } = await reader(scene).getBlock();
  const start = Number(timestamp);
  const { roundId, receipt } = await openRound.sync(builder.client, {
    deployment,
    capsuleId: idOf(economy, "merge"),
    terms: {
      ...{ specDigest: SPEC, units: Number(OFFERED), contributorBond: BOND, challengeBond: BOND },
      ...{ commitDeadline: start + HOUR, revealDeadline: start + 2 * HOUR, evaluationDeadline: start + 10 * HOUR },
      ...{ challengeWindow: HOUR, evaluators: evaluators.map(({ address }) => address) },
    },
  });
  note(economy, "open a training round", receipt);
  return roundId;
}

async function commit(economy: Economy, roundId: bigint, contributor: Actor): Promise<void> {
  const { deployment } = economy.scene.stack;
  const capsuleId = idOf(economy, "merge");
  const update = { contributor: contributor.address, updateDigest: updateOf(contributor), salt: saltOf(contributor) };
  const commitment = computeCommitment({ ...deployment, capsuleId, roundId }, update);
  const { receipt } = await commitUpdate.sync(contributor.client, { deployment, roundId, commitment });
  note(economy, "commit to an update", receipt);
}

/** What one contributor committed to is worth nothing to another. */
async function refuseCopy({ scene, contributors }: Economy, roundId: bigint): Promise<void> {
  const [first, second] = contributors;
  const copied = { updateDigest: updateOf(first), salt: saltOf(first) };
  await scene.claims.refused("Nobody reveals another's update", ["TRAINING_POOL_COMMITMENT_MISMATCH"], () =>
    revealUpdate(second.client, { deployment: scene.stack.deployment, roundId, ...copied }),
  );
}

/** @returns what the honest result gives each contributor. */
async function evaluate(economy: Economy, roundId: bigint): Promise<readonly AllocationClaim[]> {
  const { scene, governance, contributors, evaluators } = economy;
  const { deployment } = scene.stack;
  const binding = { ...deployment, capsuleId: idOf(economy, "merge"), roundId };
  const treeOf = (list: readonly { address: Address }[], units: readonly bigint[]) =>
    buildAllocationTree(binding, {
      allocations: list.map(({ address }, index) => ({ account: address, units: units[index] ?? 0n })),
      units: OFFERED,
    });
  const [first, second, cheater] = evaluators;
  const honest = treeOf(contributors, UNITS);
  const result = (root: Hex) => ({ root, manifestDigest: SPEC, scoreDigest: SPEC });
  const sign = ({ client }: Actor, root: Hex) => signResult(client, { deployment, roundId, result: result(root) });
  const cheat = treeOf([cheater], [OFFERED]).root;
  const vote = await sign(cheater, cheat);
  const alone = { deployment, roundId, result: result(cheat), approvals: [vote] };
  await scene.claims.refused("An evaluator that cheats is outvoted", ["TRAINING_POOL_QUORUM_NOT_REACHED"], () =>
    recordResult(governance.client, alone),
  );
  const approvals = [await sign(first, honest.root), await sign(second, honest.root)];
  const recorded = { deployment, roundId, result: result(honest.root), approvals };
  note(economy, "record the round's result", (await recordResult.sync(governance.client, recorded)).receipt);
  return honest.claims;
}

/** Contributors pay for their own transactions, and a bond. */
async function giveEther(economy: Economy): Promise<void> {
  const { governance, contributors } = economy;
  for (const { address } of contributors) {
    const hash = await sendTransaction(governance.client, { to: address, value: 10n * BOND });
    await waitForTransactionReceipt(governance.client, { hash });
  }
}

/** The local chain's clock goes ahead. */
async function passHours({ scene }: Economy, hours: number): Promise<void> {
  await passSeconds(scene.stack.rpcUrl, hours * HOUR);
  scene.display.say(`${hours} h pass.`);
}

function note({ scene }: Economy, title: string, receipt: TransactionReceipt): void {
  noteTransaction(scene, title, record(receipt));
}
