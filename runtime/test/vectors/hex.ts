/** Byte strings in vectors: `0x…`, lower case. */
export const toHex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString("hex")}`;

export const fromHex = (hex: string): Uint8Array<ArrayBuffer> => {
  if (!/^0x([0-9a-f]{2})*$/.test(hex)) throw new Error(`not lower-case hex: ${hex.slice(0, 20)}`);
  return Uint8Array.from(Buffer.from(hex.slice(2), "hex"));
};
