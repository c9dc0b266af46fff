// Referral shares and refunds, which wait in the till for who is owed them.
import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { loadCredit, noteCreditChange } from "../store/credit";
import { countPayout } from "../store/statistics";

export function addCredit(account: Bytes, currency: Bytes, amount: BigInt, event: ethereum.Event): void {
  const credit = loadCredit(account, currency);
  credit.amount = credit.amount.plus(amount);
  credit.save();
  noteCreditChange(credit, amount, event);
}

export function withdrawCredit(account: Bytes, currency: Bytes, amount: BigInt, event: ethereum.Event): void {
  const credit = loadCredit(account, currency);
  credit.amount = credit.amount.minus(amount);
  credit.withdrawn = credit.withdrawn.plus(amount);
  credit.save();
  noteCreditChange(credit, amount.neg(), event);
  countPayout(credit.account, currency, amount);
}
