// A long scenario on the real contracts: any of them may do anything it is allowed to, chosen by a fixed seed.
import type { LocalAccount } from "@capsule-protocol/deploy/devnet/accounts.ts";
import { localClient } from "@capsule-protocol/deploy/devnet/localChain.ts";
import type { Stack } from "@capsule-protocol/deploy/devnet/stack.ts";
import type { AllocationClaim } from "@capsule-protocol/sdk/training/index.ts";
import { type Address, zeroAddress } from "viem";
import { playSteps } from "./playSteps.ts";
import { seededRandom } from "./random.ts";

export type PlayCapsule = { id: bigint; owner: number; parents: bigint[] };
export type PlayOffer = { id: bigint; capsuleId: bigint; currency: Address; price: bigint; timed: boolean };

/** What the scenario knows of the world, to choose steps that can be taken. */
export type World = {
  stack: Stack;
  /** Those that act: each is its index among the stack's accounts. */
  actors: readonly LocalAccount[];
  clients: readonly ReturnType<typeof localClient>[];
  token: Address;
  capsules: PlayCapsule[];
  offers: PlayOffer[];
  licenses: { id: bigint; holder: number; offer: PlayOffer }[];
  disputes: { id: bigint; capsuleId: bigint }[];
  /** Ended rounds, with what wasn't claimed of them yet. */
  rounds: { roundId: bigint; claims: AllocationClaim[] }[];
  random: ReturnType<typeof seededRandom>;
};

export type Play = {
  client: ReturnType<typeof localClient>;
  accounts: readonly Address[];
  token: Address;
  /** Does one thing, chosen at random among those that can be done. */
  step: () => Promise<void>;
  /** How often each kind of step was taken. */
  counts: () => [name: string, count: number][];
};

const SEED = 20_261_128;
const ACTORS = 6;

export async function startPlay(stack: Stack): Promise<Play> {
  const actors = stack.accounts.slice(1, 1 + ACTORS);
  const clients = actors.map(({ account }) => localClient(stack.rpcUrl, account));
  const token = await stack.deployTestToken();
  const random = seededRandom(SEED);
  const world: World = {
    stack,
    actors,
    clients,
    token,
    capsules: [],
    offers: [],
    licenses: [],
    disputes: [],
    rounds: [],
    random,
  };
  const counts = new Map(Object.keys(playSteps).map((name) => [name, 0]));
  const names = Object.keys(playSteps) as (keyof typeof playSteps)[];
  return {
    client: localClient(stack.rpcUrl),
    accounts: actors.map(({ address }) => address),
    token,
    step: async () => {
      // What was done least goes first now and then, so that a short play does everything.
      const rare = [...names].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
      const order = random.below(2) === 0 ? rare : random.shuffled(names);
      for (const name of order) {
        if (!(await playSteps[name](world))) continue;
        counts.set(name, (counts.get(name) ?? 0) + 1);
        return;
      }
      throw new Error("Nothing can be done.");
    },
    counts: () => [...counts],
  };
}

/** Both currencies of the play. */
export function currencies({ token }: Pick<World, "token">): Address[] {
  return [zeroAddress, token];
}
