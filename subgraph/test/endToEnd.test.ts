import assert from "node:assert/strict";
import { type Stack, startStack } from "@capsule-protocol/deploy/devnet/stack.ts";
import { getBlockNumber } from "viem/actions";
import { compareWithChain } from "./support/comparison.ts";
import { type Play, startPlay } from "./support/play.ts";

/** Steps of the play, and how often the subgraph is compared with the chain meanwhile. */
const ROUNDS = 6;
const STEPS_PER_ROUND = 16;

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
      blocks.push(await getBlockNumber(play.client, { cacheTime: 0 }));
    }
    await stack.indexer?.synced();
    for (const block of blocks) {
      const { compared } = await compareWithChain(stack, play, block);
      assert.ok(compared > 0);
    }
    const untouched = play.counts().filter(([, count]) => count === 0);
    assert.deepEqual(untouched, [], "every kind of step was taken");
  });
});
