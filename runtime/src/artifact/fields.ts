import {
  type Budget,
  type Place,
  place,
  refuse,
  type Slice,
  sliceLength,
  sliceText,
  WireReader,
  wireType,
} from "./wire.ts";

/** How a field's values are written. */
export type Kind = "integer" | "float" | "double" | "name" | "text" | "bytes" | "message";

/** A field of a message: its name in onnx.proto, the kind of its values, and whether there may be many. */
export type Field = { name: string; kind: Kind; many: boolean };

/** The fields of a message by number. A `oneof` lists fields of which at most one may be set. */
export type Layout = { fields: ReadonlyMap<number, Field>; oneOf: readonly string[] };

const wireOf: Record<Kind, number> = {
  integer: wireType.varint,
  float: wireType.fixed32,
  double: wireType.fixed64,
  name: wireType.bytes,
  text: wireType.bytes,
  bytes: wireType.bytes,
  message: wireType.bytes,
};
const widthOf: Partial<Record<Kind, number>> = { float: 4, double: 8 };

/** A value as it stands in the file: integers and lengths are read, everything else is a slice of the file. */
export type Value = { at: Place; integer: bigint; slice: Slice };

/** Layout from lines such as `5 t message` or `7 floats float many`; names after `oneOf` exclude one another. */
export function layout(lines: string, oneOf: readonly string[] = []): Layout {
  const entries = lines
    .trim()
    .split("\n")
    .map((line) => {
      const [number, name, kind, many] = line.trim().split(/\s+/) as [string, string, Kind, string?];
      return [Number(number), { name, kind, many: many === "many" }] as const;
    });
  return { fields: new Map(entries), oneOf };
}

/** The fields that a message has, by name. */
export class Message {
  readonly at: Place;
  readonly budget: Budget;
  readonly #values = new Map<string, Value[]>();
  /** Elements of repeated numbers: they are counted, not kept. */
  readonly #counts = new Map<string, number>();

  /** Reads the message; refuses unknown fields, wrong wire types, and singular fields that stand there twice. */
  constructor(slice: Slice, at: Place, { fields, oneOf }: Layout, budget: Budget) {
    this.at = at;
    this.budget = budget;
    if (at.depth > budget.limits.depth) refuse("LIMIT_EXCEEDED", at, `nested deeper than ${budget.limits.depth}`);
    const reader = new WireReader(slice, at);
    while (!reader.done) {
      const { field: number, type } = reader.tag();
      budget.fieldsLeft -= 1;
      if (budget.fieldsLeft < 0) refuse("LIMIT_EXCEEDED", at, `more than ${budget.limits.fields} fields`);
      const field = fields.get(number);
      if (field === undefined) refuse("UNKNOWN_FIELD", at, `the format has no field ${number} here`);
      this.#read(reader, field, type);
    }
    const set = oneOf.filter((name) => this.has(name));
    if (set.length > 1) refuse("DUPLICATE_FIELD", at, `only one of ${set.join(", ")} may be set`);
  }

  has(name: string): boolean {
    return this.#values.has(name) || (this.#counts.get(name) ?? 0) > 0;
  }

  /** How many values a repeated field has. */
  count(name: string): number {
    return this.#counts.get(name) ?? this.#values.get(name)?.length ?? 0;
  }

  all(name: string): readonly Value[] {
    return this.#values.get(name) ?? [];
  }

  one(name: string): Value | undefined {
    return this.#values.get(name)?.[0];
  }

  /** A signed integer (int32 and int64 are written alike); undefined when it is not set. */
  integer(name: string): bigint | undefined {
    const value = this.one(name);
    return value === undefined ? undefined : BigInt.asIntN(64, value.integer);
  }

  integers(name: string): bigint[] {
    return this.all(name).map(({ integer }) => BigInt.asIntN(64, integer));
  }

  /** A text; empty when it is not set. */
  text(name: string): string {
    const value = this.one(name);
    return value === undefined ? "" : sliceText(value.slice, value.at);
  }

  #read(reader: WireReader, field: Field, type: number): void {
    const { name, kind, many } = field;
    const earlier = this.count(name);
    const at = place(this.at, name, many ? earlier : undefined);
    if (!many && earlier > 0) refuse("DUPLICATE_FIELD", at, "a field that there is once stands here again");
    const packed = many && type === wireType.bytes && wireOf[kind] !== wireType.bytes;
    if (packed) {
      this.#readPacked(reader.take(reader.varint()), field, at);
      return;
    }
    if (type !== wireOf[kind]) refuse("MALFORMED", at, `wire type ${type} where ${wireOf[kind]} belongs`);
    if (kind === "integer") {
      this.#addInteger(field, reader.varint(), at);
      return;
    }
    const slice = reader.take(widthOf[kind] ?? reader.varint());
    if (widthOf[kind] !== undefined && many) {
      this.#countUp(name, 1);
      return;
    }
    this.#checkText(kind, slice, at);
    this.#add(name, { at, integer: 0n, slice });
  }

  #readPacked(slice: Slice, field: Field, at: Place): void {
    const { name, kind } = field;
    const width = widthOf[kind];
    if (width !== undefined) {
      if (sliceLength(slice) % width !== 0)
        refuse("MALFORMED", at, `${sliceLength(slice)} bytes are no list of ${kind}s`);
      this.#countUp(name, sliceLength(slice) / width);
      return;
    }
    if (!keptIntegers.has(name)) {
      this.#countUp(name, countVarints(slice, at));
      return;
    }
    const reader = new WireReader(slice, at);
    while (!reader.done) this.#addInteger(field, reader.varint(), at);
  }

  #addInteger({ name, many }: Field, integer: bigint, at: Place): void {
    if (many && !keptIntegers.has(name)) {
      this.#countUp(name, 1);
      return;
    }
    const { rank } = this.budget.limits;
    const count = this.count(name);
    if (count >= rank) refuse("LIMIT_EXCEEDED", place(this.at, name, count), `more than ${rank} dimensions`);
    this.#add(name, { at, integer, slice: nothing });
  }

  #checkText(kind: Kind, slice: Slice, at: Place): void {
    const { nameBytes, textBytes } = this.budget.limits;
    const limit = kind === "name" ? nameBytes : kind === "text" ? textBytes : undefined;
    if (limit === undefined) return;
    if (sliceLength(slice) > limit)
      refuse("LIMIT_EXCEEDED", at, `a text of ${sliceLength(slice)} bytes, over ${limit}`);
    refuseMemoryAddress(sliceText(slice, at), at);
  }

  #add(name: string, value: Value): void {
    const values = this.#values.get(name);
    if (values === undefined) {
      this.#values.set(name, [value]);
      return;
    }
    // More than this of anything, nodes or names, is no model; it also bounds what one message makes us hold.
    const { nodes } = this.budget.limits;
    if (values.length >= nodes) refuse("LIMIT_EXCEEDED", value.at, `more than ${nodes} values`);
    values.push(value);
  }

  #countUp(name: string, count: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }
}

const nothing: Slice = { bytes: new Uint8Array(0), start: 0, end: 0 };

/** Repeated integers whose values matter; of all others only the number does. */
const keptIntegers: ReadonlySet<string> = new Set(["dims"]);

/** ONNX Runtime's mark of "external data" that lies at an address of the process; no file has a use for it. */
export function refuseMemoryAddress(text: string, at: Place): void {
  if (text.includes("_ORT_MEM_ADDR_")) refuse("EXTERNAL_DATA", at, "the mark of data at a memory address");
}

function countVarints({ bytes, start, end }: Slice, at: Place): number {
  let count = 0;
  let length = 0;
  for (let offset = start; offset < end; offset++) {
    length += 1;
    if (length > 10) refuse("MALFORMED", at, "a varint is longer than 64 bits");
    if ((bytes[offset] as number) >= 0x80) continue;
    count += 1;
    length = 0;
  }
  if (length > 0) refuse("MALFORMED", at, "a list ends inside a varint");
  return count;
}
