/** The wire format by hand, for what no writer would write. */

export function varint(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

export const tag = (field: number, wireType: number) => varint((field << 3) | wireType);

/** A length-delimited field. */
export function bytesField(field: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([...tag(field, 2), ...varint(content.length)]), content]);
}

export const integerField = (field: number, value: number | bigint) =>
  Buffer.from([...tag(field, 0), ...varint(value)]);

/** ModelProto.graph. */
export const graphField = (content: Uint8Array) => bytesField(7, content);
