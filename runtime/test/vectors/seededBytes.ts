import { createHash } from "node:crypto";

/** Reproducible bytes for vectors: SHA-512(seed ‖ ":" ‖ counter) for counter 0, 1, …, concatenated. Never for secrets. */
export function seededBytes(seed: string): (length: number) => Uint8Array<ArrayBuffer> {
  let counter = 0;
  let rest = Buffer.alloc(0);
  return (length) => {
    while (rest.length < length) {
      const block = createHash("sha512").update(`${seed}:${counter++}`).digest();
      rest = Buffer.concat([rest, block]);
    }
    const bytes = new Uint8Array(rest.subarray(0, length));
    rest = rest.subarray(length);
    return bytes;
  };
}
