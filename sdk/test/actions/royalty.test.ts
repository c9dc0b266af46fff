import assert from "node:assert/strict";
import { parseEther, zeroAddress } from "viem";
import {
  claimOwner,
  claimOwnerTo,
  collectFee,
  getClaimableOwner,
  getCollectableFee,
  getInbox,
  getNetIncome,
  isContractRevert,
  purchase,
  sweep,
} from "../../src/index.ts";
import {
  buyer,
  clientOf,
  creator,
  type LocalProtocol,
  localProtocol,
  newCapsule,
  newOffer,
  newToken,
  readerOf,
  stranger,
  treasury,
} from "./localProtocol.ts";

const native = zeroAddress;

describe("royalty actions", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });

  /** A capsule with a sale of one ether, of which 2.5 % are the fee. */
  async function soldCapsule() {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    const price = parseEther("1");
    const offerId = await newOffer({ capsuleId, price });
    await purchase.sync(clientOf(url, buyer), { deployment, offerId, maxTotal: price });
    return capsuleId;
  }

  it("the sale is split into fee and net income to the wei, and both can be read before they are paid", async () => {
    const { deployment, url } = local;
    const of = { deployment, capsuleId: await soldCapsule(), currency: native };
    const client = readerOf(url);
    assert.equal(await getCollectableFee(client, of), parseEther("0.025"));
    assert.equal(await getNetIncome(client, of), parseEther("0.975"));
    assert.equal(await getClaimableOwner(client, of), parseEther("0.975"));
  });

  it("claimOwner pays the owner, whoever sends it, and once", async () => {
    const { deployment, url } = local;
    const of = { deployment, capsuleId: await soldCapsule(), currency: native };
    const client = clientOf(url, stranger);
    const before = await client.getBalance(creator);
    const { amount, recipient } = await claimOwner.sync(client, of);
    assert.deepEqual({ amount, recipient }, { amount: parseEther("0.975"), recipient: creator.address });
    assert.equal(await client.getBalance(creator), before + amount);
    await assert.rejects(claimOwner(client, of), (error) => isContractRevert(error, "RoyaltySplitter_NothingToClaim"));
  });

  it("claimOwnerTo pays where the owner says, and nobody else may say", async () => {
    const { deployment, url } = local;
    const recipient = "0x00000000000000000000000000000000000c0ffe";
    const of = { deployment, capsuleId: await soldCapsule(), currency: native, recipient } as const;
    await assert.rejects(
      claimOwnerTo(clientOf(url, stranger), of),
      (error) => isContractRevert(error, "RoyaltySplitter_NotOwner") && error.args.caller === stranger.address,
    );
    const { amount } = await claimOwnerTo.sync(clientOf(url, creator), of);
    assert.equal(await readerOf(url).getBalance({ address: recipient }), amount);
  });

  it("collectFee pays the treasury", async () => {
    const { deployment, url } = local;
    const of = { deployment, capsuleId: await soldCapsule(), currency: native };
    const client = clientOf(url, stranger);
    const before = await client.getBalance({ address: treasury });
    const { amount } = await collectFee.sync(client, of);
    assert.equal(amount, parseEther("0.025"));
    assert.equal(await client.getBalance({ address: treasury }), before + amount);
    assert.equal(await getCollectableFee(client, of), 0n);
  });

  it("what is paid to a capsule's inbox becomes its income by sweep", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    const client = clientOf(url, stranger);
    const inbox = await getInbox(client, { deployment, capsuleId });
    const hash = await client.sendTransaction({ to: inbox, value: 4_000n });
    await client.waitForTransactionReceipt({ hash });
    const swept = await sweep.sync(client, { deployment, capsuleId, currency: native });
    assert.equal(swept.inbox, inbox);
    assert.equal(await getNetIncome(client, { deployment, capsuleId, currency: native }), 3_900n);
    await assert.rejects(sweep(client, { deployment, capsuleId, currency: native }), (error) =>
      isContractRevert(error, "Inbox_Empty"),
    );
  });

  it("income in a token is kept and claimed apart from native income", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    const currency = await newToken(buyer.address, 10_000n);
    const offerId = await newOffer({ capsuleId, currency, price: 10_000n });
    await purchase.sync(clientOf(url, buyer), { deployment, offerId, maxTotal: 10_000n });
    const client = clientOf(url, creator);
    assert.equal(await getClaimableOwner(client, { deployment, capsuleId, currency: native }), 0n);
    const { amount } = await claimOwner.sync(client, { deployment, capsuleId, currency });
    assert.equal(amount, 9_750n);
  });
});
