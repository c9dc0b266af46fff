import assert from "node:assert/strict";
import { type Address, parseEther } from "viem";
import {
  acceptBid,
  approveCapsules,
  approveLicenses,
  approveShares,
  cancelAllOrders,
  cancelBid,
  cancelBidTo,
  cancelOrder,
  encodeOrder,
  fillOrder,
  fillOrders,
  getBid,
  getCapsule,
  getLicenseStatus,
  getOrderCounter,
  getOrderStatus,
  getResale,
  hashOrder,
  InsufficientAllowanceError,
  type ItemKind,
  isContractRevert,
  marketAbi,
  parseOrder,
  placeBid,
  purchase,
  signOrder,
} from "../../src/index.ts";
import { native, newRoot } from "./economyScene.ts";
import {
  buyer,
  clientOf,
  creator,
  type LocalProtocol,
  localProtocol,
  newOffer,
  newToken,
  readerOf,
  stranger,
} from "./localProtocol.ts";
import { allocate } from "./rounds.ts";

const PRICE = parseEther("1");

describe("the market", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
    const { deployment } = local;
    const approval = { deployment, operator: deployment.market, approved: true };
    await approveLicenses.sync(seller(), approval);
    await approveCapsules.sync(seller(), approval);
    await approveShares.sync(seller(), approval);
  });
  const reader = () => readerOf(local.url);
  const seller = () => clientOf(local.url, creator);
  const taker = () => clientOf(local.url, buyer);
  const here = () => ({ deployment: local.deployment });

  /** Licenses, of an offer with a resale royalty of 10 %, that the seller holds. */
  async function newLicenses(quantity: bigint, currency: Address = native): Promise<bigint> {
    const offerId = await newOffer({ currency, price: 0n, resaleRoyaltyBps: 1000 });
    const { licenseId } = await purchase.sync(seller(), { ...here(), offerId, quantity, maxTotal: 0n });
    return licenseId;
  }

  const sell = (id: bigint, kind: ItemKind = "license", quantity = 1n) =>
    signOrder(seller(), { ...here(), kind, id, quantity, unitPrice: PRICE });

  it("sells what was signed for, and pays the capsule its royalty", async () => {
    const id = await newLicenses(2n);
    const signed = parseOrder(encodeOrder(await sell(id), local.deployment), local.deployment);
    const { paid, royalty, orderHash } = await fillOrder.sync(taker(), { ...here(), ...signed });
    assert.deepEqual({ paid, royalty }, { paid: PRICE, royalty: PRICE / 10n });
    assert.equal(orderHash, hashOrder(signed.order, local.deployment));
    const onChain = await reader().readContract({
      address: local.deployment.market,
      abi: marketAbi,
      functionName: "orderHash",
      args: [{ ...signed.order, kind: 0 }],
    });
    assert.equal(orderHash, onChain);
    assert.ok((await getLicenseStatus(reader(), { ...here(), licenseId: id, account: buyer.address })).valid);
    assert.deepEqual(await getOrderStatus(reader(), { ...here(), order: signed.order }), {
      status: "filled",
      left: 0n,
    });
    await assert.rejects(fillOrder(taker(), { ...here(), ...signed }), (error) =>
      isContractRevert(error, "Market_OrderNotOpen"),
    );
  });

  it("sells several orders at once, and leaves out those that are gone", async () => {
    const [first, second] = [await newLicenses(1n), await newLicenses(1n)];
    const orders = [await sell(first), await sell(second)];
    await cancelOrder.sync(seller(), { ...here(), order: (await sell(first)).order });
    const [gone] = orders;
    assert.ok(gone);
    await cancelOrder.sync(seller(), { ...here(), order: gone.order });
    await assert.rejects(fillOrders(taker(), { ...here(), orders }), (error) =>
      isContractRevert(error, "Market_OrderNotOpen"),
    );
    const { events } = await fillOrders.sync(taker(), { ...here(), orders, skipUnavailable: true });
    assert.deepEqual(
      events.map(({ id }) => id),
      [second],
    );
  });

  it("sells capsules and shares", async () => {
    const capsuleId = await newRoot();
    await allocate(capsuleId, creator.address, 1000n);
    const shares = await sell(capsuleId, "shares", 1000n);
    await fillOrder.sync(taker(), { ...here(), ...shares, quantity: 3n });
    const resale = await getResale(reader(), { ...here(), kind: "shares", id: capsuleId, holder: creator.address });
    assert.deepEqual(resale, { capsuleId, royaltyBps: 0n, units: 997n, departures: 0n, suspended: false });
    await fillOrder.sync(taker(), { ...here(), ...(await sell(capsuleId, "capsule")) });
    assert.equal((await getCapsule(reader(), { ...here(), capsuleId })).owner, buyer.address);
  });

  it("approves exactly the price of an order in an ERC-20, for the market", async () => {
    const token = await newToken(buyer.address, 10n * PRICE);
    const id = await newLicenses(1n, token);
    const signed = await signOrder(seller(), { ...here(), kind: "license", id, unitPrice: PRICE, currency: token });
    await assert.rejects(
      fillOrder(taker(), { ...here(), ...signed, approval: "none" }),
      (error) => error instanceof InsufficientAllowanceError && error.spender === local.deployment.market,
    );
    const { paid } = await fillOrder.sync(taker(), { ...here(), ...signed });
    assert.equal(paid, PRICE);
  });

  it("ends all orders of a seller at once", async () => {
    const id = await newLicenses(1n);
    const signed = await sell(id);
    const before = await getOrderCounter(reader(), { ...here(), seller: creator.address });
    const { counter } = await cancelAllOrders.sync(seller(), here());
    assert.equal(counter, before + 1n);
    const { status } = await getOrderStatus(reader(), { ...here(), order: signed.order });
    assert.equal(status, "cancelled");
    assert.equal((await sell(id)).order.counter, counter);
  });

  it("keeps a bid's money until somebody sells, or it is cancelled", async () => {
    const id = await newLicenses(3n);
    const { timestamp } = await reader().getBlock();
    const bid = {
      ...here(),
      kind: "license",
      id,
      unitPrice: PRICE,
      quantity: 3n,
      expiresAt: timestamp + 86_400n,
    } as const;
    const { bidId } = await placeBid.sync(taker(), bid);
    const { paid, royalty } = await acceptBid.sync(seller(), { ...here(), bidId, minProceeds: 0n });
    assert.deepEqual({ paid, royalty }, { paid: PRICE, royalty: PRICE / 10n });
    const left = await getBid(reader(), { ...here(), bidId });
    assert.deepEqual([left?.kind, left?.quantity, left?.escrow], ["license", 2n, 2n * PRICE]);
    await assert.rejects(cancelBid(clientOf(local.url, stranger), { ...here(), bidId }), (error) =>
      isContractRevert(error, "Market_NotBidder"),
    );
    const { refund } = await cancelBid.sync(taker(), { ...here(), bidId });
    assert.equal(refund, 2n * PRICE);
    assert.equal(await getBid(reader(), { ...here(), bidId }), undefined);
    const again = await placeBid.sync(taker(), bid);
    const { recipient } = await cancelBidTo.sync(taker(), {
      ...here(),
      bidId: again.bidId,
      recipient: stranger.address,
    });
    assert.equal(recipient, stranger.address);
  });
});
