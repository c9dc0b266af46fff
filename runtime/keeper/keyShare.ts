import { ristretto255 } from "@noble/curves/ed25519.js";
import { bytesToHex } from "viem";
import type { Tdh2Share } from "../src/keys/tdh2.ts";
import { KeyShareMissingError, KeystoreMalformedError } from "./store/errors.ts";
import type { KeySharePublic, Keystore } from "./store/keystore.ts";

/**
 * The share that a keystore holds, checked against its verification share.
 *
 * @throws KeyShareMissingError before the key generation is complete; KeystoreMalformedError
 */
export function keyShareOf(path: string, keystore: Keystore): { share: Tdh2Share; info: KeySharePublic } {
  const { shareSecret, public: info } = keystore;
  if (!info.share?.confirmed || !shareSecret) throw new KeyShareMissingError(path);
  if (info.share.verificationShares[info.share.index - 1] !== verificationShareOf(shareSecret)) {
    throw new KeystoreMalformedError(path, "holds a share that its verification share refutes");
  }
  return { share: { index: info.share.index, secret: shareSecret }, info: info.share };
}

/** g^x of a share: 32 bytes of lower-case hex. */
export function verificationShareOf(secret: Uint8Array): string {
  const { Point } = ristretto255;
  return bytesToHex(Point.BASE.multiply(Point.Fn.fromBytes(secret)).toBytes());
}
