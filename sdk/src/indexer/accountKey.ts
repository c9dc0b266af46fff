import { type Address, InvalidAddressError, isAddress } from "viem";

/**
 * An account's id as the subgraph writes it: in any other case, nothing would be found.
 *
 * @throws viem's InvalidAddressError.
 */
export function accountKey(account: Address): Address {
  if (!isAddress(account, { strict: false })) throw new InvalidAddressError({ address: account });
  return account.toLowerCase() as Address;
}
