// Steps of the scenario by which capsules earn, and what they earned is collected and paid out.
import {
  claim,
  claimOwner,
  claimOwnerTo,
  claimTo,
  collect,
  collectDue,
  collectFee,
  collectPath,
  distribute,
  getClaimable,
  getClaimableOwner,
  getCollectableFee,
  getCollectableHops,
  getCredit,
  getShares,
  sweep,
  tip,
  withdrawCredit,
} from "@capsule-protocol/sdk";
import { getInbox } from "@capsule-protocol/sdk/actions/royalty/getInbox.ts";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import { type Address, createTestClient, http, parseAbi, zeroAddress } from "viem";
import { sendTransaction, waitForTransactionReceipt } from "viem/actions";
import { anvil } from "viem/chains";
import {
  addressOf,
  anyone,
  call,
  clientOf,
  currencies,
  otherThan,
  type PlayCapsule,
  type PlayClient,
  parametersOf,
  turn,
  type World,
} from "../world.ts";

const tokenAbi = parseAbi(["function transfer(address to, uint256 value) returns (bool)"]);
/** Of which each holder of some units has a part. */
const TIP = 10n ** 9n;
/** Code that reverts whatever is sent to it. */
const REFUSING = "0x60006000fd";

export async function tipCapsule(world: World): Promise<boolean> {
  const capsule = world.random.pick(world.capsules);
  if (capsule === undefined) return false;
  const currency = currencies(world)[world.random.below(2)] as Address;
  const amount = BigInt(1 + world.random.below(1_000_000_007));
  await tip.sync(clientOf(world, anyone(world)), { ...parametersOf(world, capsule.id), currency, amount });
  return true;
}

/** What arrives at a capsule's inbox becomes income; before that it is nobody's yet. */
export async function payInbox(world: World): Promise<boolean> {
  const capsule = world.random.pick(world.capsules);
  if (capsule === undefined) return false;
  const client = clientOf(world, anyone(world));
  const parameters = parametersOf(world, capsule.id);
  const to = await getInbox(client, parameters);
  const value = BigInt(1 + world.random.below(10_007));
  const currency = currencies(world)[turn(world, "payInbox", 2)] as Address;
  if (currency === zeroAddress) {
    const hash = await sendTransaction(client, { to, value } as never);
    await waitForTransactionReceipt(client, { hash });
  } else await call(client, { address: currency, abi: tokenAbi, functionName: "transfer", args: [to, value] });
  await sweep.sync(client, { ...parameters, currency });
  return true;
}

/** All that is due, one hop, or a path. */
export async function collectIncome(world: World): Promise<boolean> {
  return withIncome(world, async (client, { id: capsuleId }, currency) => {
    const parameters = parametersOf(world, capsuleId);
    const { deployment } = parameters;
    const hops = await getCollectableHops(client, { ...parameters, currency });
    const direct = hops.find(({ ancestorId }) => ancestorId === capsuleId);
    if (direct === undefined) return false;
    const { childId, ancestorId } = direct;
    const way = turn(world, "collectIncome", 3);
    if (way === 0) await collectDue(client, { ...parameters, currencies: [currency] });
    else if (way === 1) await collect.sync(client, { deployment, childId, ancestorId, currency });
    else await collectPath.sync(client, { deployment, path: [childId, ancestorId], currency });
    return true;
  });
}

export async function claimAsOwner(world: World): Promise<boolean> {
  return withIncome(world, async (client, capsule, currency) => {
    const parameters = { ...parametersOf(world, capsule.id), currency };
    if ((await getClaimableOwner(client, parameters)) === 0n) return false;
    const recipient = addressOf(world, otherThan(world, capsule.owner));
    if (turn(world, "claimAsOwner", 2) === 0) await claimOwner.sync(client, parameters);
    else await claimOwnerTo.sync(clientOf(world, capsule.owner), { ...parameters, recipient });
    return true;
  });
}

export async function claimAsHolder(world: World): Promise<boolean> {
  return withIncome(world, async (client, { id }, currency) => {
    const parameters = { ...parametersOf(world, id), currency };
    for (const [index, { address: account }] of world.actors.entries()) {
      if ((await getClaimable(client, { ...parameters, account })) === 0n) continue;
      const recipient = addressOf(world, otherThan(world, index));
      if (turn(world, "claimAsHolder", 2) === 0) await claim.sync(client, { ...parameters, holder: account });
      else await claimTo.sync(clientOf(world, index), { ...parameters, recipient });
      return true;
    }
    return false;
  });
}

export async function payEveryone(world: World): Promise<boolean> {
  return withIncome(world, async (client, { id }, currency) => {
    const parameters = { ...parametersOf(world, id), currency };
    if ((await getClaimableOwner(client, parameters)) === 0n) return false;
    await distribute.sync(client, { ...parameters, accounts: world.actors.map(({ address }) => address) });
    return true;
  });
}

/** One of those who are to be paid is a contract that takes no money: it keeps its claim. */
export async function payRefusing(world: World): Promise<boolean> {
  const { royaltySplitter } = world.stack.deployment;
  const control = createTestClient({ mode: "anvil", chain: anvil, transport: http(world.stack.rpcUrl) });
  for (const { id } of world.random.shuffled(world.capsules)) {
    for (const [index, { address }] of world.actors.entries()) {
      const client = clientOf(world, otherThan(world, index));
      const parameters = { ...parametersOf(world, id), currency: zeroAddress };
      if ((await getShares(client, { ...parameters, account: address })) === 0n) continue;
      await tip.sync(client, { ...parameters, amount: TIP });
      await control.setCode({ address, bytecode: REFUSING });
      // The SDK sends nothing that may pay nobody.
      const args = [id, zeroAddress, [address]];
      await call(client, { address: royaltySplitter, abi: royaltySplitterAbi, functionName: "distribute", args });
      await control.setCode({ address, bytecode: "0x" });
      return true;
    }
  }
  return false;
}

export async function takeFee(world: World): Promise<boolean> {
  return withIncome(world, async (client, { id }, currency) => {
    const parameters = { ...parametersOf(world, id), currency };
    if ((await getCollectableFee(client, parameters)) === 0n) return false;
    await collectFee.sync(client, parameters);
    return true;
  });
}

export async function takeCredit(world: World): Promise<boolean> {
  const client = clientOf(world, anyone(world));
  const { deployment } = world.stack;
  for (const { address: creditor } of world.random.shuffled(world.actors)) {
    for (const currency of currencies(world)) {
      if ((await getCredit(client, { deployment, currency, account: creditor })) === 0n) continue;
      await withdrawCredit.sync(client, { deployment, currency, creditor });
      return true;
    }
  }
  return false;
}

type Attempt = (client: PlayClient, capsule: PlayCapsule, currency: Address) => Promise<boolean>;

/** Tries capsules and currencies in any order until something was done. */
async function withIncome(world: World, attempt: Attempt): Promise<boolean> {
  const client = clientOf(world, anyone(world));
  for (const capsule of world.random.shuffled(world.capsules)) {
    for (const currency of world.random.shuffled(currencies(world))) {
      if (await attempt(client, capsule, currency)) return true;
    }
  }
  return false;
}
