import assert from "node:assert/strict";
import { claimableNow, collectableNow } from "@capsule-protocol/sdk/indexer/figures.ts";
import { type Address, zeroAddress } from "viem";
import { addressOf, log, word } from "./support/events.ts";
import type { Answer } from "./support/indexedChain.ts";
import { sharedChain } from "./support/shared.ts";
import { claimed, collected, fresh, freshAccount, given, moved, owing, registered, tipped } from "./support/story.ts";

const INCOME = `query ($id: ID!) { capsule(id: $id) { ownerUnits
  debts { ancestor { id } absoluteBps relativeBps payments { currency absolute relative } }
  incomes(orderBy: currency) { currency direct fee feeCollected feeCollectable pulledAbsolute pulledRelative owedUpward
    handedOver net claimed ownerClaimed ownerClaimable ledgers { account { id } checkpoint accrued } }
  holdings(orderBy: units) { account { id } units }
  flows(orderBy: sequence) { kind currency amount account { id } counterpart { id } directAfter netAfter claimedAfter
    accountClaimedAfter } } }`;

async function read(id: bigint): Promise<Answer> {
  return (await sharedChain().query(INCOME, { id: word(id) })).capsule;
}

/** What each holder can claim in the first currency, by the documented formula. */
function claimables(capsule: Answer): Record<Address, bigint> {
  const [income] = capsule.incomes;
  return Object.fromEntries(
    capsule.holdings.map((holding: Answer) => {
      const found = income.ledgers.find((ledger: Answer) => ledger.account.id === holding.account.id);
      const ledger = { checkpoint: BigInt(found?.checkpoint ?? 0), accrued: BigInt(found?.accrued ?? 0) };
      return [holding.account.id, claimableNow(ledger, { net: BigInt(income.net), units: holding.units })];
    }),
  );
}

describe("subgraph: income and shares", function () {
  this.timeout(180_000);

  it("income less the fee is the owner's; claims and fees are paid out of it", async () => {
    const chain = sharedChain();
    const [id, owner, treasury] = [BigInt(fresh()), freshAccount(), freshAccount()];
    await chain.emit([...registered(id, owner), tipped(id, 999n)]);
    const [before] = (await read(id)).incomes;
    // floor(999 × 250 / 10,000) = 24
    assert.deepEqual([before.direct, before.fee, before.net, before.ownerClaimable], ["999", "24", "975", "975"]);
    await chain.emit([
      claimed(id, owner, 975n, true),
      log("RoyaltySplitter", "FeeCollected", { capsuleId: id, currency: zeroAddress, treasury, amount: 24n }),
      tipped(id, 41n),
    ]);
    const { incomes, flows } = await read(id);
    const { direct, fee, feeCollected, feeCollectable, net, claimed: paid, ownerClaimed, ownerClaimable } = incomes[0];
    assert.deepEqual([direct, fee, feeCollected, feeCollectable], ["1040", "26", "24", "2"]);
    assert.deepEqual([net, paid, ownerClaimed, ownerClaimable], ["1014", "975", "975", "39"]);
    const told = flows.map((flow: Answer) => [flow.kind, flow.amount, flow.netAfter, flow.claimedAfter]);
    assert.deepEqual(told, [
      ["TIP", "999", "975", "0"],
      ["OWNER_CLAIM", "975", "975", "975"],
      ["FEE", "24", "975", "975"],
      ["TIP", "41", "1014", "975"],
    ]);
    assert.equal(flows[1].accountClaimedAfter, "975");
  });

  it("units earn from when they come; what was earned before stays with who earned it", async () => {
    const chain = sharedChain();
    const [id, owner, alice, bob] = [BigInt(fresh()), freshAccount(), freshAccount(), freshAccount()];
    await chain.emit([...registered(id, owner, { feeBps: 0 }), tipped(id, 1_000n), ...given(id, alice, 300_000n)]);
    await chain.emit([tipped(id, 1_001n), moved("RoyaltySplitter", alice, bob, id, 100_000n), tipped(id, 1_000n)]);
    const capsule = await read(id);
    // Alice: 1001 × 0.3 + 1000 × 0.2 = 500.3; Bob: 1000 × 0.1; the owner: 1000 + 1001 × 0.7 + 1000 × 0.7 = 2400.7
    assert.deepEqual(claimables(capsule), { [alice]: 500n, [bob]: 100n });
    assert.deepEqual([capsule.ownerUnits, capsule.incomes[0].ownerClaimable], [700_000, "2400"]);
    await chain.emit([claimed(id, alice, 500n, false), claimed(id, owner, 2400n, true), tipped(id, 1n)]);
    const after = await read(id);
    // What is left of a unit is kept: Alice 0.3 + 0.2, the owner 0.7 + 0.7.
    assert.deepEqual(claimables(after), { [alice]: 0n, [bob]: 100n });
    assert.equal(after.incomes[0].ownerClaimable, "1");
  });

  it("an owner that holds units too is paid from the ledger that the claim names", async () => {
    const chain = sharedChain();
    const [id, owner] = [BigInt(fresh()), freshAccount()];
    await chain.emit([
      ...registered(id, owner, { feeBps: 0 }),
      ...given(id, owner, 500_000n),
      tipped(id, 800n),
      claimed(id, owner, 400n, false),
    ]);
    const capsule = await read(id);
    assert.deepEqual([claimables(capsule), capsule.incomes[0].ownerClaimable], [{ [owner]: 0n }, "400"]);
    await chain.emit([claimed(id, owner, 400n, true)]);
    const { incomes, flows } = await read(id);
    assert.deepEqual([incomes[0].ownerClaimable, incomes[0].claimed], ["0", "800"]);
    assert.equal(flows.at(-1).accountClaimedAfter, "800");
  });

  it("each currency has its own ledger, and a transfer settles all of them", async () => {
    const chain = sharedChain();
    const [id, owner, alice, bob, usd] = [BigInt(fresh()), ...[0, 1, 2, 3].map(freshAccount)] as const;
    await chain.emit([
      ...registered(id, owner as Address, { feeBps: 0 }),
      log("RoyaltySplitter", "CurrencyAccepted", { capsuleId: id, currency: usd }),
      ...given(id, alice as Address, 1_000_000n),
      tipped(id, 10n),
      tipped(id, 20n, { currency: usd }),
      log("RoyaltySplitter", "TransferBatch", {
        ...{ operator: alice, from: alice, to: bob, ids: [id, id], values: [999_999n, 1n] },
      }),
      tipped(id, 5n, { currency: usd }),
    ]);
    const { incomes, holdings, ownerUnits } = await read(id);
    const ledger = (position: number, account: unknown) =>
      incomes[position].ledgers.find((one: Answer) => one.account.id === account);
    assert.deepEqual(
      incomes.map(({ currency }: Answer) => currency),
      [zeroAddress, usd],
    );
    assert.deepEqual([ledger(0, alice).accrued, ledger(1, alice).accrued], ["10000000", "20000000"]);
    assert.deepEqual([ledger(0, bob).accrued, ledger(1, bob).checkpoint], ["0", "20"]);
    assert.deepEqual(
      holdings.map(({ units }: Answer) => units),
      [0, 1_000_000],
    );
    assert.equal(ownerUnits, 0);
  });

  it("income of a child is its ancestor's once it is collected, and both books say so", async () => {
    const chain = sharedChain();
    const [root, child, owner] = [BigInt(fresh()), BigInt(fresh()), freshAccount()];
    await chain.emit([
      ...registered(root, owner, { feeBps: 0 }),
      ...registered(child, owner, { feeBps: 100 }),
      owing(child, [[root, 1000]], [[root, 500]]),
      tipped(child, 12_345n),
    ]);
    const before = await read(child);
    // R = 12,345 − 123; owed: floor(R × 0.1) + floor(R × 0.05) = 1,222 + 611, in one division 1,833
    const [income] = before.incomes;
    assert.deepEqual([income.fee, income.owedUpward, income.net], ["123", "1833", "10389"]);
    const figures = { direct: 12_345n, fee: 123n, pulledRelative: 0n };
    const debt = { absoluteBps: 1000, relativeBps: 500, collected: { absolute: 0n, relative: 0n } };
    assert.equal(collectableNow(debt, figures), 1833n);
    await chain.emit([collected(child, root, 1222n, 611n)]);
    const [after, up] = [await read(child), await read(root)];
    assert.deepEqual([after.incomes[0].handedOver, after.incomes[0].net], ["1833", "10389"]);
    assert.deepEqual(after.debts[0].payments, [{ currency: zeroAddress, absolute: "1222", relative: "611" }]);
    const { pulledAbsolute, pulledRelative, net, ownerClaimable } = up.incomes[0];
    assert.deepEqual([pulledAbsolute, pulledRelative, net, ownerClaimable], ["1222", "611", "1833", "1833"]);
    assert.deepEqual(after.flows.at(-1), {
      ...{ kind: "HANDED_OVER", currency: zeroAddress, amount: "1833", account: null, counterpart: { id: word(root) } },
      ...{ directAfter: "12345", netAfter: "10389", claimedAfter: "0", accountClaimedAfter: "0" },
    });
    assert.deepEqual([up.flows[0].kind, up.flows[0].counterpart], ["PULLED", { id: word(child) }]);
  });

  it("what the inbox sends was swept; everything else is a tip; a refused payment moves nothing", async () => {
    const chain = sharedChain();
    const [id, owner, inbox] = [BigInt(fresh()), freshAccount(), freshAccount()];
    const refused = { capsuleId: id, currency: zeroAddress, account: owner, amount: 70n };
    await chain.emit([
      ...registered(id, owner, { feeBps: 0 }),
      log("RoyaltySplitter", "InboxSwept", { capsuleId: id, currency: zeroAddress, inbox }),
      tipped(id, 70n, { payer: inbox }),
      tipped(id, 1n, { payer: addressOf(0xdead) }),
      log("RoyaltySplitter", "PaymentFailed", refused),
    ]);
    const { flows, incomes } = await read(id);
    assert.deepEqual(
      flows.map(({ kind, amount }: Answer) => [kind, amount]),
      [
        ["SWEEP", "70"],
        ["TIP", "1"],
        ["REFUSED", "70"],
      ],
    );
    assert.equal(incomes[0].ownerClaimable, "71");
  });
});
