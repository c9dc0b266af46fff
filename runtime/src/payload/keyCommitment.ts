import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { ContentKeyInvalidError, KeyCommitmentMismatchError } from "./errors.ts";
import { AES256_GCM_HKDF_1MB } from "./layout.ts";

const DOMAIN = "capsule-protocol/key-commitment/v1";

/**
 * Commitment to a 32-byte content key: SHA-256("capsule-protocol/key-commitment/v1" ‖ key), 32 bytes.
 * AES-GCM alone commits to no key; with this, nobody can publish one ciphertext that opens differently under two keys.
 *
 * @throws ContentKeyInvalidError
 */
export function keyCommitment(key: Uint8Array): Uint8Array {
  const { keySize } = AES256_GCM_HKDF_1MB;
  if (key.length !== keySize) throw new ContentKeyInvalidError(key.length, keySize);
  const input = concatBytes(utf8ToBytes(DOMAIN), key);
  const commitment = sha256(input);
  input.fill(0);
  return commitment;
}

/**
 * Checks a content key against the commitment in the manifest, looking at every byte whatever the first ones are.
 *
 * @throws ContentKeyInvalidError, KeyCommitmentMismatchError
 */
export function checkKeyCommitment(key: Uint8Array, commitment: Uint8Array): void {
  const expected = keyCommitment(key);
  let difference = expected.length ^ commitment.length;
  for (const [position, byte] of expected.entries()) difference |= byte ^ (commitment[position] ?? 0);
  if (difference !== 0) throw new KeyCommitmentMismatchError();
}

/**
 * The key if it is the one that the manifest commits to, whoever it is from; any other is wiped.
 *
 * @throws ContentKeyInvalidError, KeyCommitmentMismatchError
 */
export function committedKey(key: Uint8Array, commitment: Uint8Array): Uint8Array {
  try {
    checkKeyCommitment(key, commitment);
    return key;
  } catch (error) {
    key.fill(0);
    throw error;
  }
}
