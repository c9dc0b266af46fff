import assert from "node:assert/strict";
import { getOrderStatus } from "@capsule-protocol/sdk";
import { fillOrder } from "@capsule-protocol/sdk/actions/market/fillOrder.ts";
import { hashOrder } from "@capsule-protocol/sdk/actions/market/order.ts";
import {
  findCapsules,
  findContributors,
  findDisputes,
  findLineage,
  findRounds,
  findTrades,
  findUsage,
  findVoter,
  type Indexer,
} from "@capsule-protocol/sdk/indexer/index.ts";
import { parseEther, zeroAddress } from "viem";
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
  const addressOf = (index: number) => stack.accounts[index]?.address.toLowerCase();
  const idOf = (name: string) => market.works.get(name)?.capsuleId ?? 0n;

  it("has a dozen capsules on sale, in three generations", async () => {
    const capsules = await findCapsules(indexer, {});
    assert.equal(capsules.length, 12);
    const derived = seedWorks.filter(({ parents = [] }) => parents.length > 0);
    assert.equal(capsules.filter(({ isDerivative }) => isDerivative).length, derived.length);
    const capsule = await findLineage(indexer, { capsuleId: idOf("Herbarium") });
    const grandparents = capsule?.parents.flatMap(({ parent }) =>
      parent.parents.map((above) => BigInt(above.parent.id)),
    );
    assert.deepEqual(grandparents, [idOf("Meadow"), idOf("Meadow")]);
  });

  it("has a license resold by an order, of which another one can be bought", async () => {
    const { deployment, rpcUrl, accounts } = stack;
    const { order } = market.openOrder;
    const client = localClient(rpcUrl, accounts[7]?.account);
    const now = (await getBlock(client)).timestamp;
    const { trades, orders } = await findTrades(indexer, { capsuleId: idOf("Harbour"), now });
    assert.deepEqual(
      trades.map(({ kind, paid, royalty }) => [kind, paid, royalty]),
      [["LICENSE", parseEther("0.06"), parseEther("0.003")]],
    );
    const seller = order.seller.toLowerCase();
    assert.deepEqual(orders, [{ id: hashOrder(order, deployment), seller: { id: seller }, filled: 1n }]);
    assert.deepEqual(await getOrderStatus(client, { deployment, order }), { status: "open", left: 1n });
    const { paid } = await fillOrder.sync(client, { deployment, ...market.openOrder });
    assert.equal(paid, parseEther("0.06"));
    // With the seller's last license the order is void.
    assert.equal((await getOrderStatus(client, { deployment, order })).status, "gone");
  });

  it("has a bid that was taken, and one that waits", async () => {
    const now = (await getBlock(localClient(stack.rpcUrl))).timestamp;
    const taken = await findTrades(indexer, { capsuleId: idOf("Meadow Pocket"), now });
    assert.deepEqual(
      taken.trades.map(({ kind, buyer, paid }) => [kind, buyer.id, paid]),
      [["LICENSE", addressOf(4), parseEther("0.06")]],
    );
    const { bids } = await findTrades(indexer, { capsuleId: idOf("Lantern"), now });
    assert.deepEqual(
      bids.map(({ kind, unitPrice }) => [kind, unitPrice]),
      [["CAPSULE", parseEther("0.5")]],
    );
  });

  it("has a round that takes contributions, and a voice that is disputed", async () => {
    const { rounds } = await findRounds(indexer, { capsuleId: idOf("Meadow") });
    assert.deepEqual(
      rounds.map(({ state, contributionCount }) => [state, contributionCount]),
      [["OPEN", 2]],
    );
    const capsule = await findDisputes(indexer, { capsuleId: idOf("Old Clock") });
    assert.deepEqual(
      capsule?.disputes.map(({ number, stage }) => [number, stage]),
      [[1n, "OPEN"]],
    );
  });

  // A tenth of a tip of 0.1 ether, less the protocol's fee of 2.5 percent, in proportion to their units.
  it("has a round that is over, whose contributors share in the work and were paid", async () => {
    const capsuleId = idOf("Harbour");
    const { rounds, shareEscrows } = await findRounds(indexer, { capsuleId });
    assert.deepEqual(
      rounds.map(({ state, allocations }) => [state, allocations.map(({ account, units }) => [account.id, units])]),
      [
        [
          "FINALIZED",
          [
            [addressOf(4), 60_000],
            [addressOf(5), 40_000],
          ],
        ],
      ],
    );
    assert.deepEqual(shareEscrows, []);
    const { capsule, payees } = await findContributors(indexer, { capsuleId });
    assert.deepEqual(
      capsule?.holdings.map(({ account, units }) => [account.id, units]),
      [
        [addressOf(4), 60_000],
        [addressOf(5), 40_000],
      ],
    );
    assert.deepEqual(
      payees.map(({ account, claimed }) => [account.id, claimed]),
      [
        [addressOf(4), parseEther("0.00585")],
        [addressOf(5), parseEther("0.0039")],
      ],
    );
  });

  it("has metered runs that were used and settled, of an encrypted work", async () => {
    const days = { from: 0n, to: 1_000_000n };
    const { capsule, usageSettlements } = await findUsage(indexer, { capsuleId: idOf("Sea Watch"), ...days });
    assert.equal(capsule?.runsUsed, 40n);
    assert.deepEqual(
      usageSettlements.map(({ license, runs, runsAfter }) => [license.runs, runs, runsAfter]),
      [[500n, 40n, 40n]],
    );
  });

  it("has a proposal that the holder of the votes voted for", async () => {
    const account = stack.accounts[0]?.address ?? zeroAddress;
    const { voter, proposals } = await findVoter(indexer, { account });
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
