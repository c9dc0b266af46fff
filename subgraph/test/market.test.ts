import assert from "node:assert/strict";
import { zeroAddress } from "viem";
import { addresses, addressOf, log, word } from "./support/events.ts";
import { sharedChain } from "./support/shared.ts";
import { fresh, freshAccount, registered, tipped } from "./support/story.ts";

describe("subgraph: market", function () {
  this.timeout(180_000);

  it("an order is there once it is filled, in parts, until it is cancelled", async () => {
    const chain = sharedChain();
    const [id, hash] = [BigInt(fresh()), word(0xf00d0000 + fresh())];
    const [seller, buyer, recipient] = [freshAccount(), freshAccount(), freshAccount()];
    const filled = (quantity: bigint) =>
      log("Market", "OrderFilled", {
        ...{ orderHash: hash, capsuleId: id, seller, buyer, recipient, kind: 2, id, quantity },
        ...{ currency: zeroAddress, paid: quantity * 5n, royalty: quantity },
      });
    await chain.emit([...registered(id, seller), filled(10n), filled(4n)]);
    await chain.emit([
      log("Market", "OrderCancelled", { orderHash: hash, seller }),
      log("Market", "AllOrdersCancelled", { seller, counter: 3n }),
    ]);
    const answer = await chain.query(
      `query ($hash: ID!, $seller: ID!) { sellerCounter(id: $seller) { counter }
        order(id: $hash) { seller { id } capsule { id } filled cancelled trades(orderBy: sequence) {
          kind itemId seller { id } buyer { id } recipient { id } quantity currency paid royalty bid { id } } } }`,
      { hash, seller },
    );
    const same = {
      ...{ kind: "SHARES", itemId: String(id), seller: { id: seller }, buyer: { id: buyer } },
      ...{ recipient: { id: recipient }, currency: zeroAddress, bid: null },
    };
    assert.deepEqual(answer, {
      sellerCounter: { counter: "3" },
      order: {
        ...{ seller: { id: seller }, capsule: { id: word(id) }, filled: "14", cancelled: true },
        trades: [
          { ...same, quantity: "10", paid: "50", royalty: "10" },
          { ...same, quantity: "4", paid: "20", royalty: "4" },
        ],
      },
    });
  });

  it("a bid is open until all of it is accepted, or cancelled", async () => {
    const chain = sharedChain();
    const [id, first, second] = [BigInt(fresh()), BigInt(fresh()), BigInt(fresh())];
    const [bidder, seller] = [freshAccount(), freshAccount()];
    const placed = (bidId: bigint) =>
      log("Market", "BidPlaced", {
        ...{ bidId, capsuleId: id, bidder, kind: 0, id: 77n, quantity: 3n, currency: addressOf(5) },
        ...{ unitPrice: 9n, expiresAt: 1_000n },
      });
    const accepted = (quantity: bigint) =>
      log("Market", "BidAccepted", { bidId: first, capsuleId: id, seller, quantity, paid: quantity * 9n, royalty: 1n });
    await chain.emit([...registered(id, seller), placed(first), placed(second), accepted(1n)]);
    const text = `query ($capsule: String!) { bids(where: { capsule: $capsule }, orderBy: number) {
      quantity state refund unitPrice kind itemId trades { quantity paid seller { id } buyer { id } order { id } } } }`;
    const before = await chain.query(text, { capsule: word(id) });
    const trade = { seller: { id: seller }, buyer: { id: bidder }, order: null };
    const same = { unitPrice: "9", kind: "LICENSE", itemId: "77" };
    assert.deepEqual(before.bids, [
      { ...same, quantity: "2", state: "OPEN", refund: "0", trades: [{ quantity: "1", paid: "9", ...trade }] },
      { ...same, quantity: "3", state: "OPEN", refund: "0", trades: [] },
    ]);
    await chain.emit([accepted(2n), log("Market", "BidCancelled", { bidId: second, recipient: bidder, refund: 27n })]);
    const { bids } = await chain.query(text, { capsule: word(id) });
    assert.deepEqual(
      bids.map(({ state, quantity, refund }: { state: string; quantity: string; refund: string }) => [
        state,
        quantity,
        refund,
      ]),
      [
        ["FILLED", "0", "0"],
        ["CANCELLED", "3", "27"],
      ],
    );
  });

  it("what the market pays a capsule is the royalty of a resale", async () => {
    const chain = sharedChain();
    const [id, implementation] = [BigInt(fresh()), freshAccount()];
    await chain.emit([
      log("Market", "Upgraded", { implementation }),
      ...registered(id, freshAccount()),
      tipped(id, 5n, { payer: addresses.Market as never }),
    ]);
    const { capsule } = await chain.query("query ($id: ID!) { capsule(id: $id) { flows { kind amount } } }", {
      id: word(id),
    });
    assert.deepEqual(capsule.flows, [{ kind: "RESALE", amount: "5" }]);
  });
});
