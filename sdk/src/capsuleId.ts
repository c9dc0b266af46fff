import { type Hex, numberToHex } from "viem";

/**
 * A capsule's id as people compare it and the subgraph writes it: ids are hashes, 32 bytes in hexadecimal.
 *
 * @throws viem's IntegerOutOfRangeError for a number that is no uint256.
 */
export function capsuleIdToHex(capsuleId: bigint): Hex {
  return numberToHex(capsuleId, { size: 32 });
}
