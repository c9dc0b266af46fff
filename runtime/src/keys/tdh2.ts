/**
 * TDH2, the threshold cryptosystem of Shoup and Gennaro ("Securing threshold cryptosystems against chosen ciphertext
 * attack", Journal of Cryptology 15, 2002), over ristretto255. Byte layouts and hash inputs: `FORMAT.md`.
 *
 * A 32-byte content key is encrypted once to the keepers' group key, bound to a label. Each keeper that accepts the
 * label gives a partial decryption with a proof; any `threshold` of them open it. JavaScript promises no constant time.
 */
import { concatBytes } from "@noble/curves/utils.js";
import {
  Tdh2DuplicateShareError,
  Tdh2HeaderProofError,
  Tdh2PartialProofError,
  Tdh2ShareCountError,
} from "./tdh2Errors.ts";
import {
  combinePublic,
  decodePoint,
  decodeScalar,
  decodeSecretScalar,
  encodeIndex,
  Fn,
  frameLabel,
  type GroupPoint,
  hashToScalar,
  hedgedScalar,
  KEY_LENGTH,
  maskOf,
  Point,
  type RandomBytes,
  requireBytes,
  requireIndex,
  secondGenerator,
} from "./tdh2Group.ts";

export * from "./tdh2Errors.ts";
export type { RandomBytes } from "./tdh2Group.ts";

/** Bytes of an encrypted content key: c ‖ u ‖ ū ‖ e ‖ f, 32 each. */
export const TDH2_HEADER_LENGTH = 160;
/** Bytes of a partial decryption: index (2, big endian) ‖ u_i ‖ e_i ‖ f_i. */
export const TDH2_PARTIAL_LENGTH = 98;

/** One keeper's share of the group's secret: `secret` is a scalar, 32 bytes little endian. */
export type Tdh2Share = { index: number; secret: Uint8Array };

/**
 * Encrypts a 32-byte content key to the group key under a label.
 *
 * @returns the 160-byte header. Anyone can check it with {@link verifyHeader}.
 * @throws Tdh2InputError when the group key is not a canonical, non-identity point or the key is not 32 bytes.
 */
export function encryptKey(p: {
  groupKey: Uint8Array;
  key: Uint8Array;
  label: Uint8Array;
  rng?: RandomBytes;
}): Uint8Array {
  requireBytes("key", p.key, KEY_LENGTH);
  const groupKey = decodePoint("groupKey", p.groupKey);
  const label = frameLabel(p.label);
  const context = [p.groupKey, p.key, label];
  const r = hedgedScalar("encryption-nonce-r", p.rng, context);
  const s = hedgedScalar("encryption-nonce-s", p.rng, context);

  const mask = maskOf(groupKey.multiply(r));
  const c = xor(p.key, mask);
  mask.fill(0);
  const second = secondGenerator();
  const u = Point.BASE.multiply(r);
  const ubar = second.multiply(r);
  const e = headerChallenge({ c, label, u, w: Point.BASE.multiply(s), ubar, wbar: second.multiply(s) });
  const f = Fn.add(s, Fn.mul(r, e));
  return concatBytes(c, u.toBytes(), ubar.toBytes(), Fn.toBytes(e), Fn.toBytes(f));
}

/**
 * Checks that a header is well formed and was made, by someone who knew its content, under exactly this label.
 * Keepers do this before anything else: without it a header could be relabelled to a capsule of the asker's own.
 *
 * @throws Tdh2InputError, Tdh2HeaderProofError
 */
export function verifyHeader(p: { header: Uint8Array; label: Uint8Array }): void {
  openHeader(p.header, p.label);
}

/**
 * One keeper's partial decryption of a header, after checking header and label.
 *
 * @returns 98 bytes: index ‖ u_i ‖ e_i ‖ f_i.
 * @throws Tdh2InputError, Tdh2HeaderProofError
 */
export function partialDecrypt(p: {
  share: Tdh2Share;
  header: Uint8Array;
  label: Uint8Array;
  rng?: RandomBytes;
}): Uint8Array {
  const index = encodeIndex(p.share.index);
  const secret = decodeSecretScalar("share.secret", p.share.secret);
  const { u, label } = openHeader(p.header, p.label);

  const nonce = hedgedScalar("partial-nonce", p.rng, [index, p.share.secret, p.header, label]);
  const statement = {
    index,
    verificationShare: Point.BASE.multiply(secret).toBytes(),
    header: p.header,
    label,
    ui: u.multiply(secret).toBytes(),
  };
  const e = partialChallenge(statement, u.multiply(nonce), Point.BASE.multiply(nonce));
  const f = Fn.add(nonce, Fn.mul(secret, e));
  return concatBytes(index, statement.ui, Fn.toBytes(e), Fn.toBytes(f));
}

/**
 * Checks a partial decryption against the verification share (g^{x_i}) of the keeper it was asked from.
 *
 * @param p.index when given, the partial must claim exactly this index.
 * @returns the keeper's index.
 * @throws Tdh2InputError, Tdh2HeaderProofError, Tdh2PartialProofError
 */
export function verifyPartial(p: {
  verificationShare: Uint8Array;
  header: Uint8Array;
  label: Uint8Array;
  partial: Uint8Array;
  index?: number;
}): number {
  const share = decodePoint("verificationShare", p.verificationShare);
  const { u, label } = openHeader(p.header, p.label);
  const partial = decodePartial(p.partial);
  if (p.index !== undefined && p.index !== partial.index) throw new Tdh2PartialProofError(partial.index);

  const { e, f, ui } = partial;
  const minusE = Fn.neg(e);
  const expected = partialChallenge(
    {
      index: encodeIndex(partial.index),
      verificationShare: p.verificationShare,
      header: p.header,
      label,
      ui: ui.toBytes(),
    },
    combinePublic([u, ui], [f, minusE]),
    combinePublic([Point.BASE, share], [f, minusE]),
  );
  if (expected !== e) throw new Tdh2PartialProofError(partial.index);
  return partial.index;
}

/**
 * Recovers the content key from exactly `threshold` partial decryptions of different keepers, in any order.
 * Each must have passed {@link verifyPartial}: a wrong one gives a wrong key, which only the key commitment reveals.
 *
 * @returns the 32-byte content key; the caller checks it against the manifest's commitment and wipes it after use.
 * @throws Tdh2InputError, Tdh2HeaderProofError, Tdh2ShareCountError, Tdh2DuplicateShareError
 */
export function combine(p: {
  header: Uint8Array;
  label: Uint8Array;
  partials: readonly Uint8Array[];
  threshold: number;
}): Uint8Array {
  requireIndex("threshold", p.threshold);
  if (p.partials.length !== p.threshold) throw new Tdh2ShareCountError(p.threshold, p.partials.length);
  const { c } = openHeader(p.header, p.label);
  const partials = p.partials.map(decodePartial);
  const indices = partials.map(({ index }) => index);
  const duplicate = indices.find((index, position) => indices.indexOf(index) !== position);
  if (duplicate !== undefined) throw new Tdh2DuplicateShareError(duplicate);

  const mask = maskOf(
    combinePublic(
      partials.map(({ ui }) => ui),
      lagrangeAtZero(indices),
    ),
  );
  const key = xor(c, mask);
  mask.fill(0);
  return key;
}

type OpenHeader = { c: Uint8Array; u: GroupPoint; label: Uint8Array };

/** Decodes a header and checks its proof under the label: w = g^f / u^e, w̄ = ḡ^f / ū^e, e = H2(c, L, u, w, ū, w̄). */
function openHeader(header: Uint8Array, labelBytes: Uint8Array): OpenHeader {
  requireBytes("header", header, TDH2_HEADER_LENGTH);
  const label = frameLabel(labelBytes);
  const c = header.subarray(0, 32);
  const u = decodePoint("header.u", header.subarray(32, 64));
  const ubar = decodePoint("header.ū", header.subarray(64, 96));
  const e = decodeScalar("header.e", header.subarray(96, 128));
  const f = decodeScalar("header.f", header.subarray(128, 160));
  const minusE = Fn.neg(e);
  const w = combinePublic([Point.BASE, u], [f, minusE]);
  const wbar = combinePublic([secondGenerator(), ubar], [f, minusE]);
  if (headerChallenge({ c, label, u, w, ubar, wbar }) !== e) throw new Tdh2HeaderProofError();
  return { c, u, label };
}

function headerChallenge(p: {
  c: Uint8Array;
  label: Uint8Array;
  u: GroupPoint;
  w: GroupPoint;
  ubar: GroupPoint;
  wbar: GroupPoint;
}): bigint {
  const points = [p.u, p.w, p.ubar, p.wbar].map((point) => point.toBytes());
  return hashToScalar("header-proof", [p.c, p.label, ...points]);
}

type PartialStatement = {
  index: Uint8Array;
  verificationShare: Uint8Array;
  header: Uint8Array;
  label: Uint8Array;
  ui: Uint8Array;
};

/** H4 of the paper, which hashes (u_i, û_i, ĥ_i) only; the whole statement is added, so that a proof serves it alone. */
function partialChallenge(statement: PartialStatement, uhat: GroupPoint, hhat: GroupPoint): bigint {
  const { index, verificationShare, header, label, ui } = statement;
  return hashToScalar("partial-proof", [index, verificationShare, header, label, ui, uhat.toBytes(), hhat.toBytes()]);
}

function decodePartial(partial: Uint8Array): { index: number; ui: GroupPoint; e: bigint; f: bigint } {
  requireBytes("partial", partial, TDH2_PARTIAL_LENGTH);
  const index = ((partial[0] ?? 0) << 8) | (partial[1] ?? 0);
  requireIndex("partial.index", index);
  return {
    index,
    ui: decodePoint("partial.u", partial.subarray(2, 34)),
    e: decodeScalar("partial.e", partial.subarray(34, 66)),
    f: decodeScalar("partial.f", partial.subarray(66, 98)),
  };
}

/** Lagrange coefficients at zero for distinct indices: λ_i = ∏_{j≠i} j / (j − i). */
export function lagrangeAtZero(indices: number[]): bigint[] {
  return indices.map((i) => {
    let numerator = Fn.ONE;
    let denominator = Fn.ONE;
    for (const j of indices) {
      if (j === i) continue;
      numerator = Fn.mul(numerator, BigInt(j));
      denominator = Fn.mul(denominator, Fn.create(BigInt(j - i)));
    }
    return Fn.div(numerator, denominator);
  });
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return Uint8Array.from(a, (byte, position) => byte ^ (b[position] ?? 0));
}
