import type { Hex } from "viem";

/** A capsule's id as people compare it: ids are hashes, 32 bytes in hexadecimal. */
export function idHex(capsuleId: bigint): Hex {
  return `0x${capsuleId.toString(16).padStart(64, "0")}`;
}
