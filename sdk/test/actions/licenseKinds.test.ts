import assert from "node:assert/strict";
import { getAddress, zeroAddress } from "viem";
import {
  getBought,
  getCredit,
  getLicenseStatus,
  isContractRevert,
  purchase,
  purchaseBatch,
  renew,
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
});
