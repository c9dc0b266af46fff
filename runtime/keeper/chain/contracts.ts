import { parseAbi } from "viem";

/** What a keeper reads of the protocol's contracts. */
export const capsuleRegistryAbi = parseAbi([
  "struct Capsule { address owner; uint64 version; bytes32 manifestDigest; bool encrypted; bool isSealed; bool suspended; uint16 feeBps; uint16 royaltyBps; }",
  "function capsuleOf(uint256 capsuleId) view returns (Capsule)",
  "error CapsuleRegistry_UnknownCapsule(uint256 capsuleId)",
]);

export const accessTokenAbi = parseAbi([
  "function licenseStatus(uint256 licenseId, address account) view returns (uint256 capsuleId, uint16 rights, uint64 expiresAt, uint32 runs, bool valid)",
  "function sessionExpiry(address account, address device) view returns (uint64)",
]);
