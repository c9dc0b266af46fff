import assert from "node:assert/strict";
import { type Stack, startStack } from "@capsule-protocol/deploy/devnet/stack.ts";
import { getBlockNumber } from "viem/actions";
import { compareWithChain } from "./scenario/comparison/compareWithChain.ts";
import { type Play, startPlay } from "./scenario/play.ts";
import { clientOf } from "./scenario/world.ts";

/** How often the subgraph is compared with the chain, and steps of the play between. */
const ROUNDS = 4;
const STEPS_PER_ROUND = 45;
/** Further steps at most, until every kind of step was taken. */
const EXTRA_STEPS = 120;

describe("subgraph: the whole stack", function () {
  this.timeout(600_000);
  let stack: Stack;
  let play: Play;

  before(async () => {
    stack = await startStack({ keepers: 2, threshold: 2, indexer: true });
    play = await startPlay(stack);
  });
  after(() => stack?.stop());

  it("says what the contracts say, entity by entity, at every block that is looked at", async () => {
    const blocks: bigint[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (let step = 0; step < STEPS_PER_ROUND; step++) await play.step();
      blocks.push(await getBlockNumber(clientOf(play.world, 0), { cacheTime: 0 }));
    }
    for (let step = 0; play.untaken().length > 0 && step < EXTRA_STEPS; step++) await play.step();
    assert.deepEqual(play.untaken(), [], "every kind of step was taken");
    blocks.push(await getBlockNumber(clientOf(play.world, 0), { cacheTime: 0 }));
    await stack.indexer?.synced();
    for (const block of blocks) assert.ok((await compareWithChain(play.world, block)) > 1000);
  });
});
