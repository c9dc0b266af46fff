// Steps of the scenario by which capsules are trained together, with every way in which a round can end.
import {
  cancelRound,
  challengeResult,
  claimShares,
  commitUpdate,
  expireRound,
  finalizeRound,
  getAllocatedUnits,
  getChallengeCredit,
  getPromisedUnits,
  getShares,
  openRound,
  recordResult,
  revealUpdate,
  signResult,
  transferShares,
  withdrawChallengeBond,
  withdrawTrainingBond,
} from "@capsule-protocol/sdk";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import { trainingPoolAbi } from "@capsule-protocol/sdk/generated/trainingPool.ts";
import { type Allocation, buildAllocationTree, computeCommitment } from "@capsule-protocol/sdk/training/index.ts";
import {
  addressOf,
  anyone,
  call,
  clientOf,
  freshWord,
  now,
  type PlayCapsule,
  parametersOf,
  pass,
  turn,
  type World,
} from "../world.ts";
import { decide, encoded } from "./governanceSteps.ts";

const UNITS = 1_000_000n;
const HOUR = 3_600;
const RESOLUTION = 14 * 24 * HOUR;
const BOND = 10n ** 15n;
const ROUNDS = 5;
const CONTRIBUTORS = [1, 2, 3];
const EVALUATOR = 0;

type Opened = { roundId: bigint; capsule: PlayCapsule; allocations: Allocation[]; units: bigint };

/** A whole round, up to where its units earn in escrow: the owner offers, others contribute, one evaluates. */
export async function train(world: World): Promise<boolean> {
  if (world.rounds.length >= ROUNDS) return false;
  const round = await open(world);
  if (round === undefined) return false;
  await contribute(world, round);
  const claims = await record(world, round);
  await pass(world, HOUR);
  await finish(world, round, claims);
  return true;
}

/** A challenge that governance rejects, and one that nobody decides, leave the result as it is; one that is upheld doesn't. */
export async function trainChallenged(world: World): Promise<boolean> {
  const round = await open(world);
  if (round === undefined) return false;
  const { roundId } = round;
  const { deployment } = world.stack;
  await contribute(world, round);
  const claims = await record(world, round);
  const challenger = clientOf(world, anyone(world));
  await challengeResult.sync(challenger, { deployment, roundId, evidenceDigest: freshWord() });
  const way = turn(world, "trainChallenged", 3);
  const resolution = (upheld: boolean) =>
    decide(world, [encoded(deployment.trainingPool, trainingPoolAbi, "resolveChallenge", [roundId, upheld])]);
  if (way === 0) await resolution(true);
  if (way === 1) await resolution(false);
  if (way === 2) await pass(world, RESOLUTION);
  if (way === 1) await pass(world, HOUR);
  if (way !== 0) await finish(world, round, claims);
  return true;
}

/** Nobody contributes, there is no result, or the owner thinks better of it. */
export async function trainInVain(world: World): Promise<boolean> {
  const round = await open(world);
  if (round === undefined) return false;
  const { roundId, capsule } = round;
  const { deployment } = world.stack;
  const way = turn(world, "trainInVain", 3);
  if (way === 0) {
    await cancelRound.sync(clientOf(world, capsule.owner), { deployment, roundId });
    return true;
  }
  if (way === 1) await contribute(world, round);
  await pass(world, 10 * HOUR);
  await expireRound.sync(clientOf(world, anyone(world)), { deployment, roundId });
  return true;
}

async function open(world: World): Promise<Opened | undefined> {
  const { random } = world;
  const capsule = random.pick(world.capsules);
  if (capsule === undefined) return undefined;
  const owner = clientOf(world, capsule.owner);
  const parameters = parametersOf(world, capsule.id);
  const [allocated, promised] = await Promise.all([
    getAllocatedUnits(owner, parameters),
    getPromisedUnits(owner, parameters),
  ]);
  const shares = CONTRIBUTORS.map(() => BigInt(1 + random.below(90_000)));
  const units = shares.reduce((sum, one) => sum + one);
  if (units > UNITS - allocated - promised) return undefined;
  const start = await now(world);
  const terms = {
    ...{ specDigest: freshWord(), units: Number(units), contributorBond: BOND, challengeBond: BOND },
    ...{ commitDeadline: start + HOUR, revealDeadline: start + 2 * HOUR, evaluationDeadline: start + 10 * HOUR },
    ...{ challengeWindow: HOUR, evaluators: [addressOf(world, EVALUATOR)], privacyEpsilon: 500, privacyDelta: 6 },
  };
  // Nothing of a suspended capsule is trained.
  const opened = await openRound.sync(owner, { ...parameters, terms }).catch(() => undefined);
  if (opened === undefined) return undefined;
  const allocations = CONTRIBUTORS.map((index, place) => ({
    account: addressOf(world, index),
    units: shares[place] ?? 0n,
  }));
  return { roundId: opened.roundId, capsule, allocations, units };
}

const bindingOf = (world: World, { roundId, capsule }: Opened) => ({
  ...world.stack.deployment,
  ...{ capsuleId: capsule.id, roundId },
});

/** All commit, and all but the last reveal. */
async function contribute(world: World, round: Opened): Promise<void> {
  const { deployment } = world.stack;
  const { roundId } = round;
  const [updateDigest, salt] = [freshWord(), freshWord()];
  for (const index of CONTRIBUTORS) {
    const contributor = addressOf(world, index);
    const commitment = computeCommitment(bindingOf(world, round), { contributor, updateDigest, salt });
    await commitUpdate.sync(clientOf(world, index), { deployment, roundId, commitment });
    world.bonds.push({ roundId, contributor });
  }
  await pass(world, HOUR);
  for (const index of CONTRIBUTORS.slice(0, -1)) {
    await revealUpdate.sync(clientOf(world, index), { deployment, roundId, updateDigest, salt });
  }
  await pass(world, HOUR);
}

async function record(world: World, round: Opened) {
  const { roundId, allocations, units } = round;
  const { deployment } = world.stack;
  const { root, claims } = buildAllocationTree(bindingOf(world, round), { allocations, units });
  const result = { root, manifestDigest: freshWord(), scoreDigest: freshWord() };
  const approvals = [await signResult(clientOf(world, EVALUATOR), { deployment, roundId, result })];
  await recordResult.sync(clientOf(world, anyone(world)), { deployment, roundId, result, approvals });
  return [...claims];
}

async function finish(world: World, { roundId }: Opened, claims: Awaited<ReturnType<typeof record>>): Promise<void> {
  const { deployment } = world.stack;
  await finalizeRound.sync(clientOf(world, anyone(world)), { deployment, roundId });
  world.rounds.push({ roundId, claims });
}

/** One contributor gets its units out of escrow. */
export async function claimUnits(world: World): Promise<boolean> {
  const round = world.rounds.find(({ claims }) => claims.length > 0);
  const next = round?.claims.pop();
  if (round === undefined || next === undefined) return false;
  const { deployment } = world.stack;
  await claimShares.sync(clientOf(world, anyone(world)), { deployment, roundId: round.roundId, claim: next });
  return true;
}

/** What a contributor put up comes back, or goes to the owner when it revealed nothing. */
export async function takeTrainingBond(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  for (const bond of world.bonds) {
    const client = clientOf(world, anyone(world));
    const done = await withdrawTrainingBond.sync(client, { deployment, ...bond }).catch(() => undefined);
    if (done === undefined) continue;
    world.bonds = world.bonds.filter((one) => one !== bond);
    return true;
  }
  return false;
}

export async function takeChallengeBond(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const client = clientOf(world, anyone(world));
  for (const { address: creditor } of world.actors) {
    if ((await getChallengeCredit(client, { deployment, creditor })) === 0n) continue;
    await withdrawChallengeBond.sync(client, { deployment, creditor });
    return true;
  }
  return false;
}

/** Alone, and in a batch. */
export async function giveUnits(world: World): Promise<boolean> {
  const { royaltySplitter: address } = world.stack.deployment;
  for (const index of world.random.shuffled([...world.actors.keys()])) {
    for (const { id } of world.random.shuffled(world.capsules)) {
      const client = clientOf(world, index);
      const [parameters, account] = [parametersOf(world, id), addressOf(world, index)];
      const held = await getShares(client, { ...parameters, account });
      if (held === 0n) continue;
      const recipient = addressOf(world, (index + 1) % world.actors.length);
      const units = 1n + (held * BigInt(world.random.below(100))) / 101n;
      const args = [account, recipient, [id, id], [units / 2n, units - units / 2n], "0x"];
      if (turn(world, "giveUnits", 2) === 0) {
        await transferShares.sync(client, { ...parameters, units, recipient, collect: false });
      } else await call(client, { address, abi: royaltySplitterAbi, functionName: "safeBatchTransferFrom", args });
      return true;
    }
  }
  return false;
}
