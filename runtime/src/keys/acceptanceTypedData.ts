import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import type { KeeperSet } from "./keeperSet.ts";

const ACCEPTANCE_TYPES = {
  EpochAcceptance: [
    { name: "epoch", type: "uint256" },
    { name: "threshold", type: "uint16" },
    { name: "groupKey", type: "bytes32" },
    { name: "keepersHash", type: "bytes32" },
  ],
} as const;

const KEEPERS = [
  {
    type: "tuple[]",
    components: [
      { name: "operator", type: "address" },
      { name: "transportKey", type: "bytes32" },
      { name: "verificationShare", type: "bytes32" },
      { name: "url", type: "string" },
    ],
  },
] as const;

/** A new keeper's word that it holds its share of a set, as KeeperRegistry verifies it in `rotate` (EIP-712). */
export function acceptanceTypedData(domain: { chainId: number; keeperRegistry: Address }, set: KeeperSet) {
  const { epoch, threshold, groupKey, keepers } = set;
  const keepersHash: Hex = keccak256(encodeAbiParameters(KEEPERS, [keepers]));
  return {
    domain: {
      name: "Capsule Keys",
      version: "1",
      chainId: domain.chainId,
      verifyingContract: domain.keeperRegistry,
    },
    types: ACCEPTANCE_TYPES,
    primaryType: "EpochAcceptance",
    message: { epoch, threshold, groupKey, keepersHash },
  } as const;
}
