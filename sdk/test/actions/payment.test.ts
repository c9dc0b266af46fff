import assert from "node:assert/strict";
import type { Address, Hash } from "viem";
import { erc20Abi } from "viem";
import { acceptCurrency, isContractRevert, purchase, renew, tip } from "../../src/index.ts";
import {
  allowanceOf,
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
} from "./localProtocol.ts";

describe("access actions, ERC-20", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });
  const balanceOf = (token: Address, account: Address) =>
    readerOf(local.url).readContract({ address: token, abi: erc20Abi, functionName: "balanceOf", args: [account] });

  it("purchase approves exactly the price and leaves no allowance behind", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 10_000n);
    const offerId = await newOffer({ currency, price: 2_500n });
    const approvals: Hash[] = [];
    const { paid, received } = await purchase.sync(clientOf(url, buyer), {
      deployment,
      offerId,
      quantity: 2n,
      maxTotal: 9_000n,
      onApproval: (hash) => approvals.push(hash),
    });
    assert.deepEqual({ paid, received }, { paid: 5_000n, received: 5_000n });
    assert.equal(approvals.length, 1);
    assert.equal(await allowanceOf(currency, buyer.address), 0n);
    assert.equal(await balanceOf(currency, buyer.address), 5_000n);
    assert.equal(await balanceOf(currency, deployment.accessToken), 5_000n);
  });

  it("an allowance that suffices is used, without another approval", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 10_000n);
    const offerId = await newOffer({ currency, price: 100n });
    const client = clientOf(url, buyer);
    const approvals: Hash[] = [];
    const parameters = { deployment, offerId, maxTotal: 100n, onApproval: (hash: Hash) => approvals.push(hash) };
    await purchase.sync(client, { ...parameters, approval: 300n });
    assert.equal(await allowanceOf(currency, buyer.address), 200n);
    await purchase.sync(client, { ...parameters, approval: "none" });
    assert.equal(approvals.length, 1);
    assert.equal(await allowanceOf(currency, buyer.address), 100n);
  });

  it('with approval "none" a short allowance is an error that names it, and nothing is sent', async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 10_000n);
    const offerId = await newOffer({ currency, price: 100n });
    const client = clientOf(url, buyer);
    const before = await client.getTransactionCount(buyer);
    await assert.rejects(purchase(client, { deployment, offerId, maxTotal: 100n, approval: "none" }), {
      code: "INSUFFICIENT_ALLOWANCE",
      token: currency,
      owner: buyer.address,
      spender: deployment.accessToken,
      allowance: 0n,
      required: 100n,
    });
    assert.equal(await client.getTransactionCount(buyer), before);
  });

  it("a short balance is an error that names it, and nothing is approved", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 99n);
    const offerId = await newOffer({ currency, price: 100n });
    const client = clientOf(url, buyer);
    const before = await client.getTransactionCount(buyer);
    await assert.rejects(purchase(client, { deployment, offerId, maxTotal: 100n }), {
      code: "INSUFFICIENT_BALANCE",
      currency,
      balance: 99n,
      required: 100n,
    });
    assert.equal(await client.getTransactionCount(buyer), before);
    assert.equal(await allowanceOf(currency, buyer.address), 0n);
  });

  it("a token that returns nothing, and wants its allowance cleared before it is changed, can be paid with", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 10_000n, "MissingReturnsToken");
    const offerId = await newOffer({ currency, price: 100n });
    const client = clientOf(url, buyer);
    const approvals: Hash[] = [];
    const parameters = { deployment, offerId, onApproval: (hash: Hash) => approvals.push(hash) };
    await purchase.sync(client, { ...parameters, maxTotal: 100n, approval: 150n });
    assert.equal(await allowanceOf(currency, buyer.address), 50n);
    await purchase.sync(client, { ...parameters, maxTotal: 100n });
    assert.equal(approvals.length, 3, "one at first, then one to clear it and one to set it");
    assert.equal(await allowanceOf(currency, buyer.address), 0n);
    assert.equal(await balanceOf(currency, deployment.accessToken), 200n);
  });

  it("of a token that takes a fee on transfer, what arrived is told beside what was paid", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 10_000n, "FeeOnTransferToken", [1_000n]);
    const offerId = await newOffer({ currency, price: 1_000n });
    const { paid, received } = await purchase.sync(clientOf(url, buyer), { deployment, offerId, maxTotal: 1_000n });
    assert.deepEqual({ paid, received }, { paid: 1_000n, received: 900n });
  });

  it("renew pays in the offer's token", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 1_000n);
    const offerId = await newOffer({ currency, price: 100n, duration: 60 });
    const client = clientOf(url, buyer);
    const { licenseId, expiresAt } = await purchase.sync(client, { deployment, offerId, maxTotal: 100n });
    const renewed = await renew.sync(client, { deployment, licenseId, maxTotal: 100n });
    assert.equal(renewed.expiresAt, expiresAt + 60n);
    assert.equal(await balanceOf(currency, buyer.address), 800n);
  });

  it("tip needs a currency that the capsule accepts; acceptCurrency adds one", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    const currency = await newToken(stranger.address, 500n);
    const client = clientOf(url, stranger);
    const parameters = { deployment, capsuleId, currency, amount: 120n };
    await assert.rejects(tip(client, parameters), (error) =>
      isContractRevert(error, "AccessToken_CurrencyNotAccepted"),
    );
    assert.equal(await allowanceOf(currency, stranger.address), 0n);
    const accepted = await acceptCurrency.sync(clientOf(url, creator), { deployment, capsuleId, currency });
    assert.equal(accepted.currency, currency);
    const { received } = await tip.sync(client, parameters);
    assert.equal(received, 120n);
    assert.equal(await balanceOf(currency, stranger.address), 380n);
  });
});
