import assert from "node:assert/strict";
import {
  disputesQuery,
  lineageQuery,
  marketplaceQuery,
  roundsQuery,
  tradesQuery,
  voterQuery,
} from "@capsule-protocol/sdk/generated/queries.ts";
import { type Indexer, queryIndexer } from "@capsule-protocol/sdk/indexer/queryIndexer.ts";
import { numberToHex, parseEther } from "viem";
import { getBlock } from "viem/actions";
import { localClient } from "../devnet/localChain.ts";
import { type Market, seedMarket } from "../devnet/seed/seedMarket.ts";
import { seedWorks } from "../devnet/seed/works.ts";
import { type Stack, startStack } from "../devnet/stack.ts";

describe("the market of npm run dev", function () {
  this.timeout(300_000);
  let stack: Stack;
  let market: Market;
  let indexer: Indexer;
  before(async () => {
    stack = await startStack({ indexer: true });
    market = await seedMarket(stack);
    await stack.indexer?.synced();
    indexer = { url: stack.indexer?.url ?? "" };
  });
  after(() => stack?.stop());
  const idOf = (name: string) => numberToHex(market.get(name)?.capsuleId ?? 0n, { size: 32 });

  it("has a dozen capsules on sale, in three generations", async () => {
    const { capsules } = await queryIndexer(indexer, marketplaceQuery, {});
    assert.equal(capsules.length, 12);
    const derived = seedWorks.filter(({ parents = [] }) => parents.length > 0);
    assert.equal(capsules.filter(({ isDerivative }) => isDerivative).length, derived.length);
    const { capsule } = await queryIndexer(indexer, lineageQuery, { id: idOf("Herbarium") });
    const grandparents = capsule?.parents.flatMap(({ parent }) => parent.parents.map((above) => above.parent.id));
    assert.deepEqual(grandparents, [idOf("Meadow"), idOf("Meadow")]);
  });

  it("has a license resold by an order, and a bid that waits", async () => {
    const now = (await getBlock(localClient(stack.rpcUrl))).timestamp;
    const { trades } = await queryIndexer(indexer, tradesQuery, { capsule: idOf("Harbour"), now });
    assert.deepEqual(
      trades.map(({ kind, paid, royalty }) => [kind, paid, royalty]),
      [["LICENSE", parseEther("0.06"), parseEther("0.003")]],
    );
    const { bids } = await queryIndexer(indexer, tradesQuery, { capsule: idOf("Lantern"), now });
    assert.deepEqual(
      bids.map(({ kind, unitPrice }) => [kind, unitPrice]),
      [["CAPSULE", parseEther("0.5")]],
    );
  });

  it("has a round that takes contributions, and a voice that is disputed", async () => {
    const { rounds } = await queryIndexer(indexer, roundsQuery, { capsule: idOf("Meadow") });
    assert.deepEqual(
      rounds.map(({ state, contributionCount }) => [state, contributionCount]),
      [["OPEN", 2]],
    );
    const { capsule } = await queryIndexer(indexer, disputesQuery, { id: idOf("Old Clock") });
    assert.deepEqual(
      capsule?.disputes.map(({ number, stage }) => [number, stage]),
      [[1n, "OPEN"]],
    );
  });

  it("has a proposal that the holder of the votes voted for", async () => {
    const holder = stack.accounts[0]?.address ?? "0x";
    const { voter, proposals } = await queryIndexer(indexer, voterQuery, { account: holder.toLowerCase() });
    assert.deepEqual(
      voter?.cast.map(({ support }) => support),
      ["FOR"],
    );
    assert.deepEqual(
      proposals.map(({ forVotes }) => forVotes),
      [parseEther("1000000000")],
    );
  });
});
