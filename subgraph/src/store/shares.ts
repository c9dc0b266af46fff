import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { Capsule, CapsuleIncome, Payee, ShareHolding, ShareLedger } from "../../generated/schema";
import { pairId, tripleId } from "../id";
import { accountOf } from "./account";
import { accruedUpTo } from "./income";

export function loadHolding(capsule: Capsule, account: Bytes): ShareHolding {
  const id = pairId(capsule.id, account);
  const existing = ShareHolding.load(id);
  if (existing != null) return existing;
  const holding = new ShareHolding(id);
  holding.capsule = capsule.id;
  holding.account = accountOf(account);
  holding.units = 0;
  return holding;
}

/** The ledger of a holding in one currency, settled: what its units earned so far stands in `accrued`. */
export function settledLedger(holding: ShareHolding, income: CapsuleIncome): ShareLedger {
  const id = tripleId(holding.capsule, holding.account, income.currency);
  const existing = ShareLedger.load(id);
  const ledger = existing == null ? new ShareLedger(id) : existing;
  if (existing == null) {
    ledger.holding = holding.id;
    ledger.income = income.id;
    ledger.account = holding.account;
    ledger.currency = income.currency;
    ledger.checkpoint = BigInt.zero();
    ledger.accrued = BigInt.zero();
  }
  ledger.accrued = accruedUpTo(income.net, ledger.checkpoint, ledger.accrued, holding.units);
  ledger.checkpoint = income.net;
  return ledger;
}

export function loadPayee(income: CapsuleIncome, account: Bytes): Payee {
  const id = tripleId(income.capsule, account, income.currency);
  const existing = Payee.load(id);
  if (existing != null) return existing;
  const payee = new Payee(id);
  payee.capsule = income.capsule;
  payee.account = accountOf(account);
  payee.currency = income.currency;
  payee.claimed = BigInt.zero();
  payee.claimedAsOwner = BigInt.zero();
  return payee;
}
