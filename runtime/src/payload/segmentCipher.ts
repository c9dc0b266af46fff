import {
  ContentKeyInvalidError,
  PayloadAuthenticationError,
  PayloadHeaderError,
  PayloadTooLargeError,
} from "./errors.ts";
import { headerSize, NONCE_PREFIX_SIZE, type PayloadParameters } from "./layout.ts";

/**
 * Segments worked on at once. WebCrypto runs on a thread pool, so more than one uses several cores and hides the time
 * between two calls; memory grows with it, two segments each.
 */
export const SEGMENTS_UNDER_WAY = 4;

type SegmentKey = Awaited<ReturnType<typeof crypto.subtle.deriveKey>>;

/** Key and associated data of one payload. `info` binds it to its capsule and file index. */
export type PayloadKey = { key: Uint8Array; info: Uint8Array };

/** Encrypts and decrypts the segments of one payload. Both copy `data` before they return their promise. */
export type SegmentCipher = {
  seal(index: number, last: boolean, data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  open(index: number, last: boolean, data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
};

/** Derives the cipher of one payload from its header. */
export type SegmentCipherFactory = (header: Uint8Array<ArrayBuffer>) => Promise<SegmentCipher>;

/**
 * Takes over the content key: it is imported at once, so that the caller may wipe its copy when this returns.
 *
 * @throws ContentKeyInvalidError
 */
export function segmentCiphers({ key, info }: PayloadKey, parameters: PayloadParameters): SegmentCipherFactory {
  if (key.length !== parameters.keySize) throw new ContentKeyInvalidError(key.length, parameters.keySize);
  // Not `slice`: on a Node Buffer that would be the caller's own memory.
  const keyBytes = new Uint8Array(key);
  const infoBytes = new Uint8Array(info);
  const contentKey = crypto.subtle.importKey("raw", keyBytes, "HKDF", false, ["deriveKey"]);
  contentKey.catch(() => {}); // whoever derives from it sees the failure
  keyBytes.fill(0);
  return async (header) => {
    const salt = header.subarray(1, 1 + parameters.derivedKeySize);
    const segmentKey = await crypto.subtle.deriveKey(
      { name: "HKDF", hash: parameters.hkdfHash, salt, info: infoBytes },
      await contentKey,
      { name: "AES-GCM", length: parameters.derivedKeySize * 8 },
      false,
      ["encrypt", "decrypt"],
    );
    return aesGcmSegments(segmentKey, header.slice(-NONCE_PREFIX_SIZE), parameters);
  };
}

/**
 * A fresh header: its length in one byte, random salt, random nonce prefix.
 *
 * @param rng source of randomness, injectable for vectors
 */
export function createHeader(
  parameters: PayloadParameters,
  rng: (length: number) => Uint8Array = (length) => crypto.getRandomValues(new Uint8Array(length)),
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(headerSize(parameters));
  header[0] = header.length;
  header.set(rng(header.length - 1), 1);
  return header;
}

/** @throws PayloadHeaderError when the bytes do not start with the header's length. */
export function checkHeader(header: Uint8Array, parameters: PayloadParameters): void {
  const expected = headerSize(parameters);
  if (header[0] !== expected) throw new PayloadHeaderError(header[0] ?? -1, expected);
}

function aesGcmSegments(key: SegmentKey, noncePrefix: Uint8Array, parameters: PayloadParameters): SegmentCipher {
  const algorithm = (index: number, last: boolean) => ({
    name: "AES-GCM",
    iv: segmentNonce(noncePrefix, index, last, parameters.maxSegments),
    tagLength: 128,
  });
  return {
    async seal(index, last, data) {
      return new Uint8Array(await crypto.subtle.encrypt(algorithm(index, last), key, data));
    },
    async open(index, last, data) {
      const nonce = algorithm(index, last);
      try {
        return new Uint8Array(await crypto.subtle.decrypt(nonce, key, data));
      } catch (cause) {
        throw new PayloadAuthenticationError(index, cause);
      }
    },
  };
}

/** Nonce: prefix (7) ‖ counter (4, big endian) ‖ 1 for the last segment, else 0. */
function segmentNonce(prefix: Uint8Array, index: number, last: boolean, maxSegments: number): Uint8Array<ArrayBuffer> {
  if (index >= maxSegments) throw new PayloadTooLargeError(maxSegments);
  const nonce = new Uint8Array(NONCE_PREFIX_SIZE + 5);
  nonce.set(prefix);
  const view = new DataView(nonce.buffer);
  view.setUint32(NONCE_PREFIX_SIZE, index);
  view.setUint8(NONCE_PREFIX_SIZE + 4, last ? 1 : 0);
  return nonce;
}
