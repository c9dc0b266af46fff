import { type Address, type Client, decodeFunctionData, getAddress, type Hex, parseAbi, slice } from "viem";
import { getStorageAt, readContract } from "viem/actions";

/** keccak256("eip1967.proxy.implementation") - 1. Source: https://eips.ethereum.org/EIPS/eip-1967 */
export const IMPLEMENTATION_SLOT: Hex = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

/** What every proxy of the protocol is upgraded by. */
export const upgradeAbi = parseAbi(["function upgradeToAndCall(address newImplementation, bytes data) payable"]);
const versionAbi = parseAbi(["function version() view returns (string)"]);

/**
 * Where a proxy's code is; the zero address for what is no proxy.
 *
 * @param blockNumber after which; the latest block when left out.
 */
export async function implementationOf(client: Client, proxy: Address, blockNumber?: bigint): Promise<Address> {
  const word = await getStorageAt(client, { address: proxy, slot: IMPLEMENTATION_SLOT, blockNumber });
  return getAddress(slice(word ?? `0x${"00".repeat(32)}`, -20));
}

/** The implementation that a call gives a proxy; undefined for any other call. */
export function installedBy(data: Hex): Address | undefined {
  try {
    return decodeFunctionData({ abi: upgradeAbi, data }).args[0];
  } catch {
    return undefined;
  }
}

/** As the implementation itself says. */
export function versionOf(client: Client, implementation: Address): Promise<string> {
  return readContract(client, { address: implementation, abi: versionAbi, functionName: "version" });
}
