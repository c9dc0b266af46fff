import {
  AutoRenewalSet,
  Credited,
  CreditWithdrawn,
  IncomeReceived,
  LicenseRenewed,
  LicenseRevoked,
  LicenseSold,
  OfferChanged,
  OfferCreated,
  OfferCreatedTermsStruct,
  SalesOpened,
  TransferBatch,
  TransferSingle,
  TrialStarted,
} from "../../generated/AccessToken/AccessToken";
import { Offer } from "../../generated/schema";
import { openSales } from "../handlers/capsules";
import { addCredit, withdrawCredit } from "../handlers/credits";
import { receiveTip } from "../handlers/income";
import * as licenses from "../handlers/licenses";
import { policyName } from "../handlers/lineage";
import { changeOffer, createOffer } from "../handlers/offers";

export { handleAuthorityUpdated, handleEntriesPaused, handleEntriesUnpaused, handleUpgraded } from "./proxy";

const TRANSFERABILITIES: string[] = ["FREE", "MARKET_ONLY", "SOULBOUND"];

export function handleOfferCreated(event: OfferCreated): void {
  const params = event.params;
  const offer = createOffer(params.offerId, params.capsuleId, params.creator, event);
  offer.price = params.price;
  writeTerms(offer, params.terms);
  offer.save();
}

function writeTerms(offer: Offer, terms: OfferCreatedTermsStruct): void {
  offer.currency = terms.currency;
  offer.duration = terms.duration;
  offer.runs = terms.runs;
  offer.maxSupply = terms.maxSupply;
  offer.maxPerAccount = terms.maxPerAccount;
  offer.rights = terms.rights;
  offer.resaleRoyaltyBps = terms.resaleRoyaltyBps;
  offer.derivativeRateBps = terms.derivativeRateBps;
  offer.derivativePolicy = policyName(terms.derivativePolicy);
  offer.referralBps = terms.referralBps;
  offer.trial = terms.trial;
  offer.transferability = TRANSFERABILITIES[terms.transferability];
  offer.pricedInUsd = terms.pricedInUsd;
  offer.revocable = terms.revocable;
  offer.termsDigest = terms.termsDigest;
}

export function handleOfferChanged(event: OfferChanged): void {
  changeOffer(event.params.offerId, event.params.price, event.params.active, event);
}

export function handleLicenseSold(event: LicenseSold): void {
  const params = event.params;
  const order = new licenses.SaleOrder(
    params.offerId,
    params.capsuleId,
    params.buyer,
    params.recipient,
    params.referrer,
    params.licenseId,
    params.quantity,
    params.paid,
    params.received,
    params.expiresAt,
  );
  licenses.sell(order, event);
}

export function handleTrialStarted(event: TrialStarted): void {
  const params = event.params;
  licenses.startTrial(params.offerId, params.account, params.licenseId, params.expiresAt, event);
}

export function handleLicenseRenewed(event: LicenseRenewed): void {
  const params = event.params;
  const payment = new licenses.RenewalPayment(params.payer, params.paid, params.received, params.expiresAt);
  licenses.renew(params.licenseId, params.capsuleId, payment, event);
}

export function handleAutoRenewalSet(event: AutoRenewalSet): void {
  licenses.setAutoRenewal(event.params.licenseId, event.params.account, event.params.enabled);
}

export function handleLicenseRevoked(event: LicenseRevoked): void {
  licenses.revoke(event.params.licenseId, event.params.holder, event.params.refund, event);
}

export function handleTransferSingle(event: TransferSingle): void {
  const params = event.params;
  licenses.moveLicense(params.from, params.to, params.id, params.value, event, 0);
}

export function handleTransferBatch(event: TransferBatch): void {
  const params = event.params;
  for (let i = 0; i < params.ids.length; i++) {
    licenses.moveLicense(params.from, params.to, params.ids[i], params.values[i], event, i);
  }
}

export function handleIncomeReceived(event: IncomeReceived): void {
  const params = event.params;
  receiveTip(params.capsuleId, params.currency, params.payer, params.received, event);
}

export function handleCredited(event: Credited): void {
  addCredit(event.params.account, event.params.currency, event.params.amount, event);
}

export function handleCreditWithdrawn(event: CreditWithdrawn): void {
  withdrawCredit(event.params.account, event.params.currency, event.params.amount, event);
}

export function handleSalesOpened(event: SalesOpened): void {
  openSales(event.params.capsuleId, event.params.open);
}
