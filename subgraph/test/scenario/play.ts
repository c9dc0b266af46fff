// A long scenario on the real contracts: any of them may do anything it is allowed to, chosen by a fixed seed.
import { localClient } from "@capsule-protocol/deploy/devnet/localChain.ts";
import type { Stack } from "@capsule-protocol/deploy/devnet/stack.ts";
import { seededRandom } from "./random.ts";
import { openMarket } from "./steps/marketSteps.ts";
import { gatherVotes } from "./steps/voteSteps.ts";
import { steps } from "./steps.ts";
import type { World } from "./world.ts";

export type Play = {
  world: World;
  /** Does one thing, chosen at random among those that can be done, and says which. */
  step: () => Promise<string>;
  /** Kinds of steps that weren't taken yet. */
  untaken: () => string[];
};

const SEED = 20_261_128;
/** How it begins, so that there is something to go on with. */
const OPENING = [
  ...repeated("registerCapsule", 6),
  ...repeated("offer", 8),
  ...["rotate", "sealCapsule"],
  ...repeated("buy", 8),
  ...repeated("derive", 3),
];
const ACTORS = 6;

export async function startPlay(stack: Stack): Promise<Play> {
  const world = await newWorld(stack);
  await openMarket(world);
  await gatherVotes(world);
  const counts = new Map(Object.keys(steps).map((name) => [name, 0]));
  const opening = [...OPENING];
  return {
    world,
    step: async () => {
      // What was done least goes first more often than not, so that a short play does everything.
      const others = world.random.shuffled([...counts.keys()]);
      if (world.random.below(3) !== 0) others.sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
      const names = [...opening.splice(0, 1), ...others];
      for (const name of names) {
        if (!(await taken(world, name))) continue;
        counts.set(name, (counts.get(name) ?? 0) + 1);
        return name;
      }
      throw new Error("Nothing can be done.");
    },
    untaken: () => [...counts.keys()].filter((name) => counts.get(name) === 0),
  };
}

function repeated(name: string, times: number): string[] {
  return Array.from({ length: times }, () => name);
}

async function taken(world: World, name: string): Promise<boolean> {
  try {
    return (await steps[name]?.(world)) ?? false;
  } catch (cause) {
    throw new Error(`The step ${name} failed.`, { cause });
  }
}

async function newWorld(stack: Stack): Promise<World> {
  const actors = stack.accounts.slice(1, 1 + ACTORS);
  const things = { capsules: [], offers: [], licenses: [], disputes: [], rounds: [], orders: [], bids: [] };
  return {
    ...{ stack, actors, token: await stack.deployTestToken(), random: seededRandom(SEED) },
    clients: actors.map(({ account }) => localClient(stack.rpcUrl, account)),
    ...{ ...things, proposals: [], bonds: [], keepers: [], users: [], turns: new Map() },
  };
}
