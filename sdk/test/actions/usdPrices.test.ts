import assert from "node:assert/strict";
import { parseEther } from "viem";
import {
  convertUsd,
  getFeed,
  getOffer,
  getSequencerFeed,
  isContractRevert,
  purchase,
  quote,
  renew,
} from "../../src/index.ts";
import { native, newFeed } from "./economyScene.ts";
import {
  allowanceOf,
  buyer,
  clientOf,
  type LocalProtocol,
  localProtocol,
  newOffer,
  newToken,
  readerOf,
} from "./localProtocol.ts";

/** 2,500 USD with the 8 decimals of the feed. */
const ETHER_PRICE = 2_500_00000000n;

describe("prices in USD", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  let feed: Awaited<ReturnType<typeof newFeed>>;
  before(async () => {
    local = await localProtocol();
    feed = await newFeed(native, ETHER_PRICE);
  });
  beforeEach(() => feed.say(ETHER_PRICE));
  const of = () => ({ deployment: local.deployment });
  const reader = () => readerOf(local.url);

  it("are converted by the feed, whose terms can be read", async () => {
    assert.equal(await convertUsd(reader(), { ...of(), currency: native, cents: 1_000n }), parseEther("0.004"));
    const { maxAge, minimum, maximum } = (await getFeed(reader(), { ...of(), currency: native })) ?? {};
    assert.deepEqual(
      { maxAge, minimum, maximum },
      { maxAge: 3_600, minimum: ETHER_PRICE / 2n, maximum: ETHER_PRICE * 2n },
    );
    assert.equal(await getSequencerFeed(reader(), of()), undefined);
  });

  it("of a currency without a feed are refused, in a quote and in a sale", async () => {
    const currency = await newToken(buyer.address, 1_000n);
    assert.equal(await getFeed(reader(), { ...of(), currency }), undefined);
    const offerId = await newOffer({ currency, price: 100n, pricedInUsd: true });
    await assert.rejects(quote(reader(), { ...of(), offerId }), (error) =>
      isContractRevert(error, "PriceOracle_NoFeed"),
    );
    await assert.rejects(purchase(clientOf(local.url, buyer), { ...of(), offerId, maxTotal: 100n }), (error) =>
      isContractRevert(error, "PriceOracle_NoFeed"),
    );
  });

  it("beyond the feed's band are refused, with the numbers", async () => {
    await feed.say(ETHER_PRICE * 2n);
    await assert.rejects(
      convertUsd(reader(), { ...of(), currency: native, cents: 1n }),
      (error) => isContractRevert(error, "PriceOracle_PriceOutOfBand") && error.args.price === ETHER_PRICE * 2n,
    );
  });

  it("a sale in the native currency costs what the feed says when it is mined; the rest comes back", async () => {
    const offerId = await newOffer({ price: 1_000n, pricedInUsd: true });
    assert.equal((await getOffer(reader(), { ...of(), offerId })).price, 1_000n);
    const { total } = await quote(reader(), { ...of(), offerId });
    assert.equal(total, parseEther("0.004"));
    const client = clientOf(local.url, buyer);
    const balance = await client.getBalance(buyer);
    const maxTotal = total + total / 50n;
    const { paid, receipt } = await purchase.sync(client, { ...of(), offerId, maxTotal });
    assert.equal(paid, total);
    const { value } = await client.getTransaction({ hash: receipt.transactionHash });
    assert.equal(value, maxTotal, "what the buyer is ready to pay is sent along");
    assert.equal(await client.getBalance(buyer), balance - paid - receipt.gasUsed * receipt.effectiveGasPrice);
  });

  it("a sale goes through though the price rose after the quote, within 5 % and the buyer's maximum", async () => {
    const offerId = await newOffer({ price: 1_000n, pricedInUsd: true, duration: 100 });
    const { currency, total } = await quote(reader(), { ...of(), offerId });
    const client = clientOf(local.url, buyer);
    const prepared = { ...of(), offerId, maxTotal: total * 2n };
    const held = { currency, total: total + total / 20n };
    await feed.say((ETHER_PRICE * 100n) / 104n);
    const { paid, licenseId } = await purchase.sync(client, { ...prepared, quote: held });
    assert.ok(paid > total && paid <= held.total, `${paid}`);
    await assert.rejects(purchase(client, { ...prepared, maxTotal: total }), (error) =>
      isContractRevert(error, "AccessToken_PriceAboveMaximum"),
    );
    const renewed = await renew.sync(client, { ...of(), licenseId, maxTotal: total * 2n });
    assert.equal(renewed.paid, paid);
  });

  it("never more than 5 % over the quote is held ready, however high the maximum", async () => {
    const offerId = await newOffer({ price: 1_000n, pricedInUsd: true });
    const { total } = await quote(reader(), { ...of(), offerId });
    const client = clientOf(local.url, buyer);
    const { receipt } = await purchase.sync(client, { ...of(), offerId, maxTotal: 2n ** 200n });
    const { value } = await client.getTransaction({ hash: receipt.transactionHash });
    assert.equal(value, total + total / 20n);
  });

  it("in a token are converted with its decimals, and approved with the margin", async () => {
    const currency = await newToken(buyer.address, 20_000_000n);
    await newFeed(currency, 1_00000000n);
    const offerId = await newOffer({ currency, price: 1_000n, pricedInUsd: true });
    const { total } = await quote(reader(), { ...of(), offerId });
    assert.equal(total, 10_000_000n);
    const client = clientOf(local.url, buyer);
    const { paid } = await purchase.sync(client, { ...of(), offerId, maxTotal: 10_100_000n });
    assert.equal(paid, 10_000_000n);
    assert.equal(await allowanceOf(currency, buyer.address), 100_000n);
  });
});
