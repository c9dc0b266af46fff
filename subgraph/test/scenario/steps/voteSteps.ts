// Steps of the scenario by which votes are given away and delegated.
import { delegate, delegateFor, signDelegation } from "@capsule-protocol/sdk";
import { capsuleTokenAbi } from "@capsule-protocol/sdk/generated/capsuleToken.ts";
import { type Address, parseSignature } from "viem";
import { readContract, signTypedData } from "viem/actions";
import { addressOf, anyone, call, clientOf, founder, type PlayClient, pass, turn, type World } from "../world.ts";

const TOKEN = 10n ** 18n;
const LONG = 2n ** 48n - 1n;

/** Tokens vote for whom their holder named; those that the founder has vote for the founder. */
export async function gatherVotes(world: World): Promise<void> {
  const client = founder(world);
  const delegatee = client.account?.address as Address;
  await delegate.sync(client, { deployment: world.stack.deployment, delegatee });
  // They count from the next second on.
  await pass(world, 1);
}

/** Plainly, through an allowance, or by a permit. */
export async function giveVotes(world: World): Promise<boolean> {
  const { capsuleToken: address } = world.stack.deployment;
  const giver = founder(world);
  const from = giver.account?.address as Address;
  const to = anyone(world);
  const amount = BigInt(1 + world.random.below(50_000)) * TOKEN;
  const token = { address, abi: capsuleTokenAbi };
  const way = turn(world, "giveVotes", 3);
  if (way === 0) {
    await call(giver, { ...token, functionName: "transfer", args: [addressOf(world, to), amount] });
    return true;
  }
  if (way === 1) await call(giver, { ...token, functionName: "approve", args: [addressOf(world, to), amount] });
  else await permit(world, giver, addressOf(world, to), amount);
  await call(clientOf(world, to), {
    ...token,
    functionName: "transferFrom",
    args: [from, addressOf(world, to), amount],
  });
  return true;
}

async function permit({ stack }: World, client: PlayClient, spender: Address, value: bigint): Promise<void> {
  const { chainId, capsuleToken: address } = stack.deployment;
  const account = client.account;
  if (account === undefined) throw new Error("The founder has an account.");
  const token = { address, abi: capsuleTokenAbi };
  const owner = account.address;
  const nonce = await readContract(client, { ...token, functionName: "nonces", args: [owner] });
  const signature = await signTypedData(client, {
    account,
    domain: { name: "Capsule Token", version: "1", chainId, verifyingContract: address },
    types: {
      Permit: ["owner address", "spender address", "value uint256", "nonce uint256", "deadline uint256"].map(field),
    },
    primaryType: "Permit",
    message: { owner, spender, value, nonce, deadline: LONG },
  });
  const { r, s, yParity } = parseSignature(signature);
  await call(client, { ...token, functionName: "permit", args: [owner, spender, value, LONG, 27 + yParity, r, s] });
}

function field(text: string): { name: string; type: string } {
  const [name = "", type = ""] = text.split(" ");
  return { name, type };
}

/** In one's own name, by a signature, or by one as the token's standard has it. */
export async function delegateVotes(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const delegator = anyone(world);
  const [client, delegatee] = [clientOf(world, delegator), addressOf(world, anyone(world))];
  const way = turn(world, "delegate", 3);
  if (way === 0) await delegate.sync(client, { deployment, delegatee });
  if (way === 1) {
    const signed = await signDelegation(client, { deployment, delegatee });
    await delegateFor.sync(founder(world), { deployment, ...signed });
  }
  if (way === 2) await delegateBySignature(world, client, delegatee);
  return true;
}

async function delegateBySignature({ stack }: World, client: PlayClient, delegatee: Address): Promise<void> {
  const { chainId, capsuleToken: address } = stack.deployment;
  const account = client.account;
  if (account === undefined) throw new Error("An actor has an account.");
  const token = { address, abi: capsuleTokenAbi };
  const nonce = await readContract(client, { ...token, functionName: "nonces", args: [account.address] });
  const signature = await signTypedData(client, {
    account,
    domain: { name: "Capsule Token", version: "1", chainId, verifyingContract: address },
    types: { Delegation: ["delegatee address", "nonce uint256", "expiry uint256"].map(field) },
    primaryType: "Delegation",
    message: { delegatee, nonce, expiry: LONG },
  });
  const { r, s, yParity } = parseSignature(signature);
  await call(client, { ...token, functionName: "delegateBySig", args: [delegatee, nonce, LONG, 27 + yParity, r, s] });
}
