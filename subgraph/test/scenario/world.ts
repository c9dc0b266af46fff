// What the scenario knows of the world, to choose steps that can be taken, and what all steps need.
import type { LocalAccount } from "@capsule-protocol/deploy/devnet/accounts.ts";
import { localClient, passSeconds } from "@capsule-protocol/deploy/devnet/localChain.ts";
import type { Stack } from "@capsule-protocol/deploy/devnet/stack.ts";
import type { SignedOrder } from "@capsule-protocol/sdk";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import type { AllocationClaim } from "@capsule-protocol/sdk/training/index.ts";
import { type Abi, type Address, type Hex, toHex, zeroAddress } from "viem";
import { getBlock, readContract, waitForTransactionReceipt, writeContract } from "viem/actions";
import type { seededRandom } from "./random.ts";

export type PlayCapsule = { id: bigint; owner: number; parents: bigint[]; encrypted: boolean };
export type OfferKind = "plain" | "timed" | "metered" | "trial";
export type PlayOffer = { id: bigint; capsuleId: bigint; currency: Address; price: bigint; kind: OfferKind };
/** One license: of a fungible one the holder may have more. */
export type PlayLicense = { id: bigint; holder: number; offer: PlayOffer };
export type PlayClient = ReturnType<typeof localClient>;

export type World = {
  stack: Stack;
  /** Those that act: each is its index among the stack's accounts. */
  actors: readonly LocalAccount[];
  clients: readonly PlayClient[];
  token: Address;
  random: ReturnType<typeof seededRandom>;
  capsules: PlayCapsule[];
  offers: PlayOffer[];
  licenses: PlayLicense[];
  disputes: { id: bigint; capsuleId: bigint }[];
  /** Ended rounds, with what wasn't claimed of them yet. */
  rounds: { roundId: bigint; claims: AllocationClaim[] }[];
  /** All that were signed, in whatever state they are. */
  orders: SignedOrder[];
  bids: bigint[];
  proposals: bigint[];
  /** Contributors whose bonds wait for them. */
  bonds: { roundId: bigint; contributor: Address }[];
  /** Actors whose signatures count for the keepers': none as long as the stack's own are in office. */
  keepers: number[];
  /** Who may use a capsule without a license. */
  users: { capsuleId: bigint; user: Address }[];
  /** How often each thing was done that can be done in several ways. */
  turns: Map<string, number>;
};

/** Does its thing if it can be done, and says whether it was. */
export type Step = (world: World) => Promise<boolean>;

/** Index of the council among the local accounts. */
const COUNCIL = 7;
/** Index of the guardian, which may also cancel proposals. */
const GUARDIAN = 8;
let last = 1_000_000;

export const clientOf = (world: World, actor: number): PlayClient => world.clients[actor] as PlayClient;
export const addressOf = (world: World, actor: number): Address => world.actors[actor]?.address ?? zeroAddress;
export const anyone = ({ random, actors }: World): number => random.below(actors.length);
export const otherThan = (world: World, actor: number): number =>
  (actor + 1 + world.random.below(world.actors.length - 1)) % world.actors.length;
export const council = ({ stack }: World): PlayClient => localClient(stack.rpcUrl, stack.accounts[COUNCIL]?.account);
export const guardian = ({ stack }: World): PlayClient => localClient(stack.rpcUrl, stack.accounts[GUARDIAN]?.account);
/** Who deployed the protocol and holds most votes. */
export const founder = ({ stack }: World): PlayClient => localClient(stack.rpcUrl, stack.accounts[0]?.account);
/** Both currencies of the play. */
export const currencies = ({ token }: Pick<World, "token">): Address[] => [zeroAddress, token];
/** A digest, or another word, that nothing else has. */
export const freshWord = (): Hex => toHex(++last, { size: 32 });

/** Which of `ways` to take now: each in turn; of infinitely many, how often it was done before. */
export function turn({ turns }: World, name: string, ways: number): number {
  const taken = turns.get(name) ?? 0;
  turns.set(name, taken + 1);
  return taken % ways;
}

export async function now(world: World): Promise<number> {
  return Number((await getBlock(clientOf(world, 0))).timestamp);
}

export async function pass({ stack }: World, seconds: number): Promise<void> {
  await passSeconds(stack.rpcUrl, seconds);
}

/** The clock goes ahead to a second, unless that has passed. */
export async function passUntil(world: World, second: number | bigint): Promise<void> {
  const left = Number(second) - (await now(world));
  if (left > 0) await pass(world, left);
}

type Call = { address: Address; abi: Abi | readonly unknown[]; functionName: string; args?: readonly unknown[] };

/** A call that the SDK has no action for. */
export async function call(client: PlayClient, parameters: Call): Promise<void> {
  const hash = await writeContract(client, parameters as never);
  const { status } = await waitForTransactionReceipt(client, { hash });
  if (status !== "success") throw new Error(`${parameters.functionName} was reverted.`);
}

export async function isOnSale(world: World, capsuleId: bigint): Promise<boolean> {
  const address = world.stack.deployment.accessToken;
  const view = { address, abi: accessTokenAbi, functionName: "salesOpen", args: [capsuleId] } as const;
  return readContract(clientOf(world, 0), view);
}

export function capsuleOf(world: World, capsuleId: bigint): PlayCapsule | undefined {
  return world.capsules.find(({ id }) => id === capsuleId);
}

/** A capsule has another owner: who may use it ends with the former one. */
export function changeOwner(world: World, capsule: PlayCapsule, owner: number): void {
  capsule.owner = owner;
  world.users = world.users.filter(({ capsuleId }) => capsuleId !== capsule.id);
}

export function parametersOf({ stack }: World, capsuleId: bigint) {
  return { deployment: stack.deployment, capsuleId };
}
