import type { Address, Hex } from "viem";

const SEAL_TYPES = {
  Seal: [
    { name: "capsuleId", type: "uint256" },
    { name: "version", type: "uint256" },
    { name: "manifestDigest", type: "bytes32" },
    { name: "epoch", type: "uint256" },
  ],
} as const;

/** A keeper's word that it can open version `version` of a capsule, as CapsuleRegistry verifies it (EIP-712). */
export function sealTypedData(
  domain: { chainId: number; registry: Address },
  message: { capsuleId: bigint; version: bigint; manifestDigest: Hex; epoch: bigint },
) {
  return {
    domain: {
      name: "Capsule Registry",
      version: "1",
      chainId: domain.chainId,
      verifyingContract: domain.registry,
    },
    types: SEAL_TYPES,
    primaryType: "Seal",
    message,
  } as const;
}
