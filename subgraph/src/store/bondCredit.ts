import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { BondCredit } from "../../generated/schema";
import { pairId } from "../id";
import { accountOf } from "./account";
import { loadContract } from "./contract";

/** Adds to what an account can withdraw of bonds from the contract whose event is being handled. */
export function addBondCredit(contract: Bytes, account: Bytes, amount: BigInt): void {
  const credit = loadBondCredit(contract, account);
  credit.amount = credit.amount.plus(amount);
  credit.save();
}

export function withdrawBondCredit(contract: Bytes, account: Bytes, amount: BigInt): void {
  const credit = loadBondCredit(contract, account);
  credit.amount = credit.amount.minus(amount);
  credit.withdrawn = credit.withdrawn.plus(amount);
  credit.save();
}

function loadBondCredit(contract: Bytes, account: Bytes): BondCredit {
  const id = pairId(contract, account);
  const existing = BondCredit.load(id);
  if (existing != null) return existing;
  const credit = new BondCredit(id);
  credit.contract = loadContract(contract).id;
  credit.account = accountOf(account);
  credit.amount = BigInt.zero();
  credit.withdrawn = BigInt.zero();
  return credit;
}
