import assert from "node:assert/strict";
import { getAddress, zeroAddress } from "viem";
import {
  autoRenew,
  getAutoRenewal,
  getBought,
  getCredit,
  getLicenseStatus,
  getRefund,
  isContractRevert,
  purchase,
  purchaseBatch,
  renew,
  revoke,
  setAutoRenewal,
  setOffer,
  startTrial,
  withdrawCredit,
} from "../../src/index.ts";
import {
  allowanceOf,
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

const native = zeroAddress;
const DAY = 86_400;

describe("kinds of licenses", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });
  const passTo = async (timestamp: bigint) => {
    await local.node.setNextBlockTimestamp({ timestamp });
    await local.node.mine({ blocks: 1 });
  };
  const statusOf = (licenseId: bigint, account = buyer.address) =>
    getLicenseStatus(readerOf(local.url), { deployment: local.deployment, licenseId, account });

  it("metered licenses have runs, one serial each", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ runs: 50, price: 10n });
    const order = { deployment, offerId, quantity: 2n, maxTotal: 20n };
    const { licenseId } = await purchase.sync(clientOf(url, buyer), order);
    for (const id of [licenseId, licenseId + 1n]) {
      const { runs, valid } = await statusOf(id);
      assert.deepEqual({ runs, valid }, { runs: 50, valid: true });
    }
    const renewed = await renew.sync(clientOf(url, buyer), { deployment, licenseId, maxTotal: 10n });
    assert.equal(renewed.expiresAt, 2n ** 64n - 1n);
    assert.equal((await statusOf(licenseId)).runs, 100);
    const plain = await newOffer({ price: 10n });
    const sold = await purchase.sync(clientOf(url, buyer), { deployment, offerId: plain, maxTotal: 10n });
    await assert.rejects(
      renew(clientOf(url, buyer), { deployment, licenseId: sold.licenseId, maxTotal: 10n }),
      (error) => isContractRevert(error, "AccessToken_NotRenewable") && error.args.licenseId === sold.licenseId,
    );
  });

  it("an account is sold no more than the offer allows one", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ maxPerAccount: 2, price: 10n });
    const client = clientOf(url, buyer);
    await purchase.sync(client, { deployment, offerId, quantity: 2n, maxTotal: 20n });
    assert.equal(await getBought(client, { deployment, offerId, account: buyer.address }), 2n);
    await assert.rejects(
      purchase(client, { deployment, offerId, maxTotal: 10n }),
      (error) => isContractRevert(error, "AccessToken_AccountLimit") && error.args.limit === 2n,
    );
  });

  it("a referrer is credited its share, and paid by withdrawCredit, once", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ price: 10_000n, referralBps: 1_500 });
    const client = clientOf(url, buyer);
    const referrer = getAddress("0x0000000000000000000000000000000000c0ffe1");
    await purchase.sync(client, { deployment, offerId, maxTotal: 10_000n, referrer });
    assert.equal(await getCredit(client, { deployment, account: referrer, currency: native }), 1_500n);
    const withdrawal = { deployment, creditor: referrer, currency: native } as const;
    const { amount } = await withdrawCredit.sync(client, withdrawal);
    assert.equal(amount, 1_500n);
    assert.equal(await client.getBalance({ address: referrer }), 1_500n);
    await assert.rejects(
      withdrawCredit(client, withdrawal),
      (error) => isContractRevert(error, "AccessToken_NoCredit") && error.args.account === referrer,
    );
    await assert.rejects(
      purchase(client, { deployment, offerId, maxTotal: 10_000n, referrer: buyer.address }),
      (error) => isContractRevert(error, "AccessToken_InvalidReferrer"),
    );
  });

  it("a trial gives a license for its time, once; renew goes on from there", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ price: 10n, duration: DAY, trial: 600 });
    const client = clientOf(url, buyer);
    const { licenseId, expiresAt, receipt } = await startTrial.sync(client, { deployment, offerId });
    const { timestamp } = await client.getBlock({ blockNumber: receipt.blockNumber });
    assert.equal(expiresAt, timestamp + 600n);
    assert.equal((await statusOf(licenseId)).valid, true);
    await assert.rejects(startTrial(client, { deployment, offerId }), (error) =>
      isContractRevert(error, "AccessToken_TrialUsed"),
    );
    const renewed = await renew.sync(client, { deployment, licenseId, maxTotal: 10n });
    assert.equal(renewed.expiresAt, expiresAt + BigInt(DAY));
    const without = await newOffer({ duration: DAY });
    await assert.rejects(startTrial(client, { deployment, offerId: without }), (error) =>
      isContractRevert(error, "AccessToken_NoTrial"),
    );
  });

  it("a batch buys all orders at once in two currencies, each approved once, and tells each sale", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 1_000n);
    const [first, second, third] = [
      await newOffer({ price: 40n }),
      await newOffer({ currency, price: 100n }),
      await newOffer({ currency, price: 150n, duration: DAY }),
    ];
    const client = clientOf(url, buyer);
    const approvals: string[] = [];
    const { events } = await purchaseBatch.sync(client, {
      deployment,
      orders: [
        { offerId: first, maxTotal: 80n, quantity: 2n },
        { offerId: second, maxTotal: 100n },
        { offerId: third, maxTotal: 300n, quantity: 2n, recipient: stranger.address },
      ],
      onApproval: (hash) => approvals.push(hash),
    });
    assert.deepEqual(
      events.map(({ offerId, paid, recipient }) => ({ offerId, paid, recipient })),
      [
        { offerId: first, paid: 80n, recipient: buyer.address },
        { offerId: second, paid: 100n, recipient: buyer.address },
        { offerId: third, paid: 300n, recipient: stranger.address },
      ],
    );
    assert.equal(approvals.length, 1);
    assert.equal(await allowanceOf(currency, buyer.address), 0n);
  });

  it("a batch with one order that is refused buys and approves nothing", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 1_000n);
    const [good, bad] = [await newOffer({ currency, price: 40n }), await newOffer({ price: 40n })];
    await setOffer.sync(clientOf(url, creator), { deployment, offerId: bad, price: 40n, active: false });
    const client = clientOf(url, buyer);
    const before = await client.getTransactionCount(buyer);
    const orders = [
      { offerId: good, maxTotal: 40n },
      { offerId: bad, maxTotal: 40n },
    ];
    await assert.rejects(
      purchaseBatch(client, { deployment, orders }),
      (error) => isContractRevert(error, "AccessToken_OfferInactive") && error.args.offerId === bad,
    );
    assert.equal(await client.getTransactionCount(buyer), before);
  });

  it("a license is renewed by anyone from its holder's allowance, in its last tenth", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 1_000n);
    const offerId = await newOffer({ currency, price: 100n, duration: 1_000 });
    const client = clientOf(url, buyer);
    const { licenseId, expiresAt } = await purchase.sync(client, { deployment, offerId, maxTotal: 100n });
    const anyone = clientOf(url, stranger);
    await assert.rejects(autoRenew(anyone, { deployment, licenseId }), (error) =>
      isContractRevert(error, "AccessToken_AutoRenewalOff"),
    );
    assert.equal(await getAutoRenewal(client, { deployment, licenseId }), undefined);
    await setAutoRenewal.sync(client, { deployment, licenseId, enabled: true, allowance: 5_000n });
    assert.equal(await allowanceOf(currency, buyer.address), 5_000n, "more than is held can be allowed");
    assert.equal(await getAutoRenewal(client, { deployment, licenseId }), buyer.address);
    await assert.rejects(
      autoRenew(anyone, { deployment, licenseId }),
      (error) => isContractRevert(error, "AccessToken_RenewalTooEarly") && error.args.opensAt === expiresAt - 100n,
    );
    await passTo(expiresAt - 100n);
    const renewed = await autoRenew.sync(anyone, { deployment, licenseId });
    assert.deepEqual(
      { paid: renewed.paid, payer: renewed.payer, expiresAt: renewed.expiresAt },
      { paid: 100n, payer: buyer.address, expiresAt: expiresAt + 1_000n },
    );
    assert.equal(await allowanceOf(currency, buyer.address), 4_900n);
    await setOffer.sync(clientOf(url, creator), { deployment, offerId, price: 101n, active: true });
    await passTo(expiresAt + 900n);
    await assert.rejects(
      autoRenew(anyone, { deployment, licenseId }),
      (error) => isContractRevert(error, "AccessToken_PriceRose") && error.args.agreed === 100n,
    );
    await setAutoRenewal.sync(client, { deployment, licenseId, enabled: false });
    assert.equal(await getAutoRenewal(client, { deployment, licenseId }), undefined);
  });

  it("nobody but its holder allows a license's renewal", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ price: 10n, duration: DAY });
    const { licenseId } = await purchase.sync(clientOf(url, buyer), { deployment, offerId, maxTotal: 10n });
    await assert.rejects(setAutoRenewal(clientOf(url, stranger), { deployment, licenseId, enabled: true }), (error) =>
      isContractRevert(error, "AccessToken_NotHolder"),
    );
  });

  it("the creator ends a revocable license against the unused part, which the holder withdraws", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ price: 10_000n, duration: 1_000, revocable: true });
    const { licenseId, expiresAt } = await purchase.sync(clientOf(url, buyer), {
      deployment,
      offerId,
      maxTotal: 10_000n,
    });
    const client = clientOf(url, creator);
    await assert.rejects(revoke(clientOf(url, stranger), { deployment, licenseId, holder: buyer.address }), (error) =>
      isContractRevert(error, "AccessToken_NotAuthorized"),
    );
    await assert.rejects(revoke(client, { deployment, licenseId, holder: stranger.address }), (error) =>
      isContractRevert(error, "AccessToken_NotHolder"),
    );
    await passTo(expiresAt - 400n);
    assert.equal(await getRefund(client, { deployment, licenseId }), 4_000n);
    const [credit, balance] = [await creditOf(), await client.getBalance(creator)];
    await local.node.setNextBlockTimestamp({ timestamp: expiresAt - 300n });
    const { refund, holder, receipt } = await revoke.sync(client, { deployment, licenseId, holder: buyer.address });
    assert.deepEqual({ refund, holder }, { refund: 3_000n, holder: buyer.address });
    const gas = receipt.gasUsed * receipt.effectiveGasPrice;
    assert.equal(await client.getBalance(creator), balance - gas - 3_000n, "what was too much came back");
    assert.equal((await creditOf()) - credit, 3_000n);
    assert.equal((await statusOf(licenseId)).valid, false);

    async function creditOf() {
      return getCredit(client, { deployment, account: buyer.address, currency: native });
    }
  });

  it("a refund in a token is approved, and a license that was not sold as revocable stays", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 1_000n);
    const offerId = await newOffer({ currency, price: 1_000n, duration: DAY, revocable: true });
    const { licenseId } = await purchase.sync(clientOf(url, buyer), { deployment, offerId, maxTotal: 1_000n });
    const client = clientOf(url, creator);
    const approvals: string[] = [];
    const parameters = {
      deployment,
      licenseId,
      holder: buyer.address,
      onApproval: (hash: string) => approvals.push(hash),
    };
    await assert.rejects(revoke(client, parameters), { code: "INSUFFICIENT_BALANCE", currency });
    assert.equal(approvals.length, 0);
    const fixed = await newOffer({ price: 10n, duration: DAY });
    const sold = await purchase.sync(clientOf(url, buyer), { deployment, offerId: fixed, maxTotal: 10n });
    await assert.rejects(revoke(client, { deployment, licenseId: sold.licenseId, holder: buyer.address }), (error) =>
      isContractRevert(error, "AccessToken_NotRevocable"),
    );
  });
});
