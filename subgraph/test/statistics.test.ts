import assert from "node:assert/strict";
import { zeroAddress } from "viem";
import { addressOf, word } from "./support/events.ts";
import { sharedChain } from "./support/shared.ts";
import { claimed, collected, fresh, freshAccount, offered, owing, registered, sold, tipped } from "./support/story.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;

describe("subgraph: figures by hour and day", function () {
  this.timeout(180_000);

  it("income, royalties and payouts are added up per capsule, owner, account and for the protocol", async () => {
    const chain = sharedChain();
    const [root, child, offerId] = [BigInt(fresh()), BigInt(fresh()), BigInt(fresh())];
    const [owner, buyer, currency] = [freshAccount(), freshAccount(), addressOf(0x5000 + fresh())];
    const now = (await chain.emit([])).timestamp;
    // Three hours of one day, some days on.
    const day = Math.ceil(now / DAY) * DAY + DAY;
    await chain.emit(
      [
        ...registered(root, owner, { feeBps: 0 }),
        ...registered(child, owner, { feeBps: 0 }),
        owing(child, [[root, 1000]]),
        offered(offerId, child, owner, { currency }),
        ...sold(offerId, child, buyer, { quantity: 2n, paid: 500n }),
      ],
      day + 10,
    );
    await chain.emit([tipped(child, 70n, { currency }), ...sold(offerId, child, buyer, { paid: 30n })], day + HOUR + 5);
    await chain.emit(
      [collected(child, root, 60n, 0n, currency), claimed(root, owner, 60n, true, currency)],
      day + HOUR + 9,
    );
    await chain.emit([tipped(child, 1n, { currency })], day + DAY + HOUR);
    const micro = (seconds: number) => `${seconds}000000`;
    const answer = await chain.query(
      `query ($child: String!, $root: String!, $owner: String!, $currency: Bytes!) {
        hours: capsuleIncomeStats_collection(interval: hour, current: include, where: { capsule: $child },
          orderBy: timestamp) { timestamp income licenses payments }
        days: ownerIncomeStats_collection(interval: day, current: include, where: { owner: $owner, currency: $currency },
          orderBy: timestamp) { timestamp income licenses payments }
        all: protocolIncomeStats_collection(interval: day, current: include, where: { currency: $currency },
          orderBy: timestamp) { timestamp income }
        royalties: capsuleRoyaltyStats_collection(interval: day, where: { capsule: $root }) { timestamp amount collections }
        royaltiesOfAll: protocolRoyaltyStats_collection(interval: day, where: { currency: $currency }) { amount }
        payouts: accountPayoutStats_collection(interval: day, where: { account: $owner, currency: $currency }) {
          timestamp amount payouts } }`,
      { child: word(child), root: word(root), owner, currency },
    );
    assert.deepEqual(answer, {
      hours: [
        { timestamp: micro(day), income: "500", licenses: "2", payments: "1" },
        { timestamp: micro(day + HOUR), income: "100", licenses: "1", payments: "2" },
        { timestamp: micro(day + DAY + HOUR), income: "1", licenses: "0", payments: "1" },
      ],
      days: [
        { timestamp: micro(day), income: "600", licenses: "3", payments: "3" },
        { timestamp: micro(day + DAY), income: "1", licenses: "0", payments: "1" },
      ],
      all: [
        { timestamp: micro(day), income: "600" },
        { timestamp: micro(day + DAY), income: "1" },
      ],
      royalties: [{ timestamp: micro(day), amount: "60", collections: "1" }],
      royaltiesOfAll: [{ amount: "60" }],
      payouts: [{ timestamp: micro(day), amount: "60", payouts: "1" }],
    });
    assert.notEqual(currency, zeroAddress);
  });
});
