import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { DkgRound1Message } from "./dkgMessages.ts";

const DOMAIN = "capsule-protocol/dkg-transcript/v1";

/**
 * Hash of all that is public in a ceremony: SHA-256 over the domain, threshold, number of participants, and per
 * participant in order of index its index, commitments and proof (two-byte integers, big endian). 32 bytes.
 * Who has the same hash derives the same group key and verification shares.
 *
 * @param p.messages the round-1 messages of all participants, one's own included, in any order
 */
export function dkgTranscriptHash(p: {
  threshold: number;
  participants: number;
  messages: readonly DkgRound1Message[];
}): Uint8Array {
  const ordered = [...p.messages].sort((a, b) => a.index - b.index);
  const body = ordered.flatMap(({ index, commitment, proof }) => [uint16(index), ...commitment, proof]);
  return sha256(concatBytes(utf8ToBytes(DOMAIN), uint16(p.threshold), uint16(p.participants), ...body));
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}
