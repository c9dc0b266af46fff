import assert from "node:assert/strict";
import { zeroAddress } from "viem";
import { log, word } from "./support/events.ts";
import { sharedChain } from "./support/shared.ts";
import { fresh, freshAccount, moved, offered, registered, sold } from "./support/story.ts";

const scene = () => {
  const [capsuleId, offerId] = [BigInt(fresh()), BigInt(fresh())];
  const [creator, alice, bob] = [freshAccount(), freshAccount(), freshAccount()];
  return { capsuleId, offerId, creator, alice, bob, firstId: (offerId << 64n) | 1n };
};

describe("subgraph: offers and licenses", function () {
  this.timeout(180_000);

  it("an offer has all its terms, and remembers each change", async () => {
    const chain = sharedChain();
    const { capsuleId, offerId, creator } = scene();
    const terms = {
      ...{ duration: 86_400, runs: 12, maxSupply: 100, maxPerAccount: 3, rights: 0b1000_0101, resaleRoyaltyBps: 750 },
      ...{ derivativeRateBps: 1000, derivativePolicy: 1, referralBps: 500, trial: 60, transferability: 2 },
      ...{ pricedInUsd: true, revocable: true },
    };
    await chain.emit([...registered(capsuleId, creator), offered(offerId, capsuleId, creator, terms, 1999n)]);
    await chain.emit([log("AccessToken", "OfferChanged", { offerId, price: 2 ** 31, active: false })]);
    const { offer } = await chain.query(
      `query ($id: ID!) { offer(id: $id) { offerId capsule { id } creator { id } price active currency duration runs
        maxSupply maxPerAccount rights resaleRoyaltyBps derivativeRateBps derivativePolicy referralBps trial
        transferability pricedInUsd revocable termsDigest sold changes { price active } } }`,
      { id: word(offerId) },
    );
    assert.deepEqual(offer, {
      ...{ offerId: String(offerId), capsule: { id: word(capsuleId) }, creator: { id: creator }, price: "2147483648" },
      ...{ active: false, currency: zeroAddress, duration: "86400", runs: "12", maxSupply: "100", maxPerAccount: 3 },
      ...{
        rights: 133,
        resaleRoyaltyBps: 750,
        derivativeRateBps: 1000,
        derivativePolicy: "RELATIVE",
        referralBps: 500,
      },
      ...{ trial: "60", transferability: "SOULBOUND", pricedInUsd: true, revocable: true, termsDigest: word(0xfe) },
      ...{ sold: "0", changes: [{ price: "2147483648", active: false }] },
    });
  });

  it("a plain license is one token that many hold", async () => {
    const chain = sharedChain();
    const { capsuleId, offerId, creator, alice, bob } = scene();
    await chain.emit([...registered(capsuleId, creator), offered(offerId, capsuleId, creator)]);
    await chain.emit([
      ...sold(offerId, capsuleId, alice, { quantity: 3n, paid: 3000n }),
      ...sold(offerId, capsuleId, bob),
      moved("AccessToken", alice, bob, offerId << 64n, 2n),
    ]);
    const { license, capsule, licenseTransfers } = await chain.query(
      `query ($id: ID!, $license: String!, $capsule: ID!) {
        license(id: $id) { serial holder { id } expiresAt holdings(orderBy: balance) { account { id } balance } }
        capsule(id: $capsule) { licensesSold offers { sold } sales(orderBy: sequence) { buyer { id } quantity paid } }
        licenseTransfers(where: { license: $license }) { from { id } to { id } amount } }`,
      { id: word(offerId << 64n), license: word(offerId << 64n), capsule: word(capsuleId) },
    );
    const holdings = [
      { account: { id: alice }, balance: "1" },
      { account: { id: bob }, balance: "3" },
    ];
    assert.deepEqual(license, { serial: "0", holder: null, expiresAt: null, holdings });
    assert.equal(capsule.licensesSold, "4");
    assert.deepEqual(capsule.offers, [{ sold: "4" }]);
    assert.deepEqual(capsule.sales, [
      { buyer: { id: alice }, quantity: "3", paid: "3000" },
      { buyer: { id: bob }, quantity: "1", paid: "1000" },
    ]);
    assert.deepEqual(licenseTransfers, [{ from: { id: alice }, to: { id: bob }, amount: "2" }]);
  });

  it("timed licenses are single: sold together, renewed, given away and revoked apart", async () => {
    const chain = sharedChain();
    const { capsuleId, offerId, creator, alice, bob, firstId } = scene();
    const terms = { duration: 1000, runs: 5, revocable: true };
    await chain.emit([...registered(capsuleId, creator), offered(offerId, capsuleId, creator, terms, 70n)]);
    await chain.emit(sold(offerId, capsuleId, alice, { serial: 1n, quantity: 3n, paid: 210n, expiresAt: 5000n }));
    await chain.emit([
      log("AccessToken", "AutoRenewalSet", { licenseId: firstId, account: alice, enabled: true }),
      log("AccessToken", "LicenseRenewed", {
        ...{ licenseId: firstId, capsuleId, payer: bob, paid: 71n, received: 69n, expiresAt: 6000n },
      }),
      moved("AccessToken", alice, bob, firstId + 1n, 1n),
      moved("AccessToken", alice, zeroAddress, firstId + 2n, 1n),
      log("AccessToken", "LicenseRevoked", { licenseId: firstId + 2n, capsuleId, holder: alice, refund: 40n }),
    ]);
    const { licenses, renewals, revocations } = await chain.query(
      `query ($offer: String!, $capsule: String!) {
        licenses(where: { offer: $offer }, orderBy: serial) { serial expiresAt runs price revoked isTrial
          holder { id } autoRenewal { id } }
        renewals(where: { capsule: $capsule }) { payer { id } paid received expiresAt }
        revocations(where: { capsule: $capsule }) { holder { id } refund } }`,
      { offer: word(offerId), capsule: word(capsuleId) },
    );
    const rest = { price: "70", isTrial: false };
    assert.deepEqual(licenses, [
      {
        serial: "1",
        expiresAt: "6000",
        runs: "10",
        revoked: false,
        holder: { id: alice },
        autoRenewal: { id: alice },
        ...rest,
      },
      { serial: "2", expiresAt: "5000", runs: "5", revoked: false, holder: { id: bob }, autoRenewal: null, ...rest },
      { serial: "3", expiresAt: "5000", runs: "5", revoked: true, holder: null, autoRenewal: null, ...rest },
    ]);
    assert.deepEqual(renewals, [{ payer: { id: bob }, paid: "71", received: "69", expiresAt: "6000" }]);
    assert.deepEqual(revocations, [{ holder: { id: alice }, refund: "40" }]);
  });

  it("a trial is no sale until it is renewed", async () => {
    const chain = sharedChain();
    const { capsuleId, offerId, creator, alice, firstId } = scene();
    const started = { offerId, capsuleId, account: alice, licenseId: firstId, expiresAt: 60n };
    await chain.emit([
      ...registered(capsuleId, creator),
      offered(offerId, capsuleId, creator, { duration: 1000, trial: 60 }),
      log("AccessToken", "TrialStarted", started),
      moved("AccessToken", zeroAddress, alice, firstId, 1n),
    ]);
    const text = `query ($id: ID!, $capsule: ID!) { license(id: $id) { isTrial expiresAt holder { id } }
      capsule(id: $capsule) { licensesSold incomes { direct } } }`;
    const variables = { id: word(firstId), capsule: word(capsuleId) };
    assert.deepEqual(await chain.query(text, variables), {
      license: { isTrial: true, expiresAt: "60", holder: { id: alice } },
      capsule: { licensesSold: "0", incomes: [] },
    });
    const renewal = { licenseId: firstId, capsuleId, payer: alice, paid: 10n, received: 10n, expiresAt: 1060n };
    await chain.emit([log("AccessToken", "LicenseRenewed", renewal)]);
    assert.deepEqual(await chain.query(text, variables), {
      license: { isTrial: false, expiresAt: "1060", holder: { id: alice } },
      capsule: { licensesSold: "0", incomes: [{ direct: "10" }] },
    });
  });

  it("who referred the buyer has a credit, which is not the capsule's income", async () => {
    const chain = sharedChain();
    const { capsuleId, offerId, creator, alice, bob } = scene();
    await chain.emit([
      ...registered(capsuleId, creator, { feeBps: 0 }),
      offered(offerId, capsuleId, creator, { referralBps: 333 }),
      log("AccessToken", "Credited", { account: bob, currency: zeroAddress, amount: 33n }),
      ...sold(offerId, capsuleId, alice, { paid: 1000n, received: 999n, referrer: bob }),
    ]);
    await chain.emit([log("AccessToken", "CreditWithdrawn", { account: bob, currency: zeroAddress, amount: 33n })]);
    const { capsule, account } = await chain.query(
      `query ($capsule: ID!, $account: ID!) {
        capsule(id: $capsule) { sales { referrer { id } referralShare received } incomes { direct } }
        account(id: $account) { credits { amount withdrawn } } }`,
      { capsule: word(capsuleId), account: bob },
    );
    assert.deepEqual(capsule, {
      sales: [{ referrer: { id: bob }, referralShare: "33", received: "999" }],
      incomes: [{ direct: "966" }],
    });
    assert.deepEqual(account.credits, [{ amount: "0", withdrawn: "33" }]);
  });
});
