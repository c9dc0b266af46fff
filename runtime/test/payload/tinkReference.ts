/**
 * A second implementation of AES-GCM-HKDF streaming, written from Tink's specification alone and on `node:crypto`
 * alone; it shares nothing with the runtime. Whole messages in memory.
 * https://developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming
 */
import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

export type TinkKey = {
  keyValue: Uint8Array;
  derivedKeySize: 16 | 32;
  hkdfHash: "sha1" | "sha256" | "sha512";
  ciphertextSegmentSize: number;
};

/** Encrypt(Msg, AssociatedData) with the salt and nonce prefix given. */
export function tinkEncrypt(
  key: TinkKey,
  message: Uint8Array,
  associatedData: Uint8Array,
  salt: Uint8Array,
  noncePrefix: Uint8Array,
): Buffer {
  const headerLength = 1 + salt.length + noncePrefix.length;
  const segments = splitMessage(message, key.ciphertextSegmentSize, headerLength);
  const derivedKey = deriveKey(key, salt, associatedData);
  const output: Uint8Array[] = [Uint8Array.of(headerLength), salt, noncePrefix];
  segments.forEach((segment, i) => {
    const iv = nonce(noncePrefix, i, i === segments.length - 1);
    const cipher = createCipheriv(algorithm(key), derivedKey, iv, { authTagLength: 16 });
    output.push(cipher.update(segment), cipher.final(), cipher.getAuthTag());
  });
  return Buffer.concat(output);
}

/** Decrypt(Ciphertext, AssociatedData); throws on anything that is not authentic. */
export function tinkDecrypt(key: TinkKey, ciphertext: Uint8Array, associatedData: Uint8Array): Buffer {
  const headerLength = 1 + key.derivedKeySize + 7;
  if (ciphertext.length < headerLength + 16 || ciphertext[0] !== headerLength) throw new Error("header");
  const salt = ciphertext.subarray(1, 1 + key.derivedKeySize);
  const noncePrefix = ciphertext.subarray(1 + key.derivedKeySize, headerLength);
  const derivedKey = deriveKey(key, salt, associatedData);
  const output: Buffer[] = [];
  let position = headerLength;
  for (let i = 0; ; i++) {
    const end = Math.min((i + 1) * key.ciphertextSegmentSize, ciphertext.length);
    const segment = ciphertext.subarray(position, end);
    const last = end === ciphertext.length;
    const decipher = createDecipheriv(algorithm(key), derivedKey, nonce(noncePrefix, i, last), { authTagLength: 16 });
    decipher.setAuthTag(segment.subarray(-16));
    output.push(Buffer.concat([decipher.update(segment.subarray(0, -16)), decipher.final()]));
    position = end;
    if (last) return Buffer.concat(output);
  }
}

/** M_0 leaves room for the header; only an empty message has an empty segment. */
function splitMessage(message: Uint8Array, segmentSize: number, headerLength: number): Uint8Array[] {
  const firstLength = Math.min(message.length, segmentSize - headerLength - 16);
  const segments = [message.subarray(0, firstLength)];
  for (let start = firstLength; start < message.length; start += segmentSize - 16) {
    segments.push(message.subarray(start, start + segmentSize - 16));
  }
  return segments;
}

function deriveKey(key: TinkKey, salt: Uint8Array, associatedData: Uint8Array): Buffer {
  return Buffer.from(hkdfSync(key.hkdfHash, key.keyValue, salt, associatedData, key.derivedKeySize));
}

function nonce(prefix: Uint8Array, segment: number, last: boolean): Buffer {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(segment);
  return Buffer.concat([prefix, counter, Buffer.from([last ? 1 : 0])]);
}

const algorithm = (key: TinkKey) => (key.derivedKeySize === 16 ? "aes-128-gcm" : "aes-256-gcm");
