/**
 * TDH2's checks written a second time, from FORMAT.md alone: SHA-512 of `node:crypto`, group operations of
 * `@noble/curves`, no code of the runtime.
 */
import { createHash } from "node:crypto";
import { ristretto255, ristretto255_hasher } from "@noble/curves/ed25519.js";

const { Point } = ristretto255;
const { Fn } = Point;
const PREFIX = "capsule-protocol/tdh2-ristretto255/v1/";

const sha512 = (tag: string, ...parts: Uint8Array[]) => {
  const domain = Buffer.from(PREFIX + tag, "ascii");
  const hash = createHash("sha512")
    .update(Buffer.from([domain.length]))
    .update(domain);
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const scalarOf = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`) % Fn.ORDER;
const pointOf = (bytes: Uint8Array) => Point.fromBytes(Uint8Array.from(bytes));
const framed = (label: Uint8Array) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(label.length);
  return Buffer.concat([length, label]);
};
const slices = (bytes: Uint8Array, from: number, ...lengths: number[]) => {
  let position = from;
  return lengths.map((length) => {
    position += length;
    return bytes.slice(position - length, position);
  }) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
};

export function headerHolds(header: Uint8Array, label: Uint8Array): boolean {
  const [c, u, ubar, e, f] = slices(header, 0, 32, 32, 32, 32, 32);
  const second = ristretto255_hasher.hashToCurve(Buffer.from("second generator"), { DST: `${PREFIX}generator` });
  const w = Point.BASE.multiply(scalarOf(f)).subtract(pointOf(u).multiply(scalarOf(e)));
  const wbar = second.multiply(scalarOf(f)).subtract(pointOf(ubar).multiply(scalarOf(e)));
  return scalarOf(sha512("header-proof", c, framed(label), u, w.toBytes(), ubar, wbar.toBytes())) === scalarOf(e);
}

export function partialHolds(
  partial: Uint8Array,
  verificationShare: Uint8Array,
  header: Uint8Array,
  label: Uint8Array,
): boolean {
  const [index, ui, e, f] = slices(partial, 0, 2, 32, 32, 32);
  const u = pointOf(header.slice(32, 64));
  const uhat = u.multiply(scalarOf(f)).subtract(pointOf(ui).multiply(scalarOf(e)));
  const hhat = Point.BASE.multiply(scalarOf(f)).subtract(pointOf(verificationShare).multiply(scalarOf(e)));
  const statement = [index, verificationShare, header, framed(label), ui, uhat.toBytes(), hhat.toBytes()];
  return scalarOf(sha512("partial-proof", ...statement)) === scalarOf(e);
}

/** The content key, by whoever knows the group's secret scalar. */
export function openWithGroupSecret(header: Uint8Array, groupSecret: bigint): Uint8Array {
  const mask = sha512("mask", pointOf(header.slice(32, 64)).multiply(groupSecret).toBytes());
  return header.slice(0, 32).map((byte, i) => byte ^ (mask[i] ?? 0));
}

/** The group's secret from all shares, by interpolation at zero. */
export function groupSecretOf(secrets: Uint8Array[]): bigint {
  const terms = secrets.map((secret, i) => {
    const factors = secrets.map((_, j) => (i === j ? 1n : Fn.div(BigInt(j + 1), Fn.create(BigInt(j - i)))));
    return factors.reduce((product, factor) => Fn.mul(product, factor), scalarOf(secret));
  });
  return terms.reduce((sum, term) => Fn.add(sum, term), 0n);
}
