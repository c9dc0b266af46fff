import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Credit, CreditChange } from "../../generated/schema";
import { eventId, pairId } from "../id";
import { accountOf } from "./account";
import { stamp } from "./stamp";

export function loadCredit(account: Bytes, currency: Bytes): Credit {
  const id = pairId(account, currency);
  const existing = Credit.load(id);
  if (existing != null) return existing;
  const credit = new Credit(id);
  credit.account = accountOf(account);
  credit.currency = currency;
  credit.amount = BigInt.zero();
  credit.withdrawn = BigInt.zero();
  return credit;
}

export function noteCreditChange(credit: Credit, amount: BigInt, event: ethereum.Event): void {
  const change = new CreditChange(eventId(event));
  stamp(change, event);
  change.account = credit.account;
  change.currency = credit.currency;
  change.amount = amount;
  change.amountAfter = credit.amount;
  change.save();
}
