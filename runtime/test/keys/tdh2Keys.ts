import { ristretto255 } from "@noble/curves/ed25519.js";
import type { Tdh2Share } from "../../src/keys/tdh2.ts";
import { seededBytes } from "../vectors/seededBytes.ts";

const { Point } = ristretto255;
const { Fn } = Point;

export type DealtKeys = { groupKey: Uint8Array; shares: Tdh2Share[]; verificationShares: Uint8Array[] };

/** Shamir's sharing by a dealer, from a seed: keys for TDH2 tests that do not depend on the key generation. */
export function dealKeys(threshold: number, participants: number, seed = "keys"): DealtKeys {
  const random = seededBytes(`${seed} ${threshold} ${participants}`);
  const scalar = () => Fn.create(BigInt(`0x${Buffer.from(random(64)).toString("hex")}`));
  const coefficients = Array.from({ length: threshold }, scalar);
  const evaluate = (x: number) =>
    coefficients.reduceRight((sum, coefficient) => Fn.add(Fn.mul(sum, BigInt(x)), coefficient), 0n);
  const secrets = Array.from({ length: participants }, (_, i) => evaluate(i + 1));
  return {
    groupKey: Point.BASE.multiply(evaluate(0)).toBytes(),
    shares: secrets.map((secret, i) => ({ index: i + 1, secret: Fn.toBytes(secret) })),
    verificationShares: secrets.map((secret) => Point.BASE.multiply(secret).toBytes()),
  };
}

/** All subsets of `size` elements. */
export function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

/** Canonical encoding of a scalar, or a non-canonical one of the same residue. */
export function scalarBytes(value: bigint): Uint8Array {
  return Uint8Array.from(Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse());
}

export const ORDER = Fn.ORDER;

/** Encodings that are no ristretto255 element: RFC 9496, appendix A.3, one or two of each kind. */
export const INVALID_POINTS = [
  "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", // not reduced
  "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // not reduced, zero
  "0100000000000000000000000000000000000000000000000000000000000000", // negative
  "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20", // negative
  "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371", // not a square
  "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e", // xy negative
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // y = 0
].map((hex) => Uint8Array.from(Buffer.from(hex, "hex")));

export const IDENTITY = new Uint8Array(32);
