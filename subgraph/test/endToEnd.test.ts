import assert from "node:assert/strict";
import { type Stack, startStack } from "@capsule-protocol/deploy/devnet/stack.ts";
import { getBlockNumber } from "viem/actions";
import { compareWithChain } from "./scenario/comparison/compareWithChain.ts";
import { watchCoverage } from "./scenario/coverage.ts";
import { type Play, startPlay } from "./scenario/play.ts";
import { clientOf } from "./scenario/world.ts";

/** How often the subgraph is compared with the chain, and steps of the play between. */
const ROUNDS = 4;
const STEPS_PER_ROUND = 40;
/** Steps of the play that are taken before what is left out is looked for again, and how often at most. */
const EXTRA_STEPS = 15;
const EXTRA_ROUNDS = 12;

describe("subgraph: the whole stack", function () {
  this.timeout(600_000);
  let stack: Stack;
  let play: Play;
  let look: ReturnType<typeof watchCoverage>;
  /** At which the subgraph is compared with the chain. */
  const blocks: bigint[] = [];

  before(async () => {
    stack = await startStack({ keepers: 2, threshold: 2, indexer: true });
    play = await startPlay(stack);
    look = watchCoverage(play.world);
    for (let round = 0; round < ROUNDS; round++) blocks.push(await playOn(STEPS_PER_ROUND));
    for (let round = 0; round < EXTRA_ROUNDS && (await leftOut()).length > 0; round++) await playOn(EXTRA_STEPS);
    blocks.push(await playOn(0));
  });
  after(() => stack?.stop());

  it("says what the contracts say, entity by entity, at every block that is looked at", async () => {
    await stack.indexer?.synced();
    for (const block of blocks) assert.ok((await compareWithChain(play.world, block)) > 1000);
  });

  it("was told of every event by every function of the contracts, but for those with a reason", async () => {
    assert.deepEqual(await leftOut(), []);
  });

  /** @returns the block up to which it was played. */
  async function playOn(steps: number): Promise<bigint> {
    for (let step = 0; step < steps; step++) await play.step();
    return getBlockNumber(clientOf(play.world, 0), { cacheTime: 0 });
  }

  /** Steps that were not taken, functions not called, events not emitted. */
  async function leftOut(): Promise<string[]> {
    return [...play.untaken(), ...(await look())];
  }
});
