import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { KeeperBond, KeeperBondChange } from "../../generated/schema";
import { eventId } from "../id";
import { accountOf } from "./account";
import { stamp } from "./stamp";

export function loadKeeperBond(operator: Bytes): KeeperBond {
  const existing = KeeperBond.load(operator);
  if (existing != null) return existing;
  const bond = new KeeperBond(operator);
  bond.operator = accountOf(operator);
  bond.bond = BigInt.zero();
  bond.slashed = BigInt.zero();
  return bond;
}

/** A change that came to `bond` as it is now; the caller adds what else is known, and saves. */
export function createBondChange(
  kind: string,
  bond: KeeperBond,
  amount: BigInt,
  account: Bytes,
  event: ethereum.Event,
): KeeperBondChange {
  const change = new KeeperBondChange(eventId(event));
  stamp(change, event);
  change.bond = bond.id;
  change.kind = kind;
  change.amount = amount;
  change.account = accountOf(account);
  change.bondAfter = bond.bond;
  return change;
}
