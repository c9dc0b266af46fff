import assert from "node:assert/strict";
import { asGovernance } from "@capsule-protocol/deploy/devnet/governance.ts";
import { keccak256, parseEther, toHex, zeroHash } from "viem";
import {
  cancelRound,
  challengeResult,
  claim,
  claimShares,
  commitUpdate,
  expireRound,
  finalizeRound,
  findContractAccounts,
  getChallengeCredit,
  getClaimable,
  getContribution,
  getEscrow,
  getPromisedUnits,
  getRound,
  getShares,
  isContractRevert,
  isEvaluator,
  isShareClaimed,
  openRound,
  RoundState,
  recordResult,
  resolveChallenge,
  revealUpdate,
  signResult,
  tip,
  withdrawChallengeBond,
  withdrawTrainingBond,
} from "../../src/index.ts";
import { native, newDerivative, newRoot } from "./economyScene.ts";
import { buyer, clientOf, creator, type LocalProtocol, localProtocol, readerOf } from "./localProtocol.ts";
import {
  ada,
  BOND,
  ben,
  cleo,
  commit,
  contribute,
  evaluators,
  open,
  passHours,
  record,
  resultOf,
  roundTerms,
  treeOf,
  updateOf,
} from "./rounds.ts";

const EVIDENCE = keccak256(toHex("evidence"));

describe("training rounds", function () {
  this.timeout(600_000);
  let local: LocalProtocol;
  let capsuleId: bigint;
  before(async () => {
    local = await localProtocol();
  });
  beforeEach(async () => {
    capsuleId = await newRoot();
  });
  const of = (roundId: bigint) => ({ deployment: local.deployment, roundId });
  const reader = () => readerOf(local.url);
  const as = (account: typeof ada) => clientOf(local.url, account);
  const third = (account: typeof ada) => ({ account: account.address, units: 100_000n });

  it("are opened with defaults for what is left out, and can be taken back until somebody commits", async () => {
    const { deployment } = local;
    const terms = await roundTerms({ contributorBond: undefined });
    const { roundId, terms: told } = await openRound.sync(as(creator), { deployment, capsuleId, terms });
    assert.deepEqual([told.baseVersion, told.quorum, told.contributorBond, told.privacyEpsilon], [1n, 2, 0n, 0]);
    const { state, units, challengeBond } = await getRound(reader(), of(roundId));
    assert.deepEqual(
      { state, units, challengeBond },
      { state: RoundState.OPEN, units: 300_000, challengeBond: 2n * BOND },
    );
    assert.equal(await getPromisedUnits(reader(), { deployment, capsuleId }), 300_000n);
    const [one] = evaluators;
    assert.ok(one);
    assert.ok(await isEvaluator(reader(), { ...of(roundId), account: one.address }));
    assert.ok(!(await isEvaluator(reader(), { ...of(roundId), account: ada.address })));
    await cancelRound.sync(as(creator), of(roundId));
    assert.equal((await getRound(reader(), of(roundId))).state, RoundState.CANCELED);
    await assert.rejects(openRound(as(ada), { deployment, capsuleId, terms }), (error) =>
      isContractRevert(error, "TrainingPool_NotAuthorized"),
    );
    await assert.rejects(
      openRound(as(creator), { deployment, capsuleId, terms: { ...terms, challengeWindow: 60 } }),
      (error) => isContractRevert(error, "TrainingPool_InvalidTerms") && error.args.term === "challengeWindow",
    );
  });

  it("share what comes in after them among three contributors; a cheating evaluator is outvoted", async () => {
    const roundId = await open(capsuleId);
    await contribute(roundId, [ada, ben, cleo]);
    const { root, claims } = await treeOf(roundId, [third(ada), third(ben), third(cleo)]);
    const cheat = await treeOf(roundId, [{ account: ada.address, units: 300_000n }]);
    const [honest1, honest2, cheater] = evaluators;
    const signing = { ...of(roundId), result: resultOf(root) };
    const approvals = [
      await signResult(as(ada), { ...signing, account: honest2 }),
      await signResult(as(ada), { ...signing, account: honest1 }),
    ];
    const lonely = { ...of(roundId), result: resultOf(cheat.root) };
    const vote = await signResult(as(ada), { ...lonely, account: cheater });
    await assert.rejects(recordResult(as(ada), { ...lonely, approvals: [vote] }), (error) =>
      isContractRevert(error, "TrainingPool_QuorumNotReached"),
    );
    const recorded = await recordResult.sync(as(ada), { ...signing, approvals });
    assert.equal(recorded.root, root);
    await passHours(1);
    await finalizeRound.sync(as(ada), of(roundId));
    await tip.sync(as(buyer), { deployment: local.deployment, capsuleId, amount: parseEther("1") });
    for (const claimed of claims) await claimShares.sync(as(cleo), { ...of(roundId), claim: claimed });
    assert.ok(await isShareClaimed(reader(), { ...of(roundId), index: 2n }));
    for (const { account } of claims) {
      const held = { deployment: local.deployment, capsuleId, account };
      assert.equal(await getShares(reader(), held), 100_000n);
      assert.equal(await getClaimable(reader(), { ...held, currency: native }), parseEther("0.0975"));
    }
    const paid = { deployment: local.deployment, capsuleId, currency: native, holder: ben.address };
    assert.equal((await claim.sync(as(buyer), paid)).amount, parseEther("0.0975"));
    const [first] = claims;
    assert.ok(first);
    await assert.rejects(claimShares(as(ada), { ...of(roundId), claim: first }), (error) =>
      isContractRevert(error, "TrainingPool_AlreadyClaimed"),
    );
  });

  it("keep units in escrow, where they earn until they are claimed", async () => {
    const roundId = await open(capsuleId);
    await contribute(roundId, [ada]);
    const { root, claims } = await treeOf(roundId, [{ account: ben.address, units: 300_000n }]);
    await record(roundId, root);
    await tip.sync(as(buyer), { deployment: local.deployment, capsuleId, amount: parseEther("1") });
    await passHours(1);
    await finalizeRound.sync(as(ada), of(roundId));
    const escrow = await getEscrow(reader(), { ...of(roundId), capsuleId, currency: native });
    assert.deepEqual(escrow, { units: 300_000n, start: parseEther("0.975") });
    const [whole] = claims;
    assert.ok(whole);
    await claimShares.sync(as(ada), { ...of(roundId), claim: whole });
    const left = await getEscrow(reader(), { ...of(roundId), capsuleId, currency: native });
    assert.equal(left.units, 0n);
  });

  it("collect what descendants owe before they are finalized, so that it is still the owner's", async () => {
    const child = await newDerivative(buyer, [{ capsuleId, derivativeRateBps: 1_000 }]);
    const { deployment } = local;
    const roundId = await open(capsuleId);
    await contribute(roundId, [ada]);
    await record(roundId, (await treeOf(roundId, [{ account: ben.address, units: 300_000n }])).root);
    await tip.sync(as(buyer), { deployment, capsuleId: child, amount: parseEther("1") });
    await passHours(1);
    const amounts: bigint[] = [];
    await finalizeRound.sync(as(ada), { ...of(roundId), onCollected: ({ amount }) => amounts.push(amount) });
    assert.deepEqual(amounts, [parseEther("0.0975")]);
    const { start } = await getEscrow(reader(), { ...of(roundId), capsuleId, currency: native });
    assert.equal(start, parseEther("0.0975"));
  });

  it("fail by a challenge that is upheld, and everyone gets its bond back", async () => {
    const roundId = await open(capsuleId);
    await contribute(roundId, [ada, ben]);
    await record(roundId, (await treeOf(roundId, [{ account: ada.address, units: 300_000n }])).root);
    const { bond } = await challengeResult.sync(as(cleo), { ...of(roundId), evidenceDigest: EVIDENCE });
    assert.equal(bond, 2n * BOND);
    const decision = { ...of(roundId), upheld: true };
    await assert.rejects(resolveChallenge(as(creator), decision), (error) =>
      isContractRevert(error, "AccessManagedUnauthorized"),
    );
    const { logs } = await asGovernance(local.url, local.deployment, resolveChallenge.call(decision));
    const { bondTo } = resolveChallenge.extractEvent(logs, { deployment: local.deployment });
    assert.equal(bondTo, cleo.address);
    const creditor = cleo.address;
    assert.equal(await getChallengeCredit(reader(), { deployment: local.deployment, creditor }), 2n * BOND);
    const { amount } = await withdrawChallengeBond.sync(as(ada), { deployment: local.deployment, creditor });
    assert.equal(amount, 2n * BOND);
    const returned = await withdrawTrainingBond.sync(as(cleo), { ...of(roundId), contributor: ben.address });
    assert.deepEqual([returned.recipient, returned.amount], [ben.address, BOND]);
    await assert.rejects(finalizeRound(as(ada), of(roundId)), (error) =>
      isContractRevert(error, "TrainingPool_WrongState"),
    );
  });

  it("expire without a result; what was committed but not revealed comes back too", async () => {
    const roundId = await open(capsuleId);
    await commit(roundId, ada);
    assert.notEqual(
      (await getContribution(reader(), { ...of(roundId), contributor: ada.address })).commitment,
      zeroHash,
    );
    const empty = { ...of(roundId), updateDigest: updateOf(ada), salt: zeroHash };
    await passHours(3);
    await assert.rejects(revealUpdate(as(ada), empty), (error) =>
      isContractRevert(error, "TrainingPool_CommitmentMismatch"),
    );
    await passHours(11);
    await expireRound.sync(as(ben), of(roundId));
    const { recipient } = await withdrawTrainingBond.sync(as(ben), { ...of(roundId), contributor: ada.address });
    assert.equal(recipient, ada.address);
    await assert.rejects(commitUpdate(as(ben), { ...of(roundId), commitment: EVIDENCE }), (error) =>
      isContractRevert(error, "TrainingPool_WrongState"),
    );
  });

  it("tell which of the accounts in a tree are contracts", async () => {
    const { deployment } = local;
    const allocations = [ada.address, deployment.market, deployment.market].map((account) => ({ account }));
    assert.deepEqual(await findContractAccounts(reader(), { deployment, allocations }), [deployment.market]);
  });
});
