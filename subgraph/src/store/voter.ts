import { Address, BigInt, Bytes } from "@graphprotocol/graph-ts";
import { Voter } from "../../generated/schema";
import { accountOf } from "./account";

export function loadVoter(account: Bytes): Voter {
  const existing = Voter.load(account);
  if (existing != null) return existing;
  const voter = new Voter(account);
  voter.account = accountOf(account);
  voter.balance = BigInt.zero();
  voter.votes = BigInt.zero();
  voter.voteCount = 0;
  return voter;
}

/** The zero address holds nothing: tokens come from it and go to it. */
export function addTokens(account: Address, amount: BigInt): void {
  if (account.equals(Address.zero())) return;
  const voter = loadVoter(account);
  voter.balance = voter.balance.plus(amount);
  voter.save();
}
