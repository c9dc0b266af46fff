import assert from "node:assert/strict";
import { zeroAddress } from "viem";
import {
  createOffer,
  DerivativePolicy,
  getLicenseStatus,
  getOffer,
  offerOfLicense,
  purchase,
  quote,
  Rights,
  renew,
  setOffer,
  Transferability,
  tip,
} from "../../src/index.ts";
import {
  buyer,
  clientOf,
  creator,
  type LocalProtocol,
  localProtocol,
  newCapsule,
  newOffer,
  readerOf,
  stranger,
  TERMS_DIGEST,
} from "./localProtocol.ts";

const NEVER = 2n ** 64n - 1n;

describe("access actions, native currency", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });

  it("createOffer puts every term on chain, and getOffer reads them back", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    const terms = {
      rights: Rights.RUN | Rights.COMMERCIAL,
      termsDigest: TERMS_DIGEST,
      duration: 3_600,
      maxSupply: 7,
      transferability: Transferability.SOULBOUND,
      resaleRoyaltyBps: 250,
      derivativePolicy: DerivativePolicy.RELATIVE,
      derivativeRateBps: 1_000,
    };
    const { offerId } = await createOffer.sync(clientOf(url, creator), { deployment, capsuleId, price: 42n, terms });
    assert.deepEqual(await getOffer(readerOf(url), { deployment, offerId }), {
      capsuleId,
      price: 42n,
      minted: 0,
      active: true,
      terms: {
        ...terms,
        currency: zeroAddress,
        runs: 0,
        maxPerAccount: 0,
        referralBps: 0,
        trial: 0,
        pricedInUsd: false,
        revocable: false,
      },
    });
  });

  it("setOffer changes price and activity, quote tells the price of a quantity", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ price: 10n });
    await setOffer.sync(clientOf(url, creator), { deployment, offerId, price: 25n, active: false });
    const { price, active } = await getOffer(readerOf(url), { deployment, offerId });
    assert.deepEqual({ price, active }, { price: 25n, active: false });
    assert.deepEqual(await quote(readerOf(url), { deployment, offerId, quantity: 3n }), {
      currency: zeroAddress,
      total: 75n,
    });
  });

  it("purchase pays exactly the quote and gives the buyer a license that never ends", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ price: 5_000n });
    const client = clientOf(url, buyer);
    const balance = await client.getBalance(buyer);
    const { licenseId, paid, expiresAt, recipient, receipt } = await purchase.sync(client, {
      deployment,
      offerId,
      maxTotal: 9_000n,
    });
    const gas = receipt.gasUsed * receipt.effectiveGasPrice;
    assert.equal(await client.getBalance(buyer), balance - gas - 5_000n);
    assert.deepEqual({ paid, expiresAt, recipient }, { paid: 5_000n, expiresAt: NEVER, recipient: buyer.address });
    assert.equal(offerOfLicense(licenseId), offerId);
    const status = await getLicenseStatus(client, { deployment, licenseId, account: buyer.address });
    assert.equal(status.valid, true);
    assert.equal(status.rights, Rights.RUN);
    assert.equal(status.expiresAt, NEVER);
    const other = await getLicenseStatus(client, { deployment, licenseId, account: stranger.address });
    assert.equal(other.valid, false);
  });

  it("purchase for somebody else, with a referrer, in a quantity", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ price: 10n, duration: 100 });
    const event = await purchase.sync(clientOf(url, buyer), {
      deployment,
      offerId,
      quantity: 3n,
      recipient: creator.address,
      referrer: stranger.address,
      maxTotal: 30n,
    });
    assert.equal(event.referrer, stranger.address);
    assert.equal(event.paid, 30n);
    for (const licenseId of [event.licenseId, event.licenseId + 2n]) {
      const { valid } = await getLicenseStatus(readerOf(url), { deployment, licenseId, account: creator.address });
      assert.equal(valid, true);
    }
  });

  it("purchase.call is the bare call, with the value that goes along", () => {
    const { deployment } = local;
    const parameters = { deployment, offerId: 7n, maxTotal: 11n, recipient: buyer.address };
    const call = purchase.call({ ...parameters, quote: { currency: zeroAddress, total: 11n } });
    assert.equal(call.address, deployment.accessToken);
    assert.equal(call.value, 11n);
    assert.deepEqual(call.args, [7n, 1n, buyer.address, 11n, 2n ** 256n - 1n, zeroAddress]);
    assert.equal(purchase.call({ ...parameters, quote: { currency: stranger.address, total: 11n } }).value, 0n);
    assert.throws(() => purchase.call({ deployment, offerId: 7n, maxTotal: 11n }), { code: "ACCOUNT_REQUIRED" });
  });

  it("renew moves the end of a timed license on by its duration, whoever pays", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ price: 10n, duration: 100 });
    const { licenseId, expiresAt } = await purchase.sync(clientOf(url, buyer), { deployment, offerId, maxTotal: 10n });
    const renewed = await renew.sync(clientOf(url, stranger), { deployment, licenseId, maxTotal: 10n });
    assert.equal(renewed.expiresAt, expiresAt + 100n);
    assert.equal(renewed.payer, stranger.address);
  });

  it("a license ends: getLicenseStatus says so from its last second on", async () => {
    const { deployment, url, node } = local;
    const offerId = await newOffer({ duration: 50 });
    const { licenseId, expiresAt } = await purchase.sync(clientOf(url, buyer), {
      deployment,
      offerId,
      maxTotal: 1_000n,
    });
    const valid = async () =>
      (await getLicenseStatus(readerOf(url), { deployment, licenseId, account: buyer.address })).valid;
    await node.setNextBlockTimestamp({ timestamp: expiresAt - 1n });
    await node.mine({ blocks: 1 });
    assert.equal(await valid(), true);
    await node.setNextBlockTimestamp({ timestamp: expiresAt });
    await node.mine({ blocks: 1 });
    assert.equal(await valid(), false);
  });

  it("getLicenseStatus of an unknown license is not valid and names no capsule", async () => {
    const { deployment, url } = local;
    const status = await getLicenseStatus(readerOf(url), {
      deployment,
      licenseId: 2n ** 100n,
      account: buyer.address,
    });
    assert.equal(status.valid, false);
    assert.equal(status.capsuleId, 0n);
  });

  it("tip gives a capsule income", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    const event = await tip.sync(clientOf(url, stranger), { deployment, capsuleId, amount: 77n });
    assert.deepEqual(
      { received: event.received, payer: event.payer, currency: event.currency },
      { received: 77n, payer: stranger.address, currency: zeroAddress },
    );
  });

  it("a poor account is told what it lacks before anything is sent", async () => {
    const { deployment, url } = local;
    const price = 2n ** 80n;
    const offerId = await newOffer({ price });
    const client = clientOf(url, buyer);
    const before = await client.getTransactionCount(buyer);
    const balance = await client.getBalance(buyer);
    await assert.rejects(purchase(client, { deployment, offerId, maxTotal: price }), {
      code: "INSUFFICIENT_BALANCE",
      currency: zeroAddress,
      account: buyer.address,
      balance,
      required: price,
    });
    assert.equal(await client.getTransactionCount(buyer), before);
  });
});
