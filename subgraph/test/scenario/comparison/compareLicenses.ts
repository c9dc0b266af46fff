import type { Answer } from "../../support/indexedChain.ts";
import { type Chain, compareEach, same } from "./chain.ts";

const NEVER = 2n ** 64n - 1n;
const TRANSFERABILITIES = ["FREE", "MARKET_ONLY", "SOULBOUND"];
const POLICIES = ["ABSOLUTE", "RELATIVE"];
const TERMS = [
  ...["currency", "duration", "runs", "maxSupply", "maxPerAccount", "rights", "resaleRoyaltyBps", "derivativeRateBps"],
  ...["referralBps", "trial", "transferability", "derivativePolicy", "pricedInUsd", "revocable", "termsDigest"],
];

export const QUERY = `query ($block: Int!) {
  protocol(id: "0x01", block: { number: $block }) { offerCount licenseCount }
  offers(first: 1000, block: { number: $block }) { offerId capsule { tokenId } price active sold ${TERMS.join(" ")} }
  licenses(first: 1000, block: { number: $block }) { licenseId serial expiresAt runs runsUsed revoked isTrial
    capsule { tokenId } holder { id } autoRenewal { id } holdings(first: 1000) { account { id } balance } }
  sales(first: 1000, block: { number: $block }) { quantity }
  trials(first: 1000, block: { number: $block }) { license { licenseId } account { id } }
  revocations(first: 1000, block: { number: $block }) { license { licenseId } refund } }`;

export async function compare(state: Answer, chain: Chain): Promise<void> {
  const { offers, licenses, sales, protocol } = state;
  await compareEach(offers, (offer) => compareOffer(chain, offer));
  await compareEach(licenses, (license) => compareLicense(chain, license));
  const [created, sold, tried, revoked] = await Promise.all(
    ["OfferCreated", "LicenseSold", "TrialStarted", "LicenseRevoked"].map((name) => chain.events("accessToken", name)),
  );
  same([offers.length, protocol.offerCount], [created?.length, created?.length], "offers");
  const quantity = (sold as Answer[]).reduce((sum, one) => sum + one.quantity, 0n);
  same([sales.length, protocol.licenseCount], [sold?.length, quantity], "licenses sold");
  same(
    byLicense(state.trials.map(({ license, account }: Answer) => [license.licenseId, account.id])),
    byLicense((tried as Answer[]).map(({ licenseId, account }) => [licenseId, account])),
    "trials",
  );
  same(
    byLicense(state.revocations.map(({ license, refund }: Answer) => [license.licenseId, refund])),
    byLicense((revoked as Answer[]).map(({ licenseId, refund }) => [licenseId, refund])),
    "revocations",
  );
}

const byLicense = (rows: Answer[][]): Answer[][] => rows.toSorted(([a], [b]) => (BigInt(a) < BigInt(b) ? -1 : 1));

async function compareOffer({ read }: Chain, { offerId, capsule, price, active, ...said }: Answer): Promise<void> {
  const { terms, ...is } = await read("accessToken", "offerOf", [offerId]);
  same([capsule.tokenId, price, active], [is.capsuleId, is.price, is.active], `offer ${offerId}`);
  const named = {
    ...terms,
    transferability: TRANSFERABILITIES[terms.transferability],
    derivativePolicy: POLICIES[terms.derivativePolicy],
  };
  for (const term of TERMS) same(said[term], named[term], `${term} of offer ${offerId}`);
}

async function compareLicense({ read, accounts }: Chain, license: Answer): Promise<void> {
  const { licenseId, serial, holder, holdings } = license;
  await compareEach(accounts, async (account) => {
    const held = holdings.find((one: Answer) => one.account.id === account)?.balance ?? 0;
    const balance = await read("accessToken", "balanceOf", [account, licenseId]);
    same(held, balance, `license ${licenseId} of ${account}`);
    if (serial !== "0") same(holder?.id === account, balance === 1n, `whether ${account} holds ${licenseId}`);
  });
  const [status, bought, settled, payer] = await Promise.all([
    read("accessToken", "licenseStatus", [licenseId, holder?.id ?? accounts[0]]),
    read("accessToken", "runsBought", [licenseId]),
    read("usageMeter", "settledRuns", [licenseId]),
    read("accessToken", "autoRenewalOf", [licenseId]),
  ]);
  const autoRenewal = license.autoRenewal?.id ?? `0x${"0".repeat(40)}`;
  same([license.runsUsed, autoRenewal], [settled, payer], `runs and renewal of ${licenseId}`);
  if (license.revoked) return;
  const [capsuleId, , expiresAt] = status;
  const end = expiresAt === NEVER ? null : expiresAt;
  same(
    [license.capsule.tokenId, license.expiresAt, license.runs],
    [capsuleId, end, bought],
    `end and runs of ${licenseId}`,
  );
}
