import { type Address, encodeAbiParameters, type Hex, hexToBytes, isAddress, isHex, keccak256, size } from "viem";
import { InvalidCapsuleBindingError } from "./errors/capsuleBinding.ts";

/**
 * What a capsule's ciphertext and key are bound to. Known before registration, because the id is computed from the
 * creator and a salt, so nothing has to be encrypted again afterwards.
 */
export type CapsuleBinding = { chainId: number; registry: Address; capsuleId: bigint };

const MAX_UINT256 = 2n ** 256n - 1n;
const BINDING_ABI = [{ type: "uint256" }, { type: "address" }, { type: "uint256" }] as const;

/**
 * Label of the capsule's key header (TDH2): `abi.encode(uint256 chainId, address registry, uint256 capsuleId)`.
 *
 * @returns 96 bytes.
 * @throws InvalidCapsuleBindingError when a value is outside its ABI type.
 */
export function capsuleLabel(binding: CapsuleBinding): Uint8Array {
  checkBinding(binding);
  return hexToBytes(encodeAbiParameters(BINDING_ABI, [BigInt(binding.chainId), binding.registry, binding.capsuleId]));
}

/**
 * HKDF `info` of one encrypted file: `abi.encode(uint256 chainId, address registry, uint256 capsuleId, uint256 fileIndex)`.
 *
 * @param fileIndex position of the file in the manifest, from 0.
 * @returns 128 bytes.
 * @throws InvalidCapsuleBindingError when a value is outside its ABI type.
 */
export function payloadInfo(binding: CapsuleBinding, fileIndex: number): Uint8Array {
  checkBinding(binding);
  checkInteger("fileIndex", fileIndex, 0);
  return hexToBytes(
    encodeAbiParameters(
      [...BINDING_ABI, { type: "uint256" }],
      [BigInt(binding.chainId), binding.registry, binding.capsuleId, BigInt(fileIndex)],
    ),
  );
}

/**
 * The id that CapsuleRegistry gives to a capsule:
 * `uint256(keccak256(abi.encode(chainId, registry, creator, salt)))`.
 *
 * @param parameters `salt` is 32 bytes, chosen by the creator.
 * @throws InvalidCapsuleBindingError when a value is outside its ABI type.
 */
export function computeCapsuleId(parameters: {
  chainId: number;
  registry: Address;
  creator: Address;
  salt: Hex;
}): bigint {
  const { chainId, registry, creator, salt } = parameters;
  checkInteger("chainId", chainId, 1);
  checkAddress("registry", registry);
  checkAddress("creator", creator);
  if (!isHex(salt) || size(salt) !== 32) throw new InvalidCapsuleBindingError("salt", salt, "32 bytes of hex");
  const encoded = encodeAbiParameters(
    [{ type: "uint256" }, { type: "address" }, { type: "address" }, { type: "bytes32" }],
    [BigInt(chainId), registry, creator, salt],
  );
  return BigInt(keccak256(encoded));
}

function checkBinding({ chainId, registry, capsuleId }: CapsuleBinding): void {
  checkInteger("chainId", chainId, 1);
  checkAddress("registry", registry);
  if (typeof capsuleId !== "bigint" || capsuleId < 0n || capsuleId > MAX_UINT256) {
    throw new InvalidCapsuleBindingError("capsuleId", capsuleId, "a bigint from 0 to 2^256 - 1");
  }
}

function checkInteger(field: string, value: number, minimum: number): void {
  if (!Number.isSafeInteger(value) || value < minimum) {
    throw new InvalidCapsuleBindingError(field, value, `a safe integer of at least ${minimum}`);
  }
}

function checkAddress(field: string, value: Address): void {
  if (!isAddress(value)) throw new InvalidCapsuleBindingError(field, value, "an address (20 bytes, valid checksum)");
}
