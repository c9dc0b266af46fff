// Steps of the scenario by which keepers stake, come and go, and by which accounts let devices ask them.
import {
  authorizeSession,
  authorizeSessionFor,
  getBond,
  getBondReleasableAt,
  getCurrentEpoch,
  getMinimumBond,
  postBond,
  revokeSession,
  setKeeperUrl,
  signSession,
  withdrawBond,
} from "@capsule-protocol/sdk";
import { keeperRegistryAbi } from "@capsule-protocol/sdk/generated/keeperRegistry.ts";
import { type Address, type Hex, maxUint256, toHex } from "viem";
import { readContract } from "viem/actions";
import {
  addressOf,
  anyone,
  clientOf,
  founder,
  freshWord,
  now,
  otherThan,
  passUntil,
  turn,
  type World,
} from "../world.ts";
import { decide, encoded } from "./governanceSteps.ts";

const BOND = 10n ** 17n;
const KEEPERS = 3;
const THRESHOLD = 2;
const ROTATIONS = 3;
const DAY = 86_400;

/** Three of the actors become the keepers, by a vote: from then on what keepers sign can be made here. */
export async function rotate(world: World): Promise<boolean> {
  if (turn(world, "rotate", Infinity) >= ROTATIONS) return false;
  const { keeperRegistry: to } = world.stack.deployment;
  const members = world.random.shuffled([...world.actors.keys()]).slice(0, KEEPERS);
  for (const member of members) await stake(world, addressOf(world, member));
  const keepers = members.map((member) => ({
    ...{ operator: addressOf(world, member), transportKey: freshWord(), verificationShare: freshWord() },
    url: `https://keeper-${member}.example`,
  }));
  const epoch = (await getCurrentEpoch(founder(world), world.stack)) + 1n;
  const digest = await readContract(founder(world), {
    ...{ address: to, abi: keeperRegistryAbi, functionName: "acceptanceDigest", args: [epoch, THRESHOLD, keepers] },
  } as const);
  const acceptances = await signatures(world, members, digest);
  await decide(world, [encoded(to, keeperRegistryAbi, "rotate", [THRESHOLD, keepers, acceptances])]);
  world.keepers = members;
  return true;
}

async function stake(world: World, operator: Address): Promise<void> {
  const { deployment } = world.stack;
  const client = clientOf(world, anyone(world));
  const [bond, minimum] = await Promise.all([
    getBond(client, { deployment, operator }),
    getMinimumBond(client, { deployment }),
  ]);
  if (bond < minimum + BOND) await postBond.sync(client, { deployment, operator, amount: minimum + BOND });
}

/** What enough of the keepers in office sign, in the order in which the contracts take it. */
export async function signedByKeepers(world: World, digestAt: (epoch: bigint) => Promise<Hex>): Promise<Hex[]> {
  const epoch = await getCurrentEpoch(founder(world), world.stack);
  return signatures(world, world.keepers.slice(0, THRESHOLD), await digestAt(epoch));
}

async function signatures({ actors }: World, members: readonly number[], hash: Hex): Promise<Hex[]> {
  const signers = members.map((member) => actors[member]?.account).filter((account) => account !== undefined);
  const inOrder = signers.toSorted((one, other) => (BigInt(one.address) < BigInt(other.address) ? -1 : 1));
  return Promise.all(inOrder.map((account) => account.sign({ hash })));
}

export async function addToBond(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const operator = addressOf(world, anyone(world));
  await postBond.sync(clientOf(world, anyone(world)), { deployment, operator, amount: BOND });
  return true;
}

export async function slash(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  for (const { address: operator } of world.random.shuffled(world.actors)) {
    if ((await getBond(founder(world), { deployment, operator })) < BOND) continue;
    const args = [operator, BOND / 3n, addressOf(world, anyone(world)), freshWord()];
    await decide(world, [encoded(deployment.keeperRegistry, keeperRegistryAbi, "slashBond", args)]);
    return true;
  }
  return false;
}

/** Once it is no keeper any more, or never was one. */
export async function takeBond(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  for (const [index, { address: operator }] of world.actors.entries()) {
    const client = clientOf(world, index);
    if ((await getBond(client, { deployment, operator })) === 0n) continue;
    const possibleAt = await getBondReleasableAt(client, { deployment, operator });
    if (possibleAt === maxUint256) continue;
    await passUntil(world, possibleAt);
    await withdrawBond.sync(client, { deployment, recipient: addressOf(world, otherThan(world, index)) });
    return true;
  }
  return false;
}

export async function moveKeeper(world: World): Promise<boolean> {
  const keeper = world.random.pick(world.keepers);
  if (keeper === undefined) return false;
  const url = `https://keeper-${keeper}.example/${world.random.below(1000)}`;
  await setKeeperUrl.sync(clientOf(world, keeper), { deployment: world.stack.deployment, url });
  return true;
}

/** By itself, or by a signature that somebody else submits. */
export async function openSession(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const account = anyone(world);
  const expiresAt = BigInt((await now(world)) + DAY);
  const session = { deployment, device: deviceOf(world), expiresAt };
  if (turn(world, "openSession", 2) === 0) {
    await authorizeSession.sync(clientOf(world, account), session);
    return true;
  }
  const signed = await signSession(clientOf(world, account), session);
  await authorizeSessionFor.sync(clientOf(world, otherThan(world, account)), { deployment, ...signed });
  return true;
}

/** Also of a device that never had one: the contract minds as little. */
export async function endSession(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  await revokeSession.sync(clientOf(world, anyone(world)), { deployment, device: deviceOf(world) });
  return true;
}

const deviceOf = ({ random }: World): Address => toHex(0xde71ce + random.below(3), { size: 20 });
