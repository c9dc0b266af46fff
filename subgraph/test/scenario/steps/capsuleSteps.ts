// Steps of the scenario by which capsules come to be, get new versions, are shared and change hands.
import {
  acceptCurrency,
  authorizeUsage,
  getCapsule,
  publishVersion,
  register,
  registerDerivative,
  revokeUsage,
  seal,
} from "@capsule-protocol/sdk";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import type { Hex } from "viem";
import { readContract } from "viem/actions";
import {
  addressOf,
  anyone,
  call,
  capsuleOf,
  changeOwner,
  clientOf,
  freshWord,
  isOnSale,
  otherThan,
  type PlayCapsule,
  parametersOf,
  turn,
  type World,
} from "../world.ts";
import { signedByKeepers } from "./keeperSteps.ts";

const CAPSULES = 12;
const DERIVATIVES = 5;
const ROYALTY_BPS = 500;

/** Every third one is encrypted: nothing of it is sold before keepers sealed it. */
export async function registerCapsule(world: World): Promise<boolean> {
  if (world.capsules.length >= CAPSULES) return false;
  const owner = anyone(world);
  const encrypted = turn(world, "encrypt", 3) === 2;
  const { capsuleId } = await register.sync(clientOf(world, owner), { ...newWork(world), encrypted });
  await welcome(world, { id: capsuleId, owner, parents: [], encrypted });
  return true;
}

export async function derive(world: World): Promise<boolean> {
  const license = world.random.pick(world.licenses.filter(({ offer: { kind } }) => kind === "plain"));
  if (license === undefined || world.capsules.length >= CAPSULES + DERIVATIVES) return false;
  const { capsuleId: parentId } = license.offer;
  if (!(await isOnSale(world, parentId))) return false;
  const parents = [{ capsuleId: parentId, licenseId: license.id, relation: world.random.below(4) }];
  const work = { ...newWork(world), encrypted: false, parents };
  const { capsuleId } = await registerDerivative.sync(clientOf(world, license.holder), work);
  await welcome(world, { id: capsuleId, owner: license.holder, parents: [parentId], encrypted: false });
  return true;
}

function newWork({ stack }: World) {
  const { deployment } = stack;
  return { deployment, salt: freshWord(), manifestDigest: freshWord(), royaltyBps: ROYALTY_BPS };
}

async function welcome(world: World, capsule: PlayCapsule): Promise<void> {
  world.capsules.push(capsule);
  const parameters = { ...parametersOf(world, capsule.id), currency: world.token };
  await acceptCurrency.sync(clientOf(world, capsule.owner), parameters);
}

/** A next version, in clear or, once keepers can sign for it, sealed in the same call. */
export async function publish(world: World): Promise<boolean> {
  const capsule = world.random.pick(world.capsules);
  if (capsule === undefined) return false;
  const client = clientOf(world, capsule.owner);
  const parameters = { ...parametersOf(world, capsule.id), manifestDigest: freshWord() };
  const encrypted = capsule.encrypted && world.keepers.length > 0;
  const sealSignatures = encrypted ? await sealOf(world, capsule, parameters.manifestDigest) : [];
  await publishVersion.sync(client, { ...parameters, encrypted, sealSignatures });
  return true;
}

export async function sealCapsule(world: World): Promise<boolean> {
  if (world.keepers.length === 0) return false;
  const client = clientOf(world, anyone(world));
  for (const capsule of world.random.shuffled(world.capsules)) {
    const { encrypted, isSealed } = await getCapsule(client, parametersOf(world, capsule.id));
    if (!encrypted || isSealed) continue;
    await seal.sync(client, { ...parametersOf(world, capsule.id), signatures: await sealOf(world, capsule) });
    return true;
  }
  return false;
}

/** What keepers sign of a capsule: its next version if that is given, or else the current one. */
async function sealOf(world: World, { id }: PlayCapsule, nextDigest?: Hex): Promise<Hex[]> {
  const { version, manifestDigest } = await getCapsule(clientOf(world, 0), parametersOf(world, id));
  return signedByKeepers(world, (epoch) => {
    const number = nextDigest === undefined ? version : version + 1n;
    const args = [id, number, nextDigest ?? manifestDigest, epoch] as const;
    const view = { abi: capsuleRegistryAbi, functionName: "sealDigest", args } as const;
    return readContract(clientOf(world, 0), { address: world.stack.deployment.registry, ...view });
  });
}

/** It changes hands twice: by the owner in three ways, and by someone whom it approved. */
export async function giveCapsule(world: World): Promise<boolean> {
  const capsule = world.random.pick(world.capsules);
  if (capsule === undefined) return false;
  await giveAway(world, capsule);
  await giveAway(world, capsule);
  return true;
}

async function giveAway(world: World, capsule: PlayCapsule): Promise<void> {
  const to = otherThan(world, capsule.owner);
  const registry = { address: world.stack.deployment.registry, abi: capsuleRegistryAbi };
  const way = turn(world, "giveCapsule", 4);
  const functionName = way < 2 ? "transferFrom" : "safeTransferFrom";
  const parties = [addressOf(world, capsule.owner), addressOf(world, to)];
  const operator = way === 1 ? otherThan(world, capsule.owner) : capsule.owner;
  if (operator !== capsule.owner) {
    const approval = { ...registry, functionName: "approve", args: [addressOf(world, operator), capsule.id] };
    await call(clientOf(world, capsule.owner), approval);
  }
  const args = [...parties, capsule.id, ...(way === 3 ? ["0x"] : [])];
  await call(clientOf(world, operator), { ...registry, functionName, args });
  changeOwner(world, capsule, to);
}

export async function letUse(world: World): Promise<boolean> {
  const capsule = world.random.pick(world.capsules);
  if (capsule === undefined) return false;
  const user = addressOf(world, otherThan(world, capsule.owner));
  if (world.users.some((one) => one.capsuleId === capsule.id && one.user === user)) return false;
  await authorizeUsage.sync(clientOf(world, capsule.owner), { ...parametersOf(world, capsule.id), user });
  world.users.push({ capsuleId: capsule.id, user });
  return true;
}

export async function endUse(world: World): Promise<boolean> {
  const ended = world.random.pick(world.users);
  const capsule = capsuleOf(world, ended?.capsuleId ?? 0n);
  if (ended === undefined || capsule === undefined) return false;
  await revokeUsage.sync(clientOf(world, capsule.owner), { ...parametersOf(world, capsule.id), user: ended.user });
  world.users = world.users.filter((one) => one !== ended);
  return true;
}
