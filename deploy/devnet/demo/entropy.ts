/** Shannon entropy of the distribution of bytes, in bits per byte: 8 for noise, below 8 for anything with structure. */
export function bitsPerByte(bytes: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  let entropy = 0;
  for (const count of counts) {
    if (count > 0) entropy -= (count / bytes.length) * Math.log2(count / bytes.length);
  }
  return entropy;
}

/**
 * What noise of this length shows at least, with near certainty. The entropy that is measured of n random bytes falls short
 * of 8 by about 255 / (2 n ln 2) bits (Miller, "Note on the bias of information estimates", 1955); twice that is allowed.
 */
export function leastBitsOfNoise(length: number): number {
  return 8 - (2 * 255) / (2 * length * Math.LN2);
}
