import assert from "node:assert/strict";
import { zeroAddress } from "viem";
import {
  autoRenew,
  getAutoRenewal,
  getCredit,
  getLicenseStatus,
  getRefund,
  isContractRevert,
  purchase,
  revoke,
  setAutoRenewal,
  setOffer,
  UndecodedRevertError,
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
  passTo,
  stranger,
} from "./localProtocol.ts";

const native = zeroAddress;
const DAY = 86_400;

describe("automatic renewal and revocation", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
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
    await passTo(local, expiresAt - 100n);
    const renewed = await autoRenew.sync(anyone, { deployment, licenseId });
    assert.deepEqual(
      { paid: renewed.paid, payer: renewed.payer, expiresAt: renewed.expiresAt },
      { paid: 100n, payer: buyer.address, expiresAt: expiresAt + 1_000n },
    );
    assert.equal(await allowanceOf(currency, buyer.address), 4_900n);
    await setOffer.sync(clientOf(url, creator), { deployment, offerId, price: 101n, active: true });
    await passTo(local, expiresAt + 900n);
    await assert.rejects(
      autoRenew(anyone, { deployment, licenseId }),
      (error) => isContractRevert(error, "AccessToken_PriceRose") && error.args.agreed === 100n,
    );
    await setAutoRenewal.sync(client, { deployment, licenseId, enabled: false });
    assert.equal(await getAutoRenewal(client, { deployment, licenseId }), undefined);
  });

  it("a renewal that the holder's allowance doesn't cover is refused with what the token says", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 1_000n);
    const offerId = await newOffer({ currency, price: 100n, duration: 1_000 });
    const client = clientOf(url, buyer);
    const { licenseId, expiresAt } = await purchase.sync(client, { deployment, offerId, maxTotal: 100n });
    await setAutoRenewal.sync(client, { deployment, licenseId, enabled: true });
    await passTo(local, expiresAt - 100n);
    await assert.rejects(autoRenew(clientOf(url, stranger), { deployment, licenseId }), (error) => {
      assert.ok(error instanceof UndecodedRevertError);
      assert.match(error.message, /the token answers ERC20InsufficientAllowance \(.*allowance 0, needed 100\)/);
      return true;
    });
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
    await passTo(local, expiresAt - 400n);
    assert.equal(await getRefund(client, { deployment, licenseId }), 4_000n);
    const [credit, balance] = [await creditOf(), await client.getBalance(creator)];
    await local.node.setNextBlockTimestamp({ timestamp: expiresAt - 300n });
    const { refund, holder, receipt } = await revoke.sync(client, { deployment, licenseId, holder: buyer.address });
    assert.deepEqual({ refund, holder }, { refund: 3_000n, holder: buyer.address });
    const gas = receipt.gasUsed * receipt.effectiveGasPrice;
    assert.equal(await client.getBalance(creator), balance - gas - 3_000n, "what was too much came back");
    assert.equal((await creditOf()) - credit, 3_000n);
    const status = await getLicenseStatus(client, { deployment, licenseId, account: buyer.address });
    assert.equal(status.valid, false);

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
