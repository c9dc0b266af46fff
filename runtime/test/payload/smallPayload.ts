import { AES256_GCM_HKDF_1MB, decryptStream, encryptStream, type PayloadParameters } from "../../src/payload/index.ts";
import { seededBytes } from "../vectors/seededBytes.ts";
import { collect, drain, streamOf } from "./byteStreams.ts";

/** Segments of 64 bytes: 8 bytes of plaintext in the first, 48 in each other. */
export const SMALL: PayloadParameters = { ...AES256_GCM_HKDF_1MB, segmentSize: 64 };
export const FIRST = 8;
export const OTHER = 48;

const bytes = seededBytes("small payload");
export const KEY = bytes(32);
export const INFO = bytes(128);

/** Plaintext of `length` bytes in which no two segments are alike. */
export const plaintextOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i * 7 + (i >> 8) + 1);

export function encrypt(
  plaintext: Uint8Array,
  options: { key?: Uint8Array; info?: Uint8Array; seed?: string } = {},
): Promise<Uint8Array> {
  const { key = KEY, info = INFO, seed } = options;
  const rng = seed === undefined ? {} : { rng: seededBytes(seed) };
  return collect(streamOf(plaintext).pipeThrough(encryptStream({ key, info, ...rng }, SMALL)));
}

/** Decrypts until the end or the first error, in chunks of `chunk` bytes. */
export function tryDecrypt(
  ciphertext: Uint8Array,
  options: { key?: Uint8Array; info?: Uint8Array; chunk?: number } = {},
): Promise<{ bytes: Uint8Array; error?: unknown }> {
  const { key = KEY, info = INFO, chunk = 50 } = options;
  return drain(streamOf(ciphertext, [chunk]).pipeThrough(decryptStream({ key, info }, SMALL)));
}

/** The stored segments; the first one includes the header. */
export function segmentsOf(ciphertext: Uint8Array): Uint8Array[] {
  const count = Math.ceil(ciphertext.length / SMALL.segmentSize);
  return Array.from({ length: count }, (_, i) => ciphertext.slice(i * SMALL.segmentSize, (i + 1) * SMALL.segmentSize));
}

export const join = (parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
