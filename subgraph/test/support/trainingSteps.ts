// Steps of the scenario by which units come to contributors, earn, and move on.
import {
  claim,
  claimShares,
  commitUpdate,
  finalizeRound,
  getAllocatedUnits,
  getClaimable,
  getShares,
  openRound,
  recordResult,
  revealUpdate,
  signResult,
  transferShares,
} from "@capsule-protocol/sdk";
import { buildAllocationTree, computeCommitment } from "@capsule-protocol/sdk/training/index.ts";
import { createTestClient, http, toHex, zeroAddress } from "viem";
import { getBlock, increaseTime, mine } from "viem/actions";
import { anvil } from "viem/chains";
import type { World } from "./play.ts";

const UNITS = 1_000_000n;
const HOUR = 3_600;
const BOND = 10n ** 15n;
const DIGEST = toHex(0x7ea1, { size: 32 });
const SALT = toHex(0x5a17, { size: 32 });

/** A whole round, up to where its units earn in escrow: the owner offers, two contribute, one evaluates. */
export async function train(world: World): Promise<boolean> {
  const { stack, clients, actors, random } = world;
  const capsule = random.pick(world.capsules.filter(({ parents }) => parents.length === 0));
  const { deployment } = stack;
  const owner = clients[capsule?.owner ?? 0];
  const evaluator = actors[0];
  if (capsule === undefined || owner === undefined || evaluator === undefined || world.rounds.length >= 5) return false;
  const left = UNITS - (await getAllocatedUnits(owner, { deployment, capsuleId: capsule.id }));
  const units = [BigInt(1 + random.below(150_000)), BigInt(1 + random.below(150_000))] as const;
  const offered = units[0] + units[1];
  if (offered > left) return false;
  const start = Number((await getBlock(owner)).timestamp);
  const { roundId } = await openRound.sync(owner, {
    ...{ deployment, capsuleId: capsule.id },
    terms: {
      ...{ specDigest: DIGEST, units: Number(offered), contributorBond: BOND, challengeBond: BOND },
      ...{ commitDeadline: start + HOUR, revealDeadline: start + 2 * HOUR, evaluationDeadline: start + 10 * HOUR },
      ...{ challengeWindow: HOUR, evaluators: [evaluator.address] },
    },
  });
  const binding = { ...deployment, capsuleId: capsule.id, roundId };
  const allocations = [1, 2].map((index) => ({
    account: actors[index]?.address ?? zeroAddress,
    units: units[index - 1] ?? 0n,
  }));
  await contribute(world, binding);
  const tree = buildAllocationTree(binding, { allocations, units: offered });
  const result = { root: tree.root, manifestDigest: DIGEST, scoreDigest: DIGEST };
  const round = { deployment, roundId };
  const approvals = [await signResult(clients[0] as World["clients"][number], { ...round, result })];
  await recordResult.sync(owner, { ...round, result, approvals });
  await pass(world);
  await finalizeRound.sync(owner, round);
  world.rounds.push({ roundId, claims: [...tree.claims] });
  return true;
}

async function contribute(world: World, binding: Parameters<typeof computeCommitment>[0]): Promise<void> {
  const contributors = [1, 2].map((index) => world.clients[index] as World["clients"][number]);
  const { deployment } = world.stack;
  const { roundId } = binding;
  for (const client of contributors) {
    const update = { contributor: client.account?.address ?? zeroAddress, updateDigest: DIGEST, salt: SALT };
    const commitment = computeCommitment(binding, update);
    await commitUpdate.sync(client, { deployment, roundId, commitment });
  }
  await pass(world);
  for (const client of contributors) {
    await revealUpdate.sync(client, { deployment, roundId, updateDigest: DIGEST, salt: SALT });
  }
  await pass(world);
}

/** One contributor gets its units out of escrow. */
export async function claimUnits(world: World): Promise<boolean> {
  const round = world.rounds.find(({ claims }) => claims.length > 0);
  const next = round?.claims.pop();
  if (round === undefined || next === undefined) return false;
  const { deployment } = world.stack;
  await claimShares.sync(world.clients[0] as World["clients"][number], {
    deployment,
    roundId: round.roundId,
    claim: next,
  });
  return true;
}

export async function giveUnits(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  for (const [index, { address: account }] of world.actors.entries()) {
    for (const { id: capsuleId } of world.random.shuffled(world.capsules)) {
      const client = world.clients[index] as World["clients"][number];
      const held = await getShares(client, { deployment, capsuleId, account });
      if (held === 0n) continue;
      const recipient = world.actors[(index + 1) % world.actors.length]?.address ?? zeroAddress;
      const units = 1n + (held * BigInt(world.random.below(100))) / 101n;
      await transferShares.sync(client, { deployment, capsuleId, units, recipient, collect: false });
      return true;
    }
  }
  return false;
}

export async function claimAsHolder(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const client = world.clients[0] as World["clients"][number];
  for (const { id: capsuleId } of world.random.shuffled(world.capsules)) {
    for (const { address: account } of world.actors) {
      for (const currency of [zeroAddress, world.token] as const) {
        const parameters = { deployment, capsuleId, currency };
        if ((await getClaimable(client, { ...parameters, account })) === 0n) continue;
        await claim.sync(client, { ...parameters, holder: account });
        return true;
      }
    }
  }
  return false;
}

async function pass({ stack }: World): Promise<void> {
  const control = createTestClient({ mode: "anvil", chain: anvil, transport: http(stack.rpcUrl) });
  await increaseTime(control, { seconds: HOUR });
  await mine(control, { blocks: 1 });
}
