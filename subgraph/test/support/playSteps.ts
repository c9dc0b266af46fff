// The steps of the scenario: each does its thing if it can be done, and says whether it was.

import { localClient } from "@capsule-protocol/deploy/devnet/localChain.ts";
import {
  acceptCurrency,
  authorizeUsage,
  claimOwner,
  collectDue,
  collectFee,
  concludeDispute,
  counterDispute,
  createOffer,
  distribute,
  getCapsule,
  getClaimableOwner,
  getCollectableFee,
  getCollectableHops,
  getCredit,
  getDispute,
  openDispute,
  purchase,
  Rights,
  register,
  registerDerivative,
  renew,
  ruleDispute,
  setOffer,
  sweep,
  tip,
  withdrawCredit,
} from "@capsule-protocol/sdk";
import { DisputeStage } from "@capsule-protocol/sdk/actions/disputes/stages.ts";
import { getInbox } from "@capsule-protocol/sdk/actions/royalty/getInbox.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { createTestClient, http, toHex, zeroAddress } from "viem";
import { getBlock, increaseTime, mine, sendTransaction, waitForTransactionReceipt, writeContract } from "viem/actions";
import { anvil } from "viem/chains";
import type { PlayCapsule, PlayOffer, World } from "./play.ts";
import { claimAsHolder, claimUnits, giveUnits, train } from "./trainingSteps.ts";

type Step = (world: World) => Promise<boolean>;

const ALL_RIGHTS = Rights.RUN | Rights.DERIVE | Rights.FINE_TUNE | Rights.MERGE;
const MONTH = 30 * 86_400;
/** Index of the council among the local accounts. */
const COUNCIL = 7;
let salt = 0;

const clientOf = (world: World, actor: number) => world.clients[actor] as World["clients"][number];
const addressOf = (world: World, actor: number) => world.actors[actor]?.address ?? zeroAddress;
const anyone = ({ random, actors }: World) => random.below(actors.length);
const deploymentOf = ({ stack }: World) => stack.deployment;
const otherThan = (world: World, actor: number) =>
  (actor + 1 + world.random.below(world.actors.length - 1)) % world.actors.length;

function nextRegistration(): { salt: `0x${string}`; manifestDigest: `0x${string}`; encrypted: boolean } {
  salt += 1;
  return { salt: toHex(salt, { size: 32 }), manifestDigest: toHex(salt + 1_000_000, { size: 32 }), encrypted: false };
}

async function registerCapsule(world: World): Promise<boolean> {
  if (world.capsules.length >= 12) return false;
  const owner = anyone(world);
  const parameters = { deployment: deploymentOf(world), ...nextRegistration(), royaltyBps: 500 };
  const { capsuleId } = await register.sync(clientOf(world, owner), parameters);
  world.capsules.push({ id: capsuleId, owner, parents: [] });
  await acceptCurrency.sync(clientOf(world, owner), {
    deployment: deploymentOf(world),
    capsuleId,
    currency: world.token,
  });
  return true;
}

async function derive(world: World): Promise<boolean> {
  const { licenses, random } = world;
  const plain = licenses.filter(({ offer }) => !offer.timed);
  const license = random.pick(plain);
  if (license === undefined || world.capsules.length >= 16) return false;
  if (await isSuspended(world, license.offer.capsuleId)) return false;
  const parent = { capsuleId: license.offer.capsuleId, licenseId: license.id, relation: random.below(4) };
  const client = clientOf(world, license.holder);
  const parameters = { deployment: deploymentOf(world), ...nextRegistration(), parents: [parent] };
  const { capsuleId } = await registerDerivative.sync(client, parameters);
  world.capsules.push({ id: capsuleId, owner: license.holder, parents: [parent.capsuleId] });
  await acceptCurrency.sync(client, { deployment: deploymentOf(world), capsuleId, currency: world.token });
  return true;
}

async function offer(world: World): Promise<boolean> {
  const { random } = world;
  const capsule = random.pick(world.capsules);
  if (capsule === undefined || world.offers.length >= 20) return false;
  const timed = world.offers.length % 2 === 1;
  const currency = random.below(2) === 0 ? zeroAddress : world.token;
  const price = BigInt(1 + random.below(1_000_003));
  const { offerId } = await createOffer.sync(clientOf(world, capsule.owner), {
    ...{ deployment: deploymentOf(world), capsuleId: capsule.id, price },
    terms: {
      ...{ currency, rights: ALL_RIGHTS, termsDigest: toHex(7, { size: 32 }), referralBps: random.below(1000) },
      ...{ derivativeRateBps: random.below(700), derivativePolicy: random.below(2) },
      ...(timed && { duration: MONTH, revocable: true }),
    },
  });
  world.offers.push({ id: offerId, capsuleId: capsule.id, currency, price, timed });
  return true;
}

async function changePrice(world: World): Promise<boolean> {
  const chosen = world.random.pick(world.offers);
  const capsule = world.capsules.find(({ id }) => id === chosen?.capsuleId);
  if (chosen === undefined || capsule === undefined) return false;
  chosen.price = BigInt(1 + world.random.below(1_000_003));
  const parameters = { deployment: deploymentOf(world), offerId: chosen.id, price: chosen.price, active: true };
  await setOffer.sync(clientOf(world, capsule.owner), parameters);
  return true;
}

async function buy(world: World): Promise<boolean> {
  const chosen = world.random.pick(world.offers);
  if (chosen === undefined || (await isSuspended(world, chosen.capsuleId))) return false;
  const [holder, quantity] = [anyone(world), BigInt(1 + world.random.below(3))];
  const referrer = world.random.below(2) === 0 ? undefined : addressOf(world, otherThan(world, holder));
  const { licenseId } = await purchase.sync(clientOf(world, holder), {
    ...{ deployment: deploymentOf(world), offerId: chosen.id, quantity, maxTotal: chosen.price * quantity },
    ...(referrer && { referrer }),
  });
  for (let index = 0n; index < (chosen.timed ? quantity : 1n); index++) {
    world.licenses.push({ id: licenseId + index, holder, offer: chosen });
  }
  return true;
}

async function renewLicense(world: World): Promise<boolean> {
  const license = world.random.pick(world.licenses.filter(({ offer: { timed } }) => timed));
  if (license === undefined || (await isSuspended(world, license.offer.capsuleId))) return false;
  const maxTotal = license.offer.price;
  await renew.sync(clientOf(world, anyone(world)), {
    deployment: deploymentOf(world),
    licenseId: license.id,
    maxTotal,
  });
  return true;
}

async function giveLicense(world: World): Promise<boolean> {
  const license = world.random.pick(world.licenses);
  if (license === undefined) return false;
  const to = otherThan(world, license.holder);
  const args = [addressOf(world, license.holder), addressOf(world, to), license.id, 1n, "0x"] as const;
  await call(world, license.holder, {
    ...{ address: deploymentOf(world).accessToken, abi: accessTokenAbi, functionName: "safeTransferFrom", args },
  });
  license.holder = to;
  // Of a fungible one the first holder may have more: it is asked for again.
  return true;
}

async function giveCapsule(world: World): Promise<boolean> {
  const capsule = world.random.pick(world.capsules);
  if (capsule === undefined) return false;
  const to = otherThan(world, capsule.owner);
  const args = [addressOf(world, capsule.owner), addressOf(world, to), capsule.id] as const;
  await call(world, capsule.owner, {
    ...{ address: deploymentOf(world).registry, abi: capsuleRegistryAbi, functionName: "transferFrom", args },
  });
  capsule.owner = to;
  return true;
}

async function letUse(world: World): Promise<boolean> {
  const capsule = world.random.pick(world.capsules);
  if (capsule === undefined) return false;
  const user = toHex(1000 + world.random.below(1_000_000), { size: 20 });
  const parameters = { deployment: deploymentOf(world), capsuleId: capsule.id, user };
  await authorizeUsage.sync(clientOf(world, capsule.owner), parameters);
  return true;
}

async function tipCapsule(world: World): Promise<boolean> {
  const capsule = world.random.pick(world.capsules);
  if (capsule === undefined) return false;
  const currency = world.random.below(2) === 0 ? zeroAddress : world.token;
  const amount = BigInt(1 + world.random.below(1_000_000_007));
  const parameters = { deployment: deploymentOf(world), capsuleId: capsule.id, currency, amount };
  await tip.sync(clientOf(world, anyone(world)), parameters);
  return true;
}

async function payInbox(world: World): Promise<boolean> {
  const capsule = world.random.pick(world.capsules);
  if (capsule === undefined) return false;
  const client = clientOf(world, anyone(world));
  const parameters = { deployment: deploymentOf(world), capsuleId: capsule.id };
  const to = await getInbox(client, parameters);
  const hash = await sendTransaction(client, { to, value: BigInt(1 + world.random.below(10_007)) } as never);
  await waitForTransactionReceipt(client, { hash });
  await sweep.sync(client, { ...parameters, currency: zeroAddress });
  return true;
}

async function collectIncome(world: World): Promise<boolean> {
  const client = clientOf(world, anyone(world));
  for (const { id: capsuleId } of world.random.shuffled(world.capsules)) {
    const parameters = { deployment: deploymentOf(world), capsuleId };
    const hops = await getCollectableHops(client, { ...parameters, currency: zeroAddress });
    if (hops.length === 0) continue;
    await collectDue(client, parameters);
    return true;
  }
  return false;
}

async function claimAsOwner(world: World): Promise<boolean> {
  return withIncome(world, async (client, capsule, currency) => {
    const parameters = { deployment: deploymentOf(world), capsuleId: capsule.id, currency };
    if ((await getClaimableOwner(client, parameters)) === 0n) return false;
    await claimOwner.sync(client, parameters);
    return true;
  });
}

async function payEveryone(world: World): Promise<boolean> {
  return withIncome(world, async (client, capsule, currency) => {
    const parameters = { deployment: deploymentOf(world), capsuleId: capsule.id, currency };
    if ((await getClaimableOwner(client, parameters)) === 0n) return false;
    await distribute.sync(client, { ...parameters, accounts: world.actors.map(({ address }) => address) });
    return true;
  });
}

async function takeFee(world: World): Promise<boolean> {
  return withIncome(world, async (client, capsule, currency) => {
    const parameters = { deployment: deploymentOf(world), capsuleId: capsule.id, currency };
    if ((await getCollectableFee(client, parameters)) === 0n) return false;
    await collectFee.sync(client, parameters);
    return true;
  });
}

async function takeCredit(world: World): Promise<boolean> {
  const client = clientOf(world, anyone(world));
  for (const { address: account } of world.random.shuffled(world.actors)) {
    for (const currency of [zeroAddress, world.token] as const) {
      const parameters = { deployment: deploymentOf(world), currency };
      if ((await getCredit(client, { ...parameters, account })) === 0n) continue;
      await withdrawCredit.sync(client, { ...parameters, creditor: account });
      return true;
    }
  }
  return false;
}

async function dispute(world: World): Promise<boolean> {
  const capsule = world.random.pick(world.capsules);
  if (capsule === undefined || world.disputes.length >= 6) return false;
  const client = clientOf(world, otherThan(world, capsule.owner));
  const parameters = { deployment: deploymentOf(world), capsuleId: capsule.id, evidenceDigest: toHex(1, { size: 32 }) };
  const { disputeId } = await openDispute.sync(client, parameters);
  world.disputes.push({ id: disputeId, capsuleId: capsule.id });
  return true;
}

/** The owner answers, and the council rules one way or the other. */
async function ruleOnDispute(world: World): Promise<boolean> {
  const { deployment, rpcUrl, accounts } = world.stack;
  const evidenceDigest = toHex(2, { size: 32 });
  for (const { id: disputeId, capsuleId } of world.disputes) {
    const { stage, respondent } = await getDispute(clientOf(world, 0), { deployment, disputeId });
    const capsule = world.capsules.find(({ id }) => id === capsuleId);
    if (stage !== DisputeStage.OPEN || respondent !== zeroAddress || capsule === undefined) continue;
    await counterDispute.sync(clientOf(world, capsule.owner), { deployment, disputeId, evidenceDigest });
    const council = localClient(rpcUrl, accounts[COUNCIL]?.account);
    const upheld = disputeId % 2n === 0n;
    await ruleDispute.sync(council, { deployment, disputeId, upheld, rulingDigest: toHex(3, { size: 32 }) });
    return true;
  }
  return false;
}

/** Time passes, and what was ruled, or not ruled, stands. */
async function endDispute(world: World): Promise<boolean> {
  const { deployment, rpcUrl } = world.stack;
  const client = clientOf(world, anyone(world));
  for (const { id: disputeId } of world.disputes) {
    const { stage, deadline } = await getDispute(client, { deployment, disputeId });
    if (stage !== DisputeStage.OPEN && stage !== DisputeStage.RULED) continue;
    const control = createTestClient({ mode: "anvil", chain: anvil, transport: http(rpcUrl) });
    const { timestamp } = await getBlock(client);
    const left = Number(BigInt(deadline) - timestamp) + 1;
    if (left > 0) await increaseTime(control, { seconds: left });
    await mine(control, { blocks: 1 });
    await concludeDispute.sync(client, { deployment, disputeId });
    return true;
  }
  return false;
}

async function isSuspended(world: World, capsuleId: bigint): Promise<boolean> {
  const { suspended } = await getCapsule(clientOf(world, 0), { deployment: deploymentOf(world), capsuleId });
  return suspended;
}

/** Tries capsules and currencies in any order until something was done. */
async function withIncome(
  world: World,
  attempt: (
    client: World["clients"][number],
    capsule: PlayCapsule,
    currency: PlayOffer["currency"],
  ) => Promise<boolean>,
): Promise<boolean> {
  const client = clientOf(world, anyone(world));
  for (const capsule of world.random.shuffled(world.capsules)) {
    for (const currency of world.random.shuffled([zeroAddress, world.token] as const)) {
      if (await attempt(client, capsule, currency)) return true;
    }
  }
  return false;
}

async function call(world: World, actor: number, parameters: object): Promise<void> {
  const client = clientOf(world, actor);
  const hash = await writeContract(client, parameters as never);
  const { status } = await waitForTransactionReceipt(client, { hash });
  if (status !== "success") throw new Error(`${JSON.stringify(parameters)} was reverted.`);
}

export const playSteps = {
  registerCapsule,
  offer,
  buy,
  derive,
  tipCapsule,
  collectIncome,
  claimAsOwner,
  payEveryone,
  takeFee,
  takeCredit,
  changePrice,
  renewLicense,
  giveLicense,
  giveCapsule,
  letUse,
  payInbox,
  train,
  claimUnits,
  giveUnits,
  claimAsHolder,
  dispute,
  ruleOnDispute,
  endDispute,
} satisfies Record<string, Step>;
