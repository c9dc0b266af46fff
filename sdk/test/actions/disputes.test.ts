import assert from "node:assert/strict";
import { zeroAddress } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import {
  appealDispute,
  claim,
  concludeDispute,
  counterDispute,
  DisputeStage,
  flagDescendants,
  getBonds,
  getCapsule,
  getContestedIncome,
  getDispute,
  getDisputeRules,
  getDocket,
  getFlags,
  getRules,
  isContractRevert,
  isOwnerFrozen,
  openDispute,
  purchase,
  ruleDispute,
  tip,
  withdrawBonds,
  withdrawBondsTo,
} from "../../src/index.ts";
import {
  buyer,
  clientOf,
  creator,
  type LocalProtocol,
  localProtocol,
  newCapsule,
  newOffer,
  passTo,
  randomWord,
  readerOf,
  stranger,
} from "./localProtocol.ts";

/** As deploy/config/31337.json says. */
const council = mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: 7 });
const refusedWith = (name: Parameters<typeof isContractRevert>[1]) => (error: unknown) => isContractRevert(error, name);

describe("disputes", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });

  const as = (account: Parameters<typeof clientOf>[1]) => clientOf(local.url, account);
  const dispute = async (capsuleId: bigint) => {
    const { deployment } = local;
    return openDispute.sync(as(stranger), { deployment, capsuleId, evidenceDigest: randomWord() });
  };

  it("one that is upheld suspends at once; the contested income and both bonds are the disputer's", async () => {
    const { deployment, url } = local;
    const reader = readerOf(url);
    const capsuleId = await newCapsule();
    const offerId = await newOffer({ capsuleId });
    const { disputeId, disputer } = await dispute(capsuleId);
    assert.equal(disputer, stranger.address);
    assert.equal(await isOwnerFrozen(reader, { deployment, capsuleId }), true);
    const { bond } = await getRules(reader, { deployment });
    assert.deepEqual(await getDisputeRules(reader, { deployment, disputeId }), await getRules(reader, { deployment }));
    await tip.sync(as(buyer), { deployment, capsuleId, amount: 1_000_000n });
    const income = { deployment, capsuleId, currency: zeroAddress };
    const contested = await getContestedIncome(reader, income);
    assert.ok(contested > 0n);

    const ruling = { deployment, disputeId, upheld: true, rulingDigest: randomWord() };
    await assert.rejects(ruleDispute(as(council), ruling), refusedWith("DisputeCourt_TooEarly"));
    await assert.rejects(ruleDispute(as(stranger), ruling), refusedWith("AccessManagedUnauthorized"));
    const answer = { deployment, disputeId, evidenceDigest: randomWord() };
    await assert.rejects(counterDispute(as(buyer), answer), refusedWith("DisputeCourt_NotRespondent"));
    const { respondent } = await counterDispute.sync(as(creator), answer);
    assert.equal(respondent, creator.address);
    const ruled = await ruleDispute.sync(as(council), ruling);
    assert.deepEqual([ruled.disputeId, ruled.capsuleId, ruled.upheld], [disputeId, capsuleId, true]);
    assert.equal((await getCapsule(reader, { deployment, capsuleId })).suspended, true);
    await assert.rejects(
      purchase(as(buyer), { deployment, offerId, maxTotal: 1_000n }),
      refusedWith("AccessToken_SaleClosed"),
    );
    await assert.rejects(concludeDispute(as(buyer), { deployment, disputeId }), refusedWith("DisputeCourt_TooEarly"));
    const { deadline, stage } = await getDispute(reader, { deployment, disputeId });
    assert.deepEqual([stage, BigInt(deadline)], [DisputeStage.RULED, ruled.deadline]);
    await passTo(local, BigInt(deadline));
    const { outcome } = await concludeDispute.sync(as(buyer), { deployment, disputeId });
    assert.equal(outcome, DisputeStage.UPHELD);
    const docket = await getDocket(reader, { deployment, capsuleId });
    assert.deepEqual(docket, { open: 0n, upheld: 0n, standing: true });
    const { amount } = await claim.sync(as(buyer), { ...income, holder: stranger.address });
    assert.equal(amount, contested);
    assert.equal(await getBonds(reader, { deployment, creditor: stranger.address }), 2n * bond);
    const withdrawn = await withdrawBonds.sync(as(buyer), { deployment, creditor: stranger.address });
    assert.equal(withdrawn.amount, 2n * bond);
    await assert.rejects(
      withdrawBonds(as(buyer), { deployment, creditor: stranger.address }),
      refusedWith("DisputeCourt_NothingToWithdraw"),
    );
  });

  it("one that nobody rules on, at first or on appeal, ends in the respondent's favour", async () => {
    const { deployment, url } = local;
    const reader = readerOf(url);
    const capsuleId = await newCapsule();
    const { disputeId } = await dispute(capsuleId);
    const rejection = { deployment, disputeId, upheld: false, rulingDigest: randomWord() };
    await ruleDispute.sync(as(council), rejection);
    await assert.rejects(
      flagDescendants(as(buyer), { deployment, disputeId, descendants: [capsuleId] }),
      refusedWith("DisputeCourt_NotUpheld"),
    );
    const grounds = { deployment, disputeId, evidenceDigest: randomWord() };
    await assert.rejects(appealDispute(as(creator), grounds), refusedWith("DisputeCourt_NotLoser"));
    const { deadline } = await appealDispute.sync(as(stranger), grounds);
    await passTo(local, BigInt(deadline));
    const { outcome } = await concludeDispute.sync(as(buyer), { deployment, disputeId });
    assert.equal(outcome, DisputeStage.EXPIRED);
    const { bond, appealBond } = await getDisputeRules(reader, { deployment, disputeId });
    const { amount } = await withdrawBondsTo.sync(as(creator), { deployment, recipient: buyer.address });
    assert.equal(amount, bond + appealBond);
    assert.equal(await isOwnerFrozen(reader, { deployment, capsuleId }), false);
    assert.deepEqual(await getFlags(reader, { deployment, capsuleId }), []);
  });

  it("another bond than the rules' is refused, and an unknown dispute told", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    await assert.rejects(
      openDispute(as(stranger), { deployment, capsuleId, evidenceDigest: randomWord(), bond: 1n }),
      (error) => isContractRevert(error, "DisputeCourt_WrongBond") && error.args.sent === 1n,
    );
    await assert.rejects(
      getDispute(readerOf(url), { deployment, disputeId: 2n ** 60n }),
      refusedWith("DisputeCourt_UnknownDispute"),
    );
  });
});
