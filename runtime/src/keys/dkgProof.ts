import { bytesToNumberLE, concatBytes } from "@noble/curves/utils.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { DkgMessageError, DkgProofError } from "./dkgErrors.ts";
import type { DkgRound1Message } from "./dkgMessages.ts";
import { combinePublic, decodePoint, decodeScalar, Fn, type GroupPoint, Point, requireBytes } from "./tdh2Group.ts";

const PROOF_LENGTH = 64;
const CHALLENGE_DOMAIN = utf8ToBytes("FROST-RISTRETTO255-SHA512-v1dkg");

/**
 * Checks one participant's round-1 message by itself, so that a failure names its sender: commitments are canonical,
 * and the Schnorr proof (R, z) of knowledge of the constant coefficient holds: R = z·G − c·φ₀ with
 * c = SHA-512("FROST-RISTRETTO255-SHA512-v1dkg" ‖ id ‖ φ₀ ‖ R), as `@noble/curves` and frost-rs make it.
 *
 * @throws DkgMessageError, DkgProofError
 */
export function checkRound1Message(message: DkgRound1Message, threshold: number): void {
  const { index, commitment, proof } = message;
  const malformed = <T>(decode: () => T): T => {
    try {
      return decode();
    } catch (cause) {
      throw new DkgMessageError(index, cause instanceof Error ? cause.message : "unreadable", cause);
    }
  };
  if (!Array.isArray(commitment) || commitment.length !== threshold) {
    throw new DkgMessageError(index, `${commitment?.length ?? 0} commitments instead of ${threshold}`);
  }
  const points = commitment.map((bytes, k) => malformed(() => decodePoint(`commitment[${k}]`, bytes)));
  malformed(() => requireBytes("proof", proof, PROOF_LENGTH));
  const R = malformed(() => decodePoint("proof.R", proof.subarray(0, 32)));
  const z = malformed(() => decodeScalar("proof.z", proof.subarray(32)));
  const [constant] = points as [GroupPoint];
  const challenge = Fn.create(
    bytesToNumberLE(
      sha512(concatBytes(CHALLENGE_DOMAIN, Fn.toBytes(BigInt(index)), constant.toBytes(), proof.subarray(0, 32))),
    ),
  );
  if (!combinePublic([Point.BASE, constant], [z, Fn.neg(challenge)]).equals(R)) throw new DkgProofError(index);
}
