import { type Address, encodeAbiParameters, type Hex, keccak256, parseAbiParameters } from "viem";
import type { RoundBinding } from "./allocationTree.ts";

const COMMITMENT = /*#__PURE__*/ parseAbiParameters("uint256, address, uint256, uint256, address, bytes32, bytes32");

/**
 * What a contributor commits to before anyone may see its update (`commitUpdate`): worth nothing to another account, in
 * another round, on another contract or chain.
 *
 * @param update `updateDigest`: SHA-256 of one raw IPFS block; `salt`: 32 random bytes, to be kept for `revealUpdate`.
 */
export function computeCommitment(
  { chainId, trainingPool, capsuleId, roundId }: RoundBinding,
  { contributor, updateDigest, salt }: { contributor: Address; updateDigest: Hex; salt: Hex },
): Hex {
  return keccak256(
    encodeAbiParameters(COMMITMENT, [
      BigInt(chainId),
      trainingPool,
      capsuleId,
      roundId,
      contributor,
      updateDigest,
      salt,
    ]),
  );
}
