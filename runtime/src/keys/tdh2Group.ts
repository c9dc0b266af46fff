import { mulAddUnsafe } from "@noble/curves/abstract/curve.js";
import { ristretto255, ristretto255_hasher } from "@noble/curves/ed25519.js";
import { bytesToNumberLE } from "@noble/curves/utils.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concatBytes, randomBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { Tdh2InputError } from "./tdh2Errors.ts";

/** Source of randomness; injectable so that vectors can be reproduced. Must return exactly `length` bytes. */
export type RandomBytes = (length: number) => Uint8Array;

export const { Point } = ristretto255;
export const { Fn } = Point;
export type GroupPoint = InstanceType<typeof Point>;

export const KEY_LENGTH = 32;
export const SCALAR_LENGTH = 32;
export const POINT_LENGTH = 32;
/** Keeper indices travel as two bytes. */
export const MAX_INDEX = 0xffff;
const MAX_LABEL_LENGTH = 0xffff;

const DOMAIN = "capsule-protocol/tdh2-ristretto255/v1/";

/**
 * Second generator of the group, nobody knows its logarithm to the base: `hash_to_ristretto255` (RFC 9380) of a fixed
 * text under a fixed domain. Computed on first use.
 */
export const secondGenerator = (() => {
  let point: GroupPoint | undefined;
  return (): GroupPoint => {
    point ??= ristretto255_hasher
      .hashToCurve(utf8ToBytes("second generator"), { DST: `${DOMAIN}generator` })
      .precompute(8);
    return point;
  };
})();

/** SHA-512 over `len(tag) ‖ tag ‖ parts`; all parts but a framed label have a fixed length. */
function taggedHash(tag: string, parts: Uint8Array[]): Uint8Array {
  const domain = utf8ToBytes(DOMAIN + tag);
  const input = concatBytes(Uint8Array.of(domain.length), domain, ...parts);
  const digest = sha512(input);
  input.fill(0); // some parts are secret
  return digest;
}

/** Scalar from a tagged SHA-512 by wide reduction: 512 bits, little endian, modulo the group order. */
export function hashToScalar(tag: string, parts: Uint8Array[]): bigint {
  return Fn.create(bytesToNumberLE(taggedHash(tag, parts)));
}

/** First 32 bytes of a tagged SHA-512 of a point: the one-time mask of the content key (H1 of the paper). */
export function maskOf(point: GroupPoint): Uint8Array {
  const encoded = point.toBytes();
  const digest = taggedHash("mask", [encoded]);
  const mask = digest.slice(0, KEY_LENGTH);
  encoded.fill(0);
  digest.fill(0);
  return mask;
}

/**
 * Secret non-zero scalar from 32 fresh random bytes hashed together with what it is used for, so that a random source
 * that repeats itself (a cloned machine) still never gives two messages the same nonce.
 */
export function hedgedScalar(tag: string, rng: RandomBytes | undefined, parts: Uint8Array[]): bigint {
  const seed = (rng ?? randomBytes)(32);
  if (seed.length !== 32) throw new Tdh2InputError("rng", `returned ${seed.length} bytes instead of 32`);
  const scalar = hashToScalar(tag, [seed, ...parts]);
  if (Fn.is0(scalar)) throw new Tdh2InputError("rng", "gave a zero scalar");
  return scalar;
}

/** A label in hash inputs: four bytes of length, big endian, then its bytes. */
export function frameLabel(label: Uint8Array): Uint8Array {
  requireBytes("label", label);
  if (label.length > MAX_LABEL_LENGTH) throw new Tdh2InputError("label", `is longer than ${MAX_LABEL_LENGTH} bytes`);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, label.length);
  return concatBytes(length, label);
}

export function encodeIndex(index: number): Uint8Array {
  requireIndex("index", index);
  return Uint8Array.of(index >> 8, index & 0xff);
}

export function requireIndex(field: string, index: number): void {
  if (!Number.isInteger(index) || index < 1 || index > MAX_INDEX) {
    throw new Tdh2InputError(field, `is ${index}, not an integer from 1 to ${MAX_INDEX}`);
  }
}

export function requireBytes(field: string, value: Uint8Array, length?: number): void {
  if (!(value instanceof Uint8Array)) throw new Tdh2InputError(field, "is not a Uint8Array");
  if (length !== undefined && value.length !== length) {
    throw new Tdh2InputError(field, `has ${value.length} bytes instead of ${length}`);
  }
}

/** Decodes a point: canonical ristretto255 (RFC 9496) and not the identity. */
export function decodePoint(field: string, bytes: Uint8Array): GroupPoint {
  requireBytes(field, bytes, POINT_LENGTH);
  let point: GroupPoint;
  try {
    point = Point.fromBytes(bytes);
  } catch (cause) {
    throw new Tdh2InputError(field, "is not a canonical ristretto255 point", cause);
  }
  if (point.is0()) throw new Tdh2InputError(field, "is the identity");
  return point;
}

/** Decodes a scalar: 32 bytes little endian, below the group order. */
export function decodeScalar(field: string, bytes: Uint8Array): bigint {
  requireBytes(field, bytes, SCALAR_LENGTH);
  const scalar = bytesToNumberLE(bytes);
  if (!Fn.isValid(scalar)) throw new Tdh2InputError(field, "is not a canonical scalar");
  return scalar;
}

/** As `decodeScalar`, and not zero: secret shares. */
export function decodeSecretScalar(field: string, bytes: Uint8Array): bigint {
  const scalar = decodeScalar(field, bytes);
  if (Fn.is0(scalar)) throw new Tdh2InputError(field, "is zero");
  return scalar;
}

/** `Σ scalars[i]·points[i]` in variable time: only ever called with public scalars. */
export function combinePublic(points: GroupPoint[], scalars: bigint[]): GroupPoint {
  return mulAddUnsafe(Point, points, scalars);
}
