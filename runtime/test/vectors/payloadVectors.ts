import { createHash } from "node:crypto";
import { AES256_GCM_HKDF_1MB, encryptStream, keyCommitment } from "../../src/payload/index.ts";
import { toHex } from "./hex.ts";
import { seededBytes } from "./seededBytes.ts";

/** Byte i of every vector's plaintext. */
export const plaintextByte = (i: number): number => (i * 31 + (i >> 8) * 7 + (i >> 16)) & 0xff;

/** Sizes around the edges of segments of 64 bytes, and of 1 MiB; the large ones by digest. */
const CASES = [
  ...[0, 1, 8, 9, 56, 57, 200].map((size) => ({ size, segmentSize: 64 })),
  ...[0, 1_048_520, 1_048_521].map((size) => ({ size, segmentSize: 1_048_576 })),
];

export async function payloadVectors() {
  const items = [];
  for (const { size, segmentSize } of CASES) {
    const random = seededBytes(`payload ${segmentSize} ${size}`);
    const [key, info] = [random(32), random(128)];
    const plaintext = Uint8Array.from({ length: size }, (_, i) => plaintextByte(i));
    const stream = encryptStream({ key, info, rng: random }, { ...AES256_GCM_HKDF_1MB, segmentSize });
    const source = new Blob([plaintext]).stream();
    const ciphertext = new Uint8Array(await new Response(source.pipeThrough(stream)).arrayBuffer());
    items.push({
      segmentSize,
      plaintextSize: size,
      key: toHex(key),
      keyCommitment: toHex(keyCommitment(key)),
      info: toHex(info),
      header: toHex(ciphertext.subarray(0, 40)),
      ...(size < 1_000 ? { ciphertext: toHex(ciphertext) } : {}),
      ciphertextSize: ciphertext.length,
      ciphertextSha256: `0x${createHash("sha256").update(ciphertext).digest("hex")}`,
    });
  }
  return { scheme: "aes256-gcm-hkdf-1mb", plaintext: "byte i is (31·i + 7·⌊i/256⌋ + ⌊i/65536⌋) mod 256", items };
}
