// Money: what capsules earn, what ancestors collect, what is paid out.
import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { AcceptedCurrency, Capsule, CapsuleIncome, Contract, Flow } from "../../generated/schema";
import { numberId, pairId } from "../id";
import { accountOf } from "../store/account";
import { loadCapsule } from "../store/capsule";
import { createFlow } from "../store/flow";
import { loadIncome, saveIncome, scaled, settleOwner } from "../store/income";
import { loadDebtPayment } from "../store/lineage";
import { loadProtocolIncome } from "../store/protocol";
import { loadHolding, loadPayee, settledLedger } from "../store/shares";
import { countIncome, countPayout, countRoyalty } from "../store/statistics";

/** Counts direct income; the caller completes and saves the flow. */
export function receiveIncome(
  kind: string,
  capsule: Capsule,
  currency: Bytes,
  amount: BigInt,
  licenses: BigInt,
  event: ethereum.Event,
): Flow {
  const income = loadIncome(capsule, currency);
  income.direct = income.direct.plus(amount);
  saveIncome(income, capsule);
  const total = loadProtocolIncome(currency);
  total.direct = total.direct.plus(amount);
  total.save();
  countIncome(capsule, currency, amount, licenses);
  return createFlow(kind, income, amount, event);
}

/** A payment that is no sale: the inbox and the market send royalties, everybody else a tip. */
export function receiveTip(
  tokenId: BigInt,
  currency: Bytes,
  payer: Bytes,
  amount: BigInt,
  event: ethereum.Event,
): void {
  const capsule = loadCapsule(tokenId);
  const flow = receiveIncome(kindOfTip(capsule, payer), capsule, currency, amount, BigInt.zero(), event);
  flow.account = accountOf(payer);
  flow.save();
}

function kindOfTip(capsule: Capsule, payer: Bytes): string {
  const inbox = capsule.inbox;
  if (inbox !== null && inbox.equals(payer)) return "SWEEP";
  const contract = Contract.load(payer);
  return contract != null && contract.name == "Market" ? "RESALE" : "TIP";
}

export function noteInbox(tokenId: BigInt, inbox: Bytes): void {
  const capsule = loadCapsule(tokenId);
  capsule.inbox = inbox;
  capsule.save();
}

export function acceptCurrency(tokenId: BigInt, currency: Bytes, event: ethereum.Event): void {
  const capsuleId = numberId(tokenId);
  const accepted = new AcceptedCurrency(pairId(capsuleId, currency));
  accepted.capsule = capsuleId;
  accepted.currency = currency;
  accepted.timestamp = event.block.timestamp;
  accepted.save();
}

/** What an ancestor collected of a child's income, by policy. */
export class Collection {
  constructor(
    public childId: BigInt,
    public ancestorId: BigInt,
    public currency: Bytes,
    public absolute: BigInt,
    public relative: BigInt,
  ) {}

  total(): BigInt {
    return this.absolute.plus(this.relative);
  }
}

export function collect(collection: Collection, event: ethereum.Event): void {
  const child = loadCapsule(collection.childId);
  const ancestor = loadCapsule(collection.ancestorId);
  const payment = loadDebtPayment(child.id, ancestor.id, collection.currency);
  payment.absolute = payment.absolute.plus(collection.absolute);
  payment.relative = payment.relative.plus(collection.relative);
  payment.save();
  handOver(child, ancestor, collection, event);
  pull(ancestor, child, collection, event);
  const total = loadProtocolIncome(collection.currency);
  total.collected = total.collected.plus(collection.total());
  total.save();
}

function handOver(child: Capsule, ancestor: Capsule, collection: Collection, event: ethereum.Event): void {
  const income = loadIncome(child, collection.currency);
  income.handedOver = income.handedOver.plus(collection.total());
  saveIncome(income, child);
  const flow = createFlow("HANDED_OVER", income, collection.total(), event, 0);
  flow.counterpart = ancestor.id;
  flow.save();
}

function pull(ancestor: Capsule, child: Capsule, collection: Collection, event: ethereum.Event): void {
  const income = loadIncome(ancestor, collection.currency);
  income.pulledAbsolute = income.pulledAbsolute.plus(collection.absolute);
  income.pulledRelative = income.pulledRelative.plus(collection.relative);
  saveIncome(income, ancestor);
  const flow = createFlow("PULLED", income, collection.total(), event, 1);
  flow.counterpart = child.id;
  flow.save();
  countRoyalty(ancestor, collection.currency, collection.total());
}

/** Who was paid what for a capsule. */
export class Payment {
  constructor(
    public tokenId: BigInt,
    public currency: Bytes,
    public account: Bytes,
    public recipient: Bytes,
    public amount: BigInt,
  ) {}
}

/** Pays out of the owner's ledger or out of that of the account's units. */
export function claim(payment: Payment, ofOwner: boolean, event: ethereum.Event): void {
  const capsule = loadCapsule(payment.tokenId);
  const income = loadIncome(capsule, payment.currency);
  if (ofOwner) takeFromOwner(income, capsule, payment.amount);
  else takeFromUnits(income, capsule, payment);
  income.claimed = income.claimed.plus(payment.amount);
  saveIncome(income, capsule);
  const total = loadProtocolIncome(payment.currency);
  total.claimed = total.claimed.plus(payment.amount);
  total.save();
  const payee = loadPayee(income, payment.account);
  payee.claimed = payee.claimed.plus(payment.amount);
  if (ofOwner) payee.claimedAsOwner = payee.claimedAsOwner.plus(payment.amount);
  payee.save();
  const flow = createFlow(ofOwner ? "OWNER_CLAIM" : "CLAIM", income, payment.amount, event);
  flow.account = payee.account;
  flow.recipient = payment.recipient;
  flow.accountClaimedAfter = payee.claimed;
  flow.save();
  countPayout(payee.account, payment.currency, payment.amount);
}

function takeFromOwner(income: CapsuleIncome, capsule: Capsule, amount: BigInt): void {
  settleOwner(income, capsule);
  income.ownerAccrued = income.ownerAccrued.minus(scaled(amount));
  income.ownerClaimed = income.ownerClaimed.plus(amount);
}

function takeFromUnits(income: CapsuleIncome, capsule: Capsule, payment: Payment): void {
  const ledger = settledLedger(loadHolding(capsule, payment.account), income);
  ledger.accrued = ledger.accrued.minus(scaled(payment.amount));
  ledger.save();
}

/** A recipient refused: nothing moved, and it keeps its claim. */
export function refuse(payment: Payment, event: ethereum.Event): void {
  const capsule = loadCapsule(payment.tokenId);
  const flow = createFlow("REFUSED", loadIncome(capsule, payment.currency), payment.amount, event);
  flow.account = accountOf(payment.account);
  flow.save();
}

export function collectFee(payment: Payment, event: ethereum.Event): void {
  const capsule = loadCapsule(payment.tokenId);
  const income = loadIncome(capsule, payment.currency);
  income.feeCollected = income.feeCollected.plus(payment.amount);
  saveIncome(income, capsule);
  const total = loadProtocolIncome(payment.currency);
  total.feeCollected = total.feeCollected.plus(payment.amount);
  total.save();
  const flow = createFlow("FEE", income, payment.amount, event);
  flow.account = accountOf(payment.account);
  flow.recipient = payment.recipient;
  flow.save();
}
