// Licenses: sale, trial, renewal, transfer, end.
import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { License, LicenseTransfer, Offer, Renewal, Revocation, Sale, Trial } from "../../generated/schema";
import { eventId, eventPartId, numberId } from "../id";
import { accountOf, accountOrNull } from "../store/account";
import { loadCapsule } from "../store/capsule";
import { partOf } from "../store/income";
import { createLicenses, endOf, loadLicense, loadLicenseHolding, loadOffer, offerOf } from "../store/license";
import { loadProtocol } from "../store/protocol";
import { stamp } from "../store/stamp";
import { receiveIncome } from "./income";

/** Who took part in a sale, and what it was of. */
export class SaleOrder {
  constructor(
    public offerId: BigInt,
    public capsuleId: BigInt,
    public buyer: Address,
    public recipient: Address,
    public referrer: Address,
    public licenseId: BigInt,
    public quantity: BigInt,
    public paid: BigInt,
    public received: BigInt,
    public expiresAt: BigInt,
  ) {}
}

export function sell(order: SaleOrder, event: ethereum.Event): void {
  const offer = loadOffer(order.offerId);
  createLicenses(offer, order.licenseId, order.quantity, order.expiresAt, event.block.timestamp);
  const share = referralShare(offer, order);
  noteSale(offer, order, share, event);
  offer.sold = offer.sold.plus(order.quantity);
  offer.save();
  const capsule = loadCapsule(order.capsuleId);
  capsule.licensesSold = capsule.licensesSold.plus(order.quantity);
  capsule.save();
  const protocol = loadProtocol();
  protocol.licenseCount = protocol.licenseCount.plus(order.quantity);
  protocol.save();
  const flow = receiveIncome("SALE", capsule, offer.currency, order.received.minus(share), order.quantity, event);
  flow.account = order.buyer;
  flow.license = numberId(order.licenseId);
  flow.save();
}

/** As the contract works it out: of what the till received, rounded down. */
function referralShare(offer: Offer, order: SaleOrder): BigInt {
  return order.referrer.equals(Address.zero()) ? BigInt.zero() : partOf(order.received, offer.referralBps);
}

function noteSale(offer: Offer, order: SaleOrder, share: BigInt, event: ethereum.Event): void {
  const sale = new Sale(eventId(event));
  stamp(sale, event);
  sale.offer = offer.id;
  sale.capsule = offer.capsule;
  sale.buyer = accountOf(order.buyer);
  sale.recipient = accountOf(order.recipient);
  sale.referrer = accountOrNull(order.referrer);
  sale.license = numberId(order.licenseId);
  sale.quantity = order.quantity;
  sale.currency = offer.currency;
  sale.paid = order.paid;
  sale.received = order.received;
  sale.referralShare = share;
  sale.expiresAt = endOf(order.expiresAt);
  sale.save();
}

export function startTrial(
  offerId: BigInt,
  account: Address,
  licenseId: BigInt,
  expiresAt: BigInt,
  event: ethereum.Event,
): void {
  const offer = loadOffer(offerId);
  createLicenses(offer, licenseId, BigInt.fromI32(1), expiresAt, event.block.timestamp);
  const license = loadLicense(licenseId);
  license.isTrial = true;
  license.save();
  const trial = new Trial(eventId(event));
  stamp(trial, event);
  trial.offer = offer.id;
  trial.capsule = offer.capsule;
  trial.account = accountOf(account);
  trial.license = license.id;
  trial.expiresAt = expiresAt;
  trial.save();
}

/** What was paid for a renewal. */
export class RenewalPayment {
  constructor(
    public payer: Address,
    public paid: BigInt,
    public received: BigInt,
    public expiresAt: BigInt,
  ) {}
}

export function renew(licenseId: BigInt, capsuleId: BigInt, payment: RenewalPayment, event: ethereum.Event): void {
  const license = loadLicense(licenseId);
  const offer = offerOf(licenseId);
  license.expiresAt = endOf(payment.expiresAt);
  license.runs = license.runs.plus(offer.runs);
  license.isTrial = false;
  license.save();
  const renewal = new Renewal(eventId(event));
  stamp(renewal, event);
  renewal.license = license.id;
  renewal.capsule = license.capsule;
  renewal.payer = accountOf(payment.payer);
  renewal.currency = offer.currency;
  renewal.paid = payment.paid;
  renewal.received = payment.received;
  renewal.expiresAt = license.expiresAt;
  renewal.save();
  const capsule = loadCapsule(capsuleId);
  const flow = receiveIncome("RENEWAL", capsule, offer.currency, payment.received, BigInt.zero(), event);
  flow.account = payment.payer;
  flow.license = license.id;
  flow.save();
}

export function setAutoRenewal(licenseId: BigInt, account: Address, enabled: boolean): void {
  const license = loadLicense(licenseId);
  license.autoRenewal = enabled ? accountOf(account) : null;
  license.save();
}

export function revoke(licenseId: BigInt, holder: Address, refund: BigInt, event: ethereum.Event): void {
  const license = loadLicense(licenseId);
  license.revoked = true;
  license.autoRenewal = null;
  license.save();
  const revocation = new Revocation(eventId(event));
  stamp(revocation, event);
  revocation.license = license.id;
  revocation.capsule = license.capsule;
  revocation.holder = accountOf(holder);
  revocation.currency = offerOf(licenseId).currency;
  revocation.refund = refund;
  revocation.save();
}

/** One of the licenses that a transfer moved; `part` is its place in the batch. */
export function moveLicense(
  from: Address,
  to: Address,
  licenseId: BigInt,
  amount: BigInt,
  event: ethereum.Event,
  part: i32,
): void {
  // A transfer of nothing may name a license that never was.
  if (amount.isZero()) return;
  const license = loadLicense(licenseId);
  if (!from.equals(Address.zero())) addBalance(license, from, amount.neg());
  if (!to.equals(Address.zero())) addBalance(license, to, amount);
  if (!license.serial.isZero()) {
    license.holder = accountOrNull(to);
    license.save();
  }
  if (from.equals(Address.zero()) || to.equals(Address.zero())) return;
  const transfer = new LicenseTransfer(eventPartId(event, part));
  stamp(transfer, event);
  transfer.license = license.id;
  transfer.from = from;
  transfer.to = to;
  transfer.amount = amount;
  transfer.save();
}

function addBalance(license: License, account: Bytes, amount: BigInt): void {
  const holding = loadLicenseHolding(license, account);
  holding.balance = holding.balance.plus(amount);
  holding.save();
}
