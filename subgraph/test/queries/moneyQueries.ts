import assert from "node:assert/strict";
import {
  findClaimable,
  findIncome,
  findLicenses,
  findPayments,
  findTrades,
} from "@capsule-protocol/sdk/indexer/index.ts";
import { type Hex, zeroAddress } from "viem";
import { log, word } from "../support/events.ts";
import { sharedChain } from "../support/shared.ts";
import {
  claimed,
  collected,
  fresh,
  freshAccount,
  given,
  moved,
  NEVER,
  offered,
  owing,
  registered,
  sold,
  tipped,
} from "../support/story.ts";
import { ask } from "./ask.ts";

/** Documented queries about what is sold, earned and paid. */
export function moneyQueries(): void {
  it("claimable: as owner, by units, from descendants and of credits, with the action for each", async () => {
    const [root, child] = [BigInt(fresh()), BigInt(fresh())];
    const [owner, other] = [freshAccount(), freshAccount()];
    await sharedChain().emit([
      ...registered(root, owner, { feeBps: 0 }),
      ...registered(child, other, { feeBps: 0 }),
      owing(child, [[root, 1000]], [[root, 500]]),
      ...given(child, owner, 250_000n),
      tipped(root, 70n),
      tipped(child, 1_000n),
      log("AccessToken", "Credited", { account: owner, currency: zeroAddress, amount: 5n }),
    ]);
    const before = await ask(findClaimable, { account: owner });
    assert.deepEqual(before, {
      claims: [
        { capsuleId: root, currency: zeroAddress, amount: 70n, action: "claimOwner" },
        // A quarter of what is left after 15 %.
        { capsuleId: child, currency: zeroAddress, amount: 212n, action: "claim" },
      ],
      collectables: [{ childId: child, ancestorId: root, currency: zeroAddress, amount: 150n }],
      credits: [{ currency: zeroAddress, amount: 5n }],
    });
    await sharedChain().emit([
      collected(child, root, 100n, 50n),
      claimed(root, owner, 220n, true),
      claimed(child, owner, 212n, false),
    ]);
    const { claims, collectables } = await ask(findClaimable, { account: owner });
    assert.deepEqual([claims, collectables], [[], []]);
  });

  it("licenses: those that are held, page by page", async () => {
    const [id, offerId, owner, alice] = [BigInt(fresh()), BigInt(fresh()), freshAccount(), freshAccount()];
    const first = (offerId << 64n) | 1n;
    await sharedChain().emit([
      ...registered(id, owner),
      offered(offerId, id, owner, { duration: 100 }),
      ...sold(offerId, id, alice, { serial: 1n, quantity: 3n, expiresAt: 5_000n }),
      moved("AccessToken", alice, owner, first, 1n),
    ]);
    const page = await ask(findLicenses, { account: alice, first: 1 });
    assert.deepEqual(
      page.map(({ license }) => [BigInt(license.id), license.expiresAt]),
      [[first + 1n, 5_000n]],
    );
    const after = page[0]?.id;
    const rest = await ask(findLicenses, { account: alice, ...(after && { after }) });
    assert.deepEqual(
      rest.map(({ license }) => BigInt(license.id)),
      [first + 2n],
    );
    assert.ok(NEVER > 0n);
  });

  it("income: by day, with what was paid out", async () => {
    const [id, owner] = [BigInt(fresh()), freshAccount()];
    const { timestamp } = await sharedChain().emit([...registered(id, owner, { feeBps: 0 }), tipped(id, 30n)]);
    await sharedChain().emit([tipped(id, 12n), claimed(id, owner, 42n, true)]);
    const [from, to] = [BigInt(timestamp - 86_400), BigInt(timestamp + 86_400)];
    const midnight = BigInt(timestamp - (timestamp % 86_400));
    const days = await ask(findIncome, { account: owner, from, to });
    assert.deepEqual(
      days.income.map((day) => [day.timestamp, day.income, day.payments]),
      [[midnight, 42n, 2n]],
    );
    assert.deepEqual(
      days.payouts.map((day) => [day.timestamp, day.amount, day.payouts]),
      [[midnight, 42n, 1n]],
    );
    const later = await ask(findIncome, { account: owner, from: to, to: to * 2n });
    assert.deepEqual(later, { income: [], payouts: [] });
  });

  it("payments: each row's balances follow from the row before", async () => {
    const [id, owner] = [BigInt(fresh()), freshAccount()];
    await sharedChain().emit([
      ...registered(id, owner, { feeBps: 0 }),
      tipped(id, 10n),
      tipped(id, 5n),
      claimed(id, owner, 15n, true),
    ]);
    const page = await ask(findPayments, { capsuleId: id, first: 2 });
    const rest = await ask(findPayments, { capsuleId: id, after: page.at(-1)?.sequence ?? 0n });
    const rows = [...page, ...rest].map(({ kind, amount, directAfter, claimedAfter }) => [
      kind,
      amount,
      directAfter,
      claimedAfter,
    ]);
    assert.deepEqual(rows, [
      ["TIP", 10n, 10n, 0n],
      ["TIP", 5n, 15n, 0n],
      ["OWNER_CLAIM", 15n, 15n, 15n],
    ]);
  });

  it("trades: open bids, best first, orders that aren't cancelled, and what was paid", async () => {
    const [id, seller, bidder] = [BigInt(fresh()), freshAccount(), freshAccount()];
    const [low, high, late] = [BigInt(fresh()), BigInt(fresh()), BigInt(fresh())];
    const placed = (bidId: bigint, unitPrice: bigint, expiresAt: bigint) =>
      log("Market", "BidPlaced", {
        ...{ bidId, capsuleId: id, bidder, kind: 1, id, quantity: 1n, currency: zeroAddress, unitPrice, expiresAt },
      });
    const [kept, cancelled] = [word(0xf00d0000 + fresh()), word(0xf00d0000 + fresh())];
    const filled = (orderHash: Hex) =>
      log("Market", "OrderFilled", {
        ...{ orderHash, capsuleId: id, seller, buyer: bidder, recipient: bidder, kind: 2, id, quantity: 3n },
        ...{ currency: zeroAddress, paid: 6n, royalty: 1n },
      });
    await sharedChain().emit([
      ...registered(id, seller),
      placed(low, 5n, 900n),
      placed(high, 9n, 900n),
      placed(late, 99n, 100n),
      ...[filled(kept), filled(cancelled), log("Market", "OrderCancelled", { orderHash: cancelled, seller })],
      log("Market", "BidAccepted", { bidId: low, capsuleId: id, seller, quantity: 1n, paid: 5n, royalty: 0n }),
    ]);
    const { bids, orders, trades } = await ask(findTrades, { capsuleId: id, now: 500n });
    assert.deepEqual(orders, [{ id: kept, seller: { id: seller }, filled: 3n }]);
    assert.deepEqual(
      bids.map(({ id: bid, unitPrice }) => [BigInt(bid), unitPrice]),
      [[high, 9n]],
    );
    assert.deepEqual(
      trades.map(({ kind, paid, buyer }) => [kind, paid, buyer.id]),
      [
        ["CAPSULE", 5n, bidder],
        ["SHARES", 6n, bidder],
        ["SHARES", 6n, bidder],
      ],
    );
  });
}
