import { bytesToHex, concat, type Hex, hexToBytes, keccak256, numberToHex, size, slice } from "viem";
import type { SignedCeremonyMessage } from "./message.ts";

const HASH = 32;
const SIGNATURE = 65;

/** What a participant saw of another's round 1: the payload's hash, and the other's signature over it. */
export type Sighting = { payloadHash: Hex; signature: Hex };

/** transcript: one sighting per sender of a round-1 message, in the order of their indices. */
export function encodeTranscript(round1: readonly SignedCeremonyMessage[]): Hex {
  return concat(round1.flatMap(({ payload, signature }) => [keccak256(payload), signature]));
}

/** @returns undefined when the payload has not one sighting per sender. */
export function decodeTranscript(payload: Hex, senders: number): Sighting[] | undefined {
  const length = HASH + SIGNATURE;
  if (size(payload) !== senders * length) return undefined;
  return Array.from({ length: senders }, (_, i) => ({
    payloadHash: slice(payload, i * length, i * length + HASH),
    signature: slice(payload, i * length + HASH, (i + 1) * length),
  }));
}

/** abort: the culprit's index, 2 bytes, then the reason in UTF-8. */
export function encodeAbort(culprit: number, reason: string): Hex {
  return concat([numberToHex(culprit, { size: 2 }), bytesToHex(new TextEncoder().encode(reason))]);
}

/** @returns undefined when the payload is malformed. The reason is a stranger's: one line, of limited length. */
export function decodeAbort(payload: Hex, participants: number): { culprit: number; reason: string } | undefined {
  const bytes = hexToBytes(payload);
  const culprit = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  if (bytes.length < 2 || culprit < 1 || culprit > participants) return undefined;
  const reason = new TextDecoder().decode(bytes.subarray(2)).replace(/[^\P{C}]+/gu, " ");
  return { culprit, reason: reason.slice(0, 200) };
}

/** confirmation: hash of the public result. Equal for all, because the transcript is. */
export function resultHash(ceremony: Hex, groupKey: Hex, verificationShares: readonly Hex[]): Hex {
  return keccak256(concat([ceremony, groupKey, ...verificationShares]));
}
