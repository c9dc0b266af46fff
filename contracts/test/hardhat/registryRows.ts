import { zeroAddress, zeroHash } from "viem";
import { baseRows, creatorOnly, forAll, type Matrix, managersOnly, pauseRows, restricted } from "./accessOutcomes.ts";
import type { EconomyScene } from "./economyScene.ts";
import { MANIFEST, type Protocol } from "./protocol.ts";

export function registryRows({ implementations, parties }: Protocol, scene: EconomyScene): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  const { capsuleId, derivation, seal } = scene;
  const parent = { capsuleId, licenseId: derivation.licenseId, relation: 0, ancestors: [] };
  const token = managersOnly("ERC721InsufficientApproval");
  return {
    ...baseRows(implementations.capsuleRegistry, [zeroAddress, 0, zeroHash], "initialize(address,uint16,bytes32)"),
    ...pauseRows,
    "register(bytes32,bytes32,bool,uint16)": { args: [MANIFEST, MANIFEST, true, 0], ...forAll("ok") },
    "registerDerivative(bytes32,bytes32,bool,uint16,(uint256,uint256,uint8,uint256[])[])": {
      args: [MANIFEST, MANIFEST, true, 0, [parent]],
      ...forAll("CapsuleRegistry_LicenseNotHeld", { creator: "ok", licensee: "ok" }),
    },
    "publishVersion(uint256,bytes32,bool,bytes[])": {
      args: [capsuleId, MANIFEST, true, []],
      ...managersOnly("CapsuleRegistry_NotAuthorized"),
    },
    "seal(uint256,bytes[])": { args: seal, ...forAll("ok") },
    "authorizeUsage(uint256,address)": {
      args: [capsuleId, creator],
      ...creatorOnly("UsageAuthorization_NotOwner"),
    },
    "revokeAuthorization(uint256,address)": {
      args: [capsuleId, scene.authorized],
      ...creatorOnly("UsageAuthorization_NotOwner"),
    },
    "setSuspended(uint256,bool)": { args: [capsuleId, true], ...forAll("CapsuleRegistry_NotDisputeCourt") },
    "setProtocolFee(uint16)": { args: [1], ...restricted },
    "setContractURI(bytes32)": { args: [MANIFEST], ...restricted },
    "approve(address,uint256)": { args: [stranger, capsuleId], ...managersOnly("ERC721InvalidApprover") },
    "setApprovalForAll(address,bool)": { args: [stranger, true], ...forAll("ok") },
    "transferFrom(address,address,uint256)": { args: [creator, stranger, capsuleId], ...token },
    "safeTransferFrom(address,address,uint256)": { args: [creator, stranger, capsuleId], ...token },
    "safeTransferFrom(address,address,uint256,bytes)": { args: [creator, stranger, capsuleId, "0x"], ...token },
  };
}
