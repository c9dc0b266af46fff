import { PayloadSizeError, PayloadTooLargeError } from "./errors.ts";

/**
 * Parameters of the AES-GCM-HKDF streaming scheme as Tink publishes it
 * (https://developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming).
 */
export type PayloadParameters = {
  /** Bytes of the content key. */
  keySize: number;
  /** Bytes of the key derived per payload, and of the salt. */
  derivedKeySize: 16 | 32;
  hkdfHash: "SHA-1" | "SHA-256" | "SHA-512";
  /** Bytes of a ciphertext segment; the first one includes the header. */
  segmentSize: number;
  /** Segments that the counter may number; 2³² is all that four bytes hold. */
  maxSegments: number;
};

/** The only parameters that capsules use. Others exist to check the code against published vectors. */
export const AES256_GCM_HKDF_1MB: Readonly<PayloadParameters> = Object.freeze({
  keySize: 32,
  derivedKeySize: 32,
  hkdfHash: "SHA-256",
  segmentSize: 1_048_576,
  maxSegments: 2 ** 32,
});

export const TAG_SIZE = 16;
export const NONCE_PREFIX_SIZE = 7;

/** Header: one byte with its own length, the salt, the nonce prefix. */
export function headerSize(parameters: PayloadParameters): number {
  return 1 + parameters.derivedKeySize + NONCE_PREFIX_SIZE;
}

/** Plaintext bytes of a full segment; the first one holds `headerSize` fewer. */
export function plaintextPerSegment(parameters: PayloadParameters): number {
  return parameters.segmentSize - TAG_SIZE;
}

/**
 * Stored size of a payload of `size` plaintext bytes.
 *
 * @throws PayloadSizeError for a negative or fractional size, PayloadTooLargeError past the segment counter.
 */
export function encryptedSize(size: number, parameters: PayloadParameters = AES256_GCM_HKDF_1MB): number {
  if (!Number.isSafeInteger(size) || size < 0) throw new PayloadSizeError(size);
  const header = headerSize(parameters);
  const segments = Math.max(1, Math.ceil((size + header) / plaintextPerSegment(parameters)));
  if (segments > parameters.maxSegments) throw new PayloadTooLargeError(parameters.maxSegments);
  return header + size + segments * TAG_SIZE;
}

/** Number of segments of a stored payload of `size` bytes. */
export function segmentCount(size: number, parameters: PayloadParameters): number {
  return Math.max(1, Math.ceil(size / parameters.segmentSize));
}

/**
 * Plaintext size of a stored payload of `size` bytes. It is only a claim until the last segment was authenticated.
 *
 * @throws PayloadSizeError when no payload can have this size, PayloadTooLargeError past the segment counter.
 */
export function plaintextSize(size: number, parameters: PayloadParameters = AES256_GCM_HKDF_1MB): number {
  const header = headerSize(parameters);
  if (!Number.isSafeInteger(size) || size < header + TAG_SIZE) throw new PayloadSizeError(size);
  const segments = segmentCount(size, parameters);
  if (segments > parameters.maxSegments) throw new PayloadTooLargeError(parameters.maxSegments);
  const lastSegment = size - (segments - 1) * parameters.segmentSize;
  // Only an empty file has an empty segment, so that every plaintext has exactly one stored size.
  if (segments > 1 && lastSegment <= TAG_SIZE) throw new PayloadSizeError(size);
  return size - header - segments * TAG_SIZE;
}
