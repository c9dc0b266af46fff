// Steps of the scenario by which capsules are disputed, with every way in which that can end.
import {
  appealDispute,
  concludeDispute,
  counterDispute,
  flagDescendants,
  getBonds,
  getDispute,
  getDisputeRules,
  openDispute,
  ruleDispute,
  withdrawBonds,
  withdrawBondsTo,
} from "@capsule-protocol/sdk";
import { DisputeStage } from "@capsule-protocol/sdk/actions/disputes/stages.ts";
import { disputeCourtAbi } from "@capsule-protocol/sdk/generated/disputeCourt.ts";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import { zeroAddress } from "viem";
import { readContract } from "viem/actions";
import {
  addressOf,
  anyone,
  capsuleOf,
  clientOf,
  council,
  freshWord,
  now,
  otherThan,
  type PlayCapsule,
  parametersOf,
  passUntil,
  turn,
  type World,
} from "../world.ts";
import { decide, encoded } from "./governanceSteps.ts";

/** More would leave too little to be sold. */
const DISPUTES = 9;
/** Seconds that a vote may take. */
const VOTE = 7_200;
/** Seconds in which what was looked at is done. */
const MARGIN = 60;

export async function dispute(world: World): Promise<boolean> {
  // Every other one is about something that others were made from.
  const parents = world.capsules.filter(({ id }) => world.capsules.some((other) => other.parents.includes(id)));
  const capsule = world.random.pick(turn(world, "dispute", 2) === 0 ? parents : world.capsules);
  const open = await disputesIn(world, DisputeStage.OPEN);
  if (capsule === undefined || open.length > 1 || world.disputes.length >= DISPUTES) return false;
  await openAbout(world, capsule);
  return true;
}

async function openAbout(world: World, { id: capsuleId, owner }: PlayCapsule): Promise<bigint> {
  const client = clientOf(world, otherThan(world, owner));
  const parameters = { ...parametersOf(world, capsuleId), evidenceDigest: freshWord() };
  const { disputeId } = await openDispute.sync(client, parameters);
  world.disputes.push({ id: disputeId, capsuleId });
  return disputeId;
}

/** The owner answers, and the council rules one way or the other. */
export async function ruleOnDispute(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  for (const { id: disputeId, capsuleId } of await disputesIn(world, DisputeStage.OPEN)) {
    const { respondent } = await getDispute(clientOf(world, 0), { deployment, disputeId });
    const { rulingPeriod } = await getDisputeRules(clientOf(world, 0), { deployment, disputeId });
    const capsule = capsuleOf(world, capsuleId);
    if (respondent !== zeroAddress || capsule === undefined) continue;
    if (!(await isTimeLeft(world, disputeId, rulingPeriod))) continue;
    const upheld = turn(world, "ruleOnDispute", 3) !== 1;
    const inOneCall = upheld && turn(world, "flag in one call", 2) === 1;
    const descendants = inOneCall ? await descendantsOf(world, capsuleId) : [];
    await answerAndRule(world, capsule, { disputeId, upheld, descendants });
    return true;
  }
  return false;
}

type Ruling = { disputeId: bigint; upheld: boolean; descendants: bigint[] };

async function answerAndRule(world: World, { owner }: PlayCapsule, ruling: Ruling): Promise<void> {
  const { deployment } = world.stack;
  const { disputeId } = ruling;
  await counterDispute.sync(clientOf(world, owner), { deployment, disputeId, evidenceDigest: freshWord() });
  await ruleDispute.sync(council(world), { deployment, ...ruling, rulingDigest: freshWord() });
}

/** Whoever lost the ruling appeals. */
export async function appeal(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  for (const { id: disputeId, capsuleId } of await disputesIn(world, DisputeStage.RULED)) {
    const { upheld, disputer } = await getDispute(clientOf(world, 0), { deployment, disputeId });
    const loser = upheld ? capsuleOf(world, capsuleId)?.owner : indexOf(world, disputer);
    if (loser === undefined || !(await isTimeLeft(world, disputeId))) continue;
    await appealDispute.sync(clientOf(world, loser), { deployment, disputeId, evidenceDigest: freshWord() });
    return true;
  }
  return false;
}

/** Governance rules, by a vote: it agrees with the council, or not. */
export async function ruleOnAppeal(world: World): Promise<boolean> {
  for (const { id: disputeId } of await disputesIn(world, DisputeStage.APPEALED)) {
    if (await isLeftToExpire(world, disputeId)) continue;
    const upheld = turn(world, "ruleOnAppeal", 2) === 0;
    const args = [disputeId, upheld, freshWord(), []];
    const to = world.stack.deployment.disputeCourt;
    await decide(world, [encoded(to, disputeCourtAbi, "ruleAppeal", args)]);
    return true;
  }
  return false;
}

/** Every third appeal, and one for which there is no time to vote any more. */
async function isLeftToExpire(world: World, disputeId: bigint): Promise<boolean> {
  return disputeId % 3n === 0n || !(await isTimeLeft(world, disputeId, VOTE));
}

/** Time passes, and what was ruled, or not ruled, stands. */
export async function endDispute(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const client = clientOf(world, anyone(world));
  const { OPEN, RULED, APPEALED } = DisputeStage;
  for (const { id: disputeId } of await disputesIn(world, OPEN, RULED, APPEALED)) {
    const { stage, deadline } = await getDispute(client, { deployment, disputeId });
    if (stage === APPEALED && !(await isLeftToExpire(world, disputeId))) continue;
    await passUntil(world, deadline);
    await concludeDispute.sync(client, { deployment, disputeId });
    return true;
  }
  return false;
}

/** Those that owe a capsule which was found against, in one upheld dispute or in a new one. */
export async function flag(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const client = clientOf(world, anyone(world));
  for (const { id: disputeId, capsuleId } of world.disputes) {
    const { upheld } = await getDispute(client, { deployment, disputeId });
    const descendants = await descendantsOf(world, capsuleId);
    if (!upheld || descendants.length === 0) continue;
    const { events } = await flagDescendants.sync(client, { deployment, disputeId, descendants });
    if (events.length > 0) return true;
  }
  for (const capsule of world.random.shuffled(world.capsules)) {
    const descendants = await descendantsOf(world, capsule.id);
    if (descendants.length === 0) continue;
    const disputeId = await openAbout(world, capsule);
    await answerAndRule(world, capsule, { disputeId, upheld: true, descendants: [] });
    await flagDescendants.sync(client, { deployment, disputeId, descendants });
    return true;
  }
  return false;
}

/** Governance lets a capsule be sold again that was found against. */
export async function reinstate(world: World): Promise<boolean> {
  const { disputeCourt: address } = world.stack.deployment;
  for (const { capsuleId } of await disputesIn(world, DisputeStage.UPHELD)) {
    const view = { address, abi: disputeCourtAbi, functionName: "docketOf", args: [capsuleId] } as const;
    const { upheld, standing } = await readContract(clientOf(world, 0), view);
    if (upheld !== 0n || !standing) continue;
    await decide(world, [encoded(address, disputeCourtAbi, "reinstate", [capsuleId])]);
    return true;
  }
  return false;
}

export async function takeDisputeBond(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  for (const [index, { address: creditor }] of world.actors.entries()) {
    const client = clientOf(world, index);
    if ((await getBonds(client, { deployment, creditor })) === 0n) continue;
    const recipient = addressOf(world, otherThan(world, index));
    if (turn(world, "takeDisputeBond", 2) === 0) await withdrawBonds.sync(client, { deployment, creditor });
    else await withdrawBondsTo.sync(client, { deployment, recipient });
    return true;
  }
  return false;
}

/** Whether a dispute's stage goes on for more than some seconds. */
async function isTimeLeft(world: World, disputeId: bigint, seconds = 0): Promise<boolean> {
  const { deployment } = world.stack;
  const { deadline } = await getDispute(clientOf(world, 0), { deployment, disputeId });
  return deadline > (await now(world)) + seconds + MARGIN;
}

async function disputesIn(world: World, ...stages: number[]): Promise<World["disputes"]> {
  const { deployment } = world.stack;
  const found = await Promise.all(
    world.disputes.map(({ id: disputeId }) => getDispute(clientOf(world, 0), { deployment, disputeId })),
  );
  return world.disputes.filter((_, index) => stages.includes(found[index]?.stage ?? DisputeStage.NONE));
}

async function descendantsOf(world: World, capsuleId: bigint): Promise<bigint[]> {
  const address = world.stack.deployment.royaltySplitter;
  const debts = await Promise.all(
    world.capsules.map(({ id }) => {
      const view = { address, abi: royaltySplitterAbi, functionName: "debtOf", args: [id, capsuleId] } as const;
      return readContract(clientOf(world, 0), view);
    }),
  );
  return world.capsules.filter((_, index) => debts[index]?.some((bps) => bps > 0)).map(({ id }) => id);
}

function indexOf({ actors }: World, account: string): number | undefined {
  const index = actors.findIndex(({ address }) => address === account);
  return index < 0 ? undefined : index;
}
