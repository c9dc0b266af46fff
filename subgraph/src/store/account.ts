import { Address, Bytes } from "@graphprotocol/graph-ts";
import { Account } from "../../generated/schema";

/** Id of an account, which is made when it is first seen. */
export function accountOf(address: Bytes): Bytes {
  if (Account.load(address) == null) new Account(address).save();
  return address;
}

/** The same, or null for the zero address. */
export function accountOrNull(address: Address): Bytes | null {
  return address.equals(Address.zero()) ? null : accountOf(address);
}
