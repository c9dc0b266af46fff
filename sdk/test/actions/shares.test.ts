import assert from "node:assert/strict";
import { getAddress, parseEther } from "viem";
import {
  approveShares,
  claim,
  claimTo,
  type DueCollected,
  distribute,
  getAllocatedUnits,
  getClaimable,
  getClaimableOwner,
  getCurrencies,
  getShareApproval,
  getShares,
  isContractRevert,
  isCurrencyAccepted,
  NothingDueError,
  tip,
  transferShares,
} from "../../src/index.ts";
import { native, newDerivative, newRoot } from "./economyScene.ts";
import {
  buyer,
  clientOf,
  creator,
  type LocalProtocol,
  localProtocol,
  newOffer,
  newToken,
  randomWord,
  readerOf,
  stranger,
} from "./localProtocol.ts";
import { allocate } from "./rounds.ts";

/** Some account that nobody has the key of. */
const someone = () => getAddress(`0x${randomWord().slice(26)}`);

describe("contribution shares", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });
  const of = (capsuleId: bigint) => ({ deployment: local.deployment, capsuleId, currency: native });
  const reader = () => readerOf(local.url);
  const pay = (capsuleId: bigint, amount: bigint) =>
    tip.sync(clientOf(local.url, stranger), { ...of(capsuleId), amount });

  it("earn their part of what comes in from then on, which anyone may have paid to their holder", async () => {
    const capsuleId = await newRoot();
    await pay(capsuleId, 100_000n);
    const holder = someone();
    await allocate(capsuleId, holder, 250_000n);
    assert.equal(await getAllocatedUnits(reader(), of(capsuleId)), 250_000n);
    assert.equal(await getShares(reader(), { ...of(capsuleId), account: holder }), 250_000n);
    await pay(capsuleId, parseEther("1"));
    assert.equal(await getClaimable(reader(), { ...of(capsuleId), account: holder }), parseEther("0.24375"));
    assert.equal(await getClaimableOwner(reader(), of(capsuleId)), 97_500n + parseEther("0.73125"));
    const { amount, recipient } = await claim.sync(clientOf(local.url, stranger), { ...of(capsuleId), holder });
    assert.deepEqual({ amount, recipient }, { amount: parseEther("0.24375"), recipient: holder });
    assert.equal(await reader().getBalance({ address: holder }), amount);
    await assert.rejects(
      claim(clientOf(local.url, stranger), { ...of(capsuleId), holder }),
      (error) => isContractRevert(error, "RoyaltySplitter_NothingToClaim") && error.args.account === holder,
    );
  });

  it("are claimed to another account by their holder alone", async () => {
    const capsuleId = await newRoot();
    await allocate(capsuleId, buyer.address, 100_000n);
    await pay(capsuleId, 10_000n);
    const recipient = someone();
    await assert.rejects(claimTo(clientOf(local.url, creator), { ...of(capsuleId), recipient }), (error) =>
      isContractRevert(error, "RoyaltySplitter_NothingToClaim"),
    );
    await claimTo.sync(clientOf(local.url, buyer), { ...of(capsuleId), recipient });
    assert.equal(await reader().getBalance({ address: recipient }), 975n);
  });

  it("are paid out together with the owner, and one who refuses stops nobody", async () => {
    const capsuleId = await newRoot();
    const [holder, refuses] = [someone(), local.deployment.royaltySplitter];
    await allocate(capsuleId, holder, 100_000n);
    await pay(capsuleId, 10_000n);
    const accounts = [holder, refuses];
    const client = clientOf(local.url, stranger);
    const { events } = await distribute.sync(client, { ...of(capsuleId), accounts });
    assert.deepEqual(
      events.map(({ account, amount }) => ({ account, amount })),
      [
        { account: creator.address, amount: 8_775n },
        { account: holder, amount: 975n },
      ],
    );
    await assert.rejects(distribute(client, { ...of(capsuleId), accounts }), NothingDueError);
  });

  it("change hands after what descendants owe was collected: it counts for who held them", async () => {
    const root = await newRoot();
    const childId = await newDerivative(buyer, [{ capsuleId: root, derivativeRateBps: 1_000 }]);
    await allocate(root, buyer.address, 500_000n);
    await pay(childId, 100_000n);
    const [recipient, collected] = [someone(), [] as DueCollected[]];
    const transfer = {
      ...of(root),
      units: 200_000n,
      recipient,
      onCollected: (one: DueCollected) => collected.push(one),
    };
    await transferShares.sync(clientOf(local.url, buyer), transfer);
    assert.deepEqual(
      collected.map(({ amount }) => amount),
      [9_750n],
    );
    assert.equal(await getClaimable(reader(), { ...of(root), account: buyer.address }), 4_875n);
    assert.equal(await getClaimable(reader(), { ...of(root), account: recipient }), 0n);
    assert.equal(await getShares(reader(), { ...of(root), account: recipient }), 200_000n);
  });

  it("collect: false leaves what descendants owe to whoever holds the shares when it is collected", async () => {
    const root = await newRoot();
    const childId = await newDerivative(buyer, [{ capsuleId: root, derivativeRateBps: 1_000 }]);
    await allocate(root, buyer.address, 500_000n);
    await pay(childId, 100_000n);
    const client = clientOf(local.url, buyer);
    const before = await client.getTransactionCount(buyer);
    await transferShares.sync(client, { ...of(root), units: 500_000n, recipient: stranger.address, collect: false });
    assert.equal(await client.getTransactionCount(buyer), before + 1);
    assert.equal(await getClaimable(reader(), { ...of(root), account: buyer.address }), 0n);
  });

  it("a transfer that would be refused collects nothing", async () => {
    const root = await newRoot();
    const childId = await newDerivative(buyer, [{ capsuleId: root, derivativeRateBps: 1_000 }]);
    await allocate(root, buyer.address, 10n);
    await pay(childId, 100_000n);
    const client = clientOf(local.url, buyer);
    const before = await client.getTransactionCount(buyer);
    await assert.rejects(
      transferShares(client, { ...of(root), units: 11n, recipient: stranger.address }),
      (error) => isContractRevert(error, "ERC1155InsufficientBalance") && error.args.needed === 11n,
    );
    assert.equal(await client.getTransactionCount(buyer), before);
  });

  it("are transferred by an operator only while it is approved", async () => {
    const capsuleId = await newRoot();
    await allocate(capsuleId, buyer.address, 10n);
    const [owner, operator] = [clientOf(local.url, buyer), clientOf(local.url, stranger)];
    const transfer = { ...of(capsuleId), units: 10n, from: buyer.address, recipient: stranger.address };
    await assert.rejects(transferShares(operator, transfer), (error) =>
      isContractRevert(error, "ERC1155MissingApprovalForAll"),
    );
    const approval = { deployment: local.deployment, operator: stranger.address };
    const approved = () => getShareApproval(reader(), { ...approval, account: buyer.address });
    await approveShares.sync(owner, { ...approval, approved: true });
    assert.equal(await approved(), true);
    await transferShares.sync(operator, transfer);
    await approveShares.sync(owner, { ...approval, approved: false });
    assert.equal(await approved(), false);
    assert.equal(await getShares(reader(), { ...of(capsuleId), account: stranger.address }), 10n);
  });

  it("earn in every currency of the capsule", async () => {
    const capsuleId = await newRoot();
    const currency = await newToken(stranger.address, 1_000n);
    assert.equal(await isCurrencyAccepted(reader(), { ...of(capsuleId), currency }), false);
    await newOffer({ capsuleId, currency });
    assert.deepEqual(await getCurrencies(reader(), of(capsuleId)), [currency]);
    await allocate(capsuleId, buyer.address, 500_000n);
    await tip.sync(clientOf(local.url, stranger), { ...of(capsuleId), currency, amount: 1_000n });
    assert.equal(await getClaimable(reader(), { ...of(capsuleId), currency, account: buyer.address }), 487n);
  });
});
