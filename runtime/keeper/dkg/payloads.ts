import { bytesToHex, concat, type Hex, hexToBytes, size } from "viem";
import type { DkgRound1Message } from "../../src/keys/dkg.ts";

const POINT = 32;
const PROOF = 64;

/** round1: the commitments, 32 bytes each, then the proof, 64. */
export function encodeRound1({ commitment, proof }: DkgRound1Message): Hex {
  return concat([...commitment, proof].map((bytes) => bytesToHex(bytes)));
}

/** @returns undefined when the payload has another length than `threshold` commitments and a proof. */
export function decodeRound1(index: number, payload: Hex, threshold: number): DkgRound1Message | undefined {
  if (size(payload) !== threshold * POINT + PROOF) return undefined;
  const bytes = hexToBytes(payload);
  const commitment = Array.from({ length: threshold }, (_, i) => bytes.slice(i * POINT, (i + 1) * POINT));
  return { index, commitment, proof: bytes.slice(threshold * POINT) };
}
