import { type Address, type Hex, InvalidAddressError, isAddress, numberToHex } from "viem";

/** A capsule's id as the subgraph writes it. */
export function capsuleKey(capsuleId: bigint): Hex {
  return numberToHex(capsuleId, { size: 32 });
}

/**
 * An account's id as the subgraph writes it: in any other case, nothing would be found.
 *
 * @throws viem's InvalidAddressError.
 */
export function accountKey(account: Address): Address {
  if (!isAddress(account, { strict: false })) throw new InvalidAddressError({ address: account });
  return account.toLowerCase() as Address;
}
