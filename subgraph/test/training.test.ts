import assert from "node:assert/strict";
import { claimableNow } from "@capsule-protocol/sdk/indexer/figures.ts";
import { zeroAddress } from "viem";
import { addresses, log, word } from "./support/events.ts";
import type { Answer } from "./support/indexedChain.ts";
import { sharedChain } from "./support/shared.ts";
import { fresh, freshAccount, moved, registered, roundTerms, tipped } from "./support/story.ts";

const opened = (roundId: bigint, capsuleId: bigint, units = 300_000) =>
  log("TrainingPool", "RoundOpened", { roundId, capsuleId, terms: roundTerms(capsuleId, units) });

describe("subgraph: training", function () {
  this.timeout(180_000);

  it("a round is followed from its terms through contributions to its result", async () => {
    const chain = sharedChain();
    const [id, roundId, alice, bob] = [BigInt(fresh()), BigInt(fresh()), freshAccount(), freshAccount()];
    const committed = (contributor: string) =>
      log("TrainingPool", "ContributionCommitted", { roundId, contributor, commitment: word(9), bond: 3n });
    await chain.emit([...registered(id, freshAccount()), opened(roundId, id), committed(alice), committed(bob)]);
    await chain.emit([
      log("TrainingPool", "ContributionRevealed", { roundId, contributor: alice, updateDigest: word(8) }),
      log("TrainingPool", "ResultRecorded", {
        ...{ roundId, capsuleId: id, root: word(1), manifestDigest: word(2), scoreDigest: word(3) },
        ...{ evaluators: [bob], challengeDeadline: 77n },
      }),
      log("TrainingPool", "BondWithdrawn", { roundId, contributor: alice, recipient: alice, amount: 3n }),
    ]);
    const { round } = await chain.query(
      `query ($id: ID!) { round(id: $id) { number state capsule { id } specDigest baseVersion units commitDeadline
        revealDeadline evaluationDeadline challengeWindow quorum contributorBond challengeBond privacyEpsilon privacyDelta
        evaluators root manifestDigest scoreDigest signers challengeDeadline endedAt contributionCount
        contributions(orderBy: bondRecipient) { contributor { id } commitment bond updateDigest bondRecipient } } }`,
      { id: word(roundId) },
    );
    const terms = roundTerms(id, 300_000) as Record<string, Answer>;
    assert.deepEqual(round, {
      ...{ number: String(roundId), state: "RECORDED", capsule: { id: word(id) }, specDigest: terms.specDigest },
      ...{ baseVersion: "1", units: 300_000, commitDeadline: "86400", revealDeadline: "172800" },
      ...{
        evaluationDeadline: "259200",
        challengeWindow: "86400",
        quorum: 1,
        contributorBond: "3",
        challengeBond: "4",
      },
      ...{ privacyEpsilon: "5", privacyDelta: 6, evaluators: terms.evaluators, root: word(1), manifestDigest: word(2) },
      ...{ scoreDigest: word(3), signers: [bob], challengeDeadline: "77", endedAt: null, contributionCount: 2 },
      contributions: [
        { contributor: { id: alice }, commitment: word(9), bond: "3", updateDigest: word(8), bondRecipient: alice },
        { contributor: { id: bob }, commitment: word(9), bond: "3", updateDigest: null, bondRecipient: null },
      ],
    });
  });

  it("challenges are decided one after the other, and their bonds find an owner", async () => {
    const chain = sharedChain();
    const [id, roundId, owner, first, second] = [
      BigInt(fresh()),
      BigInt(fresh()),
      freshAccount(),
      freshAccount(),
      freshAccount(),
    ];
    const challenged = (challenger: string, bond: bigint) =>
      log("TrainingPool", "RoundChallenged", {
        roundId,
        challenger,
        evidenceDigest: word(4),
        bond,
        resolutionDeadline: 9n,
      });
    const rejected = { roundId, challenger: first, upheld: false, bondTo: owner, challengeDeadline: 99n };
    await chain.emit([
      ...registered(id, owner),
      opened(roundId, id),
      challenged(first, 4n),
      log("TrainingPool", "ChallengeResolved", rejected),
      challenged(second, 5n),
    ]);
    const text = `query ($id: ID!, $accounts: [String!]!, $pool: String!) { round(id: $id) { state challengeDeadline challengeCount
      challenges(orderBy: bond) { challenger { id } state bond bondTo } }
      bondCredits(where: { account_in: $accounts, contract: $pool }, orderBy: amount) { account { id } amount withdrawn } }`;
    const variables = { id: word(roundId), accounts: [owner, second], pool: addresses.TrainingPool };
    const before = await chain.query(text, variables);
    assert.deepEqual(before.round, {
      ...{ state: "CHALLENGED", challengeDeadline: "99", challengeCount: 2 },
      challenges: [
        { challenger: { id: first }, state: "REJECTED", bond: "4", bondTo: owner },
        { challenger: { id: second }, state: "PENDING", bond: "5", bondTo: null },
      ],
    });
    await chain.emit([
      log("TrainingPool", "ChallengeResolved", { ...rejected, challenger: second, upheld: true, bondTo: second }),
      log("TrainingPool", "CreditWithdrawn", { account: second, amount: 5n }),
    ]);
    const { round, bondCredits } = await chain.query(text, variables);
    assert.deepEqual([round.state, round.challenges[1].state], ["FAILED", "UPHELD"]);
    assert.deepEqual(bondCredits, [
      { account: { id: second }, amount: "0", withdrawn: "5" },
      { account: { id: owner }, amount: "4", withdrawn: "0" },
    ]);
  });

  it("a challenge that nobody decides leaves the result, and ends with its bond given back", async () => {
    const chain = sharedChain();
    const [id, roundId, challenger] = [BigInt(fresh()), BigInt(fresh()), freshAccount()];
    const challenge = { roundId, challenger, evidenceDigest: word(4), bond: 4n, resolutionDeadline: 9n };
    const { timestamp } = await chain.emit([
      ...registered(id, freshAccount()),
      opened(roundId, id),
      log("TrainingPool", "RoundChallenged", challenge),
      log("TrainingPool", "ChallengeExpired", { roundId, challenger }),
      log("TrainingPool", "RoundFinalized", { roundId, capsuleId: id, units: 300_000n }),
    ]);
    const { round } = await chain.query(
      "query ($id: ID!) { round(id: $id) { state endedAt challenges { state bondTo } } }",
      { id: word(roundId) },
    );
    const challenges = [{ state: "EXPIRED", bondTo: challenger }];
    assert.deepEqual(round, { state: "FINALIZED", endedAt: String(timestamp), challenges });
  });

  for (const [event, state] of [
    ["RoundExpired", "EXPIRED"],
    ["RoundCanceled", "CANCELED"],
  ] as const) {
    it(`a round that is ${state.toLowerCase()} gives nothing away`, async () => {
      const chain = sharedChain();
      const [id, roundId] = [BigInt(fresh()), BigInt(fresh())];
      const ended = log("TrainingPool", event, { roundId, capsuleId: id });
      await chain.emit([...registered(id, freshAccount()), opened(roundId, id), ended]);
      const { round, capsule } = await chain.query(
        "query ($id: ID!, $capsule: ID!) { round(id: $id) { state } capsule(id: $capsule) { ownerUnits } }",
        { id: word(roundId), capsule: word(id) },
      );
      assert.deepEqual([round.state, capsule.ownerUnits], [state, 1_000_000]);
    });
  }

  it("units earn in escrow from the end of the round, and bring what they earned when they are claimed", async () => {
    const chain = sharedChain();
    const [id, roundId, alice, usd] = [BigInt(fresh()), BigInt(fresh()), freshAccount(), freshAccount()];
    const units = 300_000n;
    await chain.emit([
      ...registered(id, freshAccount(), { feeBps: 0 }),
      tipped(id, 1_000n),
      opened(roundId, id),
      log("RoyaltySplitter", "UnitsEscrowed", { capsuleId: id, roundId, units }),
      // The first income in this currency comes later: it has no start.
      tipped(id, 501n),
      tipped(id, 70n, { currency: usd }),
      log("TrainingPool", "SharesClaimed", { roundId, capsuleId: id, account: alice, index: 4n, units: 200_000n }),
      moved("RoyaltySplitter", zeroAddress, alice, id, 200_000n),
      tipped(id, 100n),
    ]);
    const { capsule, allocations } = await chain.query(
      `query ($id: ID!, $round: String!) { capsule(id: $id) { ownerUnits
        incomes(orderBy: currency) { currency net ownerClaimable ledgers { account { id } checkpoint accrued } }
        holdings { account { id } units } escrows { units starts { currency net } } }
        allocations(where: { round: $round }) { account { id } index units } }`,
      { id: word(id), round: word(roundId) },
    );
    assert.deepEqual(capsule.escrows, [{ units: 100_000, starts: [{ currency: zeroAddress, net: "1000" }] }]);
    assert.deepEqual(capsule.holdings, [{ account: { id: alice }, units: 200_000 }]);
    assert.deepEqual(allocations, [{ account: { id: alice }, index: "4", units: 200_000 }]);
    const claimables = capsule.incomes.map(({ net, ledgers: [ledger] }: Answer) =>
      claimableNow(
        { checkpoint: BigInt(ledger.checkpoint), accrued: BigInt(ledger.accrued) },
        { net: BigInt(net), units: 200_000 },
      ),
    );
    // A fifth of 601 and of 70.
    assert.deepEqual(claimables, [120n, 14n]);
    // All of 1,000, and 70 % of 601.
    assert.deepEqual([capsule.ownerUnits, capsule.incomes[0].ownerClaimable], [700_000, "1420"]);
  });
});
