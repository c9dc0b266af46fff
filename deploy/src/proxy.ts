import { type Address, type Client, getAddress, type Hex, slice } from "viem";
import { getStorageAt } from "viem/actions";

/** keccak256("eip1967.proxy.implementation") - 1. Source: https://eips.ethereum.org/EIPS/eip-1967 */
export const IMPLEMENTATION_SLOT: Hex = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

/** Where a proxy's code is; the zero address for what is no proxy. */
export async function implementationOf(client: Client, proxy: Address): Promise<Address> {
  const word = await getStorageAt(client, { address: proxy, slot: IMPLEMENTATION_SLOT });
  return getAddress(slice(word ?? `0x${"00".repeat(32)}`, -20));
}
