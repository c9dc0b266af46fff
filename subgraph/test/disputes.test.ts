import assert from "node:assert/strict";
import { claimableNow } from "@capsule-protocol/sdk/indexer/figures.ts";
import { zeroAddress } from "viem";
import { addresses, log, word } from "./support/events.ts";
import type { Answer } from "./support/indexedChain.ts";
import { sharedChain } from "./support/shared.ts";
import { claimed, fresh, freshAccount, given, registered, tipped } from "./support/story.ts";

const rules = (rulesId: bigint) =>
  log("DisputeCourt", "RulesChanged", {
    rulesId,
    rules: {
      ...{ arbiter: freshAccount(), bond: 10n, appealBond: 20n, responsePeriod: 3, rulingPeriod: 4 },
      ...{ appealPeriod: 5, appealRulingPeriod: 6 },
    },
  });

describe("subgraph: disputes", function () {
  this.timeout(180_000);

  it("a dispute is followed from its opening through an appeal to its end, with every step", async () => {
    const chain = sharedChain();
    const [id, disputeId, rulesId] = [BigInt(fresh()), BigInt(fresh()), BigInt(fresh())];
    const [owner, disputer] = [freshAccount(), freshAccount()];
    const opened = { disputeId, capsuleId: id, disputer, evidenceDigest: word(1), rulesId };
    await chain.emit([
      ...registered(id, owner),
      rules(rulesId),
      log("DisputeCourt", "DisputeOpened", { ...opened, responseDeadline: 100n, deadline: 200n }),
      log("DisputeCourt", "DisputeCountered", { disputeId, respondent: owner, evidenceDigest: word(2) }),
    ]);
    await chain.emit([
      log("DisputeCourt", "DisputeRuled", {
        disputeId,
        capsuleId: id,
        upheld: true,
        rulingDigest: word(3),
        deadline: 300n,
      }),
      log("CapsuleRegistry", "CapsuleSuspended", { capsuleId: id }),
      log("DisputeCourt", "DisputeAppealed", { disputeId, appellant: owner, evidenceDigest: word(4), deadline: 400n }),
    ]);
    const text = `query ($id: ID!) { dispute(id: $id) { capsule { id suspended } disputer { id } stage upheld deadline
      responseDeadline respondent { id } appellant { id } rules { bond appealBond responsePeriod } concludedAt
      steps(orderBy: sequence) { kind account { id } digest upheld } } }`;
    const before = await chain.query(text, { id: word(disputeId) });
    assert.deepEqual(before.dispute, {
      ...{ capsule: { id: word(id), suspended: true }, disputer: { id: disputer }, stage: "APPEALED", upheld: true },
      ...{ deadline: "400", responseDeadline: "100", respondent: { id: owner }, appellant: { id: owner } },
      ...{ rules: { bond: "10", appealBond: "20", responsePeriod: "3" }, concludedAt: null },
      steps: [
        { kind: "opened", account: { id: disputer }, digest: word(1), upheld: null },
        { kind: "countered", account: { id: owner }, digest: word(2), upheld: null },
        { kind: "ruled", account: null, digest: word(3), upheld: true },
        { kind: "appealed", account: { id: owner }, digest: word(4), upheld: null },
      ],
    });
    const { timestamp } = await chain.emit([
      log("DisputeCourt", "AppealRuled", { disputeId, upheld: false, rulingDigest: word(5) }),
      log("DisputeCourt", "DisputeConcluded", { disputeId, capsuleId: id, outcome: 5 }),
      log("CapsuleRegistry", "CapsuleReinstated", { capsuleId: id }),
    ]);
    const { dispute } = await chain.query(text, { id: word(disputeId) });
    assert.deepEqual([dispute.stage, dispute.upheld, dispute.concludedAt], ["REJECTED", false, String(timestamp)]);
    assert.equal(dispute.capsule.suspended, false);
    assert.deepEqual(
      dispute.steps.slice(4).map(({ kind, digest }: Answer) => [kind, digest]),
      [
        ["appealRuled", word(5)],
        ["concluded", null],
      ],
    );
  });

  it("bonds are credited and withdrawn; descendants are flagged", async () => {
    const chain = sharedChain();
    const [id, child, disputeId, rulesId] = [BigInt(fresh()), BigInt(fresh()), BigInt(fresh()), BigInt(fresh())];
    const [owner, winner] = [freshAccount(), freshAccount()];
    const opened = { disputeId, capsuleId: id, disputer: winner, evidenceDigest: word(1), rulesId };
    await chain.emit([
      ...registered(id, owner),
      ...registered(child, owner),
      rules(rulesId),
      log("DisputeCourt", "DisputeOpened", { ...opened, responseDeadline: 100n, deadline: 200n }),
      log("DisputeCourt", "CapsuleFlagged", { capsuleId: child, ancestorId: id, disputeId }),
      log("DisputeCourt", "BondCredited", { disputeId, account: winner, amount: 10n }),
      log("DisputeCourt", "BondCredited", { disputeId, account: winner, amount: 7n }),
    ]);
    const text = `query ($child: ID!, $account: String!) { capsule(id: $child) { flags { ancestor { id } dispute { id } } }
      bondCredits(where: { account: $account }) { contract { id name } amount withdrawn } }`;
    const variables = { child: word(child), account: winner };
    const before = await chain.query(text, variables);
    assert.deepEqual(before.capsule.flags, [{ ancestor: { id: word(id) }, dispute: { id: word(disputeId) } }]);
    const contract = { id: addresses.DisputeCourt, name: "DisputeCourt" };
    assert.deepEqual(before.bondCredits, [{ contract, amount: "17", withdrawn: "0" }]);
    await chain.emit([log("DisputeCourt", "BondWithdrawn", { account: winner, recipient: owner, amount: 17n })]);
    assert.deepEqual((await chain.query(text, variables)).bondCredits, [{ contract, amount: "0", withdrawn: "17" }]);
  });

  it("while a capsule is disputed, what its owner earns is set aside, and goes to who wins", async () => {
    const chain = sharedChain();
    const [id, owner, alice, winner] = [BigInt(fresh()), freshAccount(), freshAccount(), freshAccount()];
    const read = async (): Promise<Answer> => {
      const { capsule } = await chain.query(
        `query ($id: ID!) { capsule(id: $id) { ownerFrozen incomes { net ownerClaimable contested
          ledgers { account { id } checkpoint accrued } } holdings { account { id } units } } }`,
        { id: word(id) },
      );
      return capsule;
    };
    await chain.emit([
      ...registered(id, owner, { feeBps: 0 }),
      ...given(id, alice, 200_000n),
      tipped(id, 1_000n),
      log("RoyaltySplitter", "OwnerFrozen", { capsuleId: id }),
      tipped(id, 501n),
    ]);
    const frozen = await read();
    // Before: 80 % of 1,000. Since: 80 % of 501, for nobody yet.
    assert.deepEqual(
      [frozen.ownerFrozen, frozen.incomes[0].ownerClaimable, frozen.incomes[0].contested],
      [true, "800", "400"],
    );
    await chain.emit([claimed(id, owner, 800n, true), tipped(id, 500n)]);
    const paid = await read();
    assert.deepEqual([paid.incomes[0].ownerClaimable, paid.incomes[0].contested], ["0", "800"]);
    // 80 % of 1,001, in millionths.
    const released = { capsuleId: id, currency: zeroAddress, beneficiary: winner, accrued: 800_800_000n };
    await chain.emit([
      log("RoyaltySplitter", "ContestedIncomeReleased", released),
      log("RoyaltySplitter", "OwnerUnfrozen", { capsuleId: id, beneficiary: winner }),
      tipped(id, 100n),
    ]);
    const { ownerFrozen, incomes, holdings } = await read();
    assert.deepEqual([ownerFrozen, incomes[0].ownerClaimable, incomes[0].contested], [false, "80", "0"]);
    const ledger = incomes[0].ledgers.find(({ account }: Answer) => account.id === winner);
    const figures = { checkpoint: BigInt(ledger.checkpoint), accrued: BigInt(ledger.accrued) };
    assert.equal(claimableNow(figures, { net: BigInt(incomes[0].net), units: 0 }), 800n);
    assert.ok(holdings.some(({ account, units }: Answer) => account.id === winner && units === 0));
  });

  it("income that was set aside for nothing is the owner's again", async () => {
    const chain = sharedChain();
    const [id, owner] = [BigInt(fresh()), freshAccount()];
    const released = { capsuleId: id, currency: zeroAddress, beneficiary: zeroAddress, accrued: 70_000_000n };
    await chain.emit([
      ...registered(id, owner, { feeBps: 0 }),
      log("RoyaltySplitter", "OwnerFrozen", { capsuleId: id }),
      tipped(id, 70n),
      log("RoyaltySplitter", "ContestedIncomeReleased", released),
      log("RoyaltySplitter", "OwnerUnfrozen", { capsuleId: id, beneficiary: zeroAddress }),
    ]);
    const { capsule } = await chain.query(
      "query ($id: ID!) { capsule(id: $id) { incomes { ownerClaimable contested } } }",
      { id: word(id) },
    );
    assert.deepEqual(capsule.incomes, [{ ownerClaimable: "70", contested: "0" }]);
  });
});
