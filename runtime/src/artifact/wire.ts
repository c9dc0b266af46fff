/**
 * Protocol Buffers' wire format (https://protobuf.dev/programming-guides/encoding/), read with bounds: nothing is copied,
 * nothing is allocated by a length that the file claims, and what two readers could understand differently is refused.
 */
import { ModelRejectedError, type RejectionReason } from "./errors.ts";
import type { ModelLimits } from "./limits.ts";

/** A part of the file, and where it is in terms of the format. */
export type Slice = { bytes: Uint8Array; start: number; end: number };

/** Where we are, as a chain that is only spelled out when something is refused. */
export type Place = { parent: Place | undefined; name: string; index: number | undefined; depth: number };

/** What is counted over the whole file. */
export type Budget = { limits: ModelLimits; fieldsLeft: number };

export const wireType = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** The whole file. */
export const wholeFile: Place = { parent: undefined, name: "", index: undefined, depth: 0 };

export function place(parent: Place, name: string, index?: number): Place {
  return { parent, name, index, depth: parent.depth + 1 };
}

export function refuse(reason: RejectionReason, at: Place, detail: string): never {
  const names: string[] = [];
  for (let here: Place = at; here.parent !== undefined; here = here.parent) {
    names.unshift(here.index === undefined ? here.name : `${here.name}[${here.index}]`);
  }
  throw new ModelRejectedError(reason, names.join("."), detail);
}

/** Reads one value after another from a slice. */
export class WireReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  readonly #at: Place;
  #offset: number;

  constructor({ bytes, start, end }: Slice, at: Place) {
    this.#bytes = bytes;
    this.#offset = start;
    this.#end = end;
    this.#at = at;
  }

  get done(): boolean {
    return this.#offset === this.#end;
  }

  /** Number and wire type of the next field. */
  tag(): { field: number; type: number } {
    const tag = this.varint();
    const field = Number(tag >> 3n);
    if (field < 1 || field >= 2 ** 29) refuse("MALFORMED", this.#at, `field number ${field} is out of range`);
    return { field, type: Number(tag & 7n) };
  }

  /** An unsigned varint of at most 64 bits, in its shortest form. */
  varint(): bigint {
    const first = this.#byte();
    if (first < 0x80) return BigInt(first);
    let value = BigInt(first & 0x7f);
    for (let shift = 7n; shift < 70n; shift += 7n) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte >= 0x80) continue;
      if (byte === 0) refuse("MALFORMED", this.#at, "a varint is longer than it need be");
      if (value >= 1n << 64n) refuse("MALFORMED", this.#at, "a varint is longer than 64 bits");
      return value;
    }
    return refuse("MALFORMED", this.#at, "a varint is longer than 64 bits");
  }

  /** The next `length` bytes, not copied. */
  take(length: number | bigint): Slice {
    const left = this.#end - this.#offset;
    if (length > left) refuse("MALFORMED", this.#at, `a field of ${length} bytes stands where only ${left} are left`);
    const start = this.#offset;
    this.#offset = start + Number(length);
    return { bytes: this.#bytes, start, end: this.#offset };
  }

  #byte(): number {
    if (this.#offset >= this.#end) refuse("MALFORMED", this.#at, "the message ends inside a varint");
    return this.#bytes[this.#offset++] as number;
  }
}

export function sliceLength({ start, end }: Slice): number {
  return end - start;
}

const strictText = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function sliceText({ bytes, start, end }: Slice, at: Place): string {
  try {
    return strictText.decode(bytes.subarray(start, end));
  } catch {
    return refuse("MALFORMED", at, "a text is not UTF-8");
  }
}
