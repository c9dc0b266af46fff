import { Message, refuseMemoryAddress, type Value } from "./fields.ts";
import { sparseTensorLayout, tensorLayout } from "./layouts.ts";
import { type Budget, type Place, refuse, sliceLength } from "./wire.ts";

/** Where a type's elements may stand besides raw_data, and how many bits each has there. */
type ElementType = { name: string; bits: number; list: string };

const int32List = "int32_data";

/** TensorProto.DataType by number; complex numbers (14, 15) have no operator that takes them and are left out. */
export const elementTypes: ReadonlyMap<number, ElementType> = new Map([
  [1, { name: "float32", bits: 32, list: "float_data" }],
  [2, { name: "uint8", bits: 8, list: int32List }],
  [3, { name: "int8", bits: 8, list: int32List }],
  [4, { name: "uint16", bits: 16, list: int32List }],
  [5, { name: "int16", bits: 16, list: int32List }],
  [6, { name: "int32", bits: 32, list: int32List }],
  [7, { name: "int64", bits: 64, list: "int64_data" }],
  [8, { name: "string", bits: 0, list: "string_data" }],
  [9, { name: "bool", bits: 8, list: int32List }],
  [10, { name: "float16", bits: 16, list: int32List }],
  [11, { name: "float64", bits: 64, list: "double_data" }],
  [12, { name: "uint32", bits: 32, list: "uint64_data" }],
  [13, { name: "uint64", bits: 64, list: "uint64_data" }],
  [16, { name: "bfloat16", bits: 16, list: int32List }],
  [17, { name: "float8e4m3fn", bits: 8, list: int32List }],
  [18, { name: "float8e4m3fnuz", bits: 8, list: int32List }],
  [19, { name: "float8e5m2", bits: 8, list: int32List }],
  [20, { name: "float8e5m2fnuz", bits: 8, list: int32List }],
  [21, { name: "uint4", bits: 4, list: int32List }],
  [22, { name: "int4", bits: 4, list: int32List }],
  [23, { name: "float4e2m1", bits: 4, list: int32List }],
]);

const dataFields = ["raw_data", "float_data", "int32_data", "string_data", "int64_data", "double_data", "uint64_data"];

/** A tensor whose data are all here. */
export type InspectedTensor = { name: string; elements: number };

/** Checks a dense tensor: no data elsewhere, sane dimensions, exactly the data that they call for. */
export function inspectTensor(value: Value, budget: Budget): InspectedTensor {
  const tensor = new Message(value.slice, value.at, tensorLayout, budget);
  refuseExternalData(tensor);
  const number = Number(tensor.integer("data_type") ?? 0n);
  const type = elementTypes.get(number);
  if (type === undefined) refuse("UNSUPPORTED_TYPE", tensor.at, `elements of data type ${number}`);
  const elements = countElements(tensor.integers("dims"), tensor.at, budget);
  checkData(tensor, type, elements);
  return { name: tensor.text("name"), elements };
}

/** Every field by which a tensor can point outside the file. */
function refuseExternalData(tensor: Message): void {
  const [entry] = tensor.all("external_data");
  if (entry !== undefined) refuse("EXTERNAL_DATA", entry.at, "data outside the file");
  const location = tensor.integer("data_location");
  if (location !== undefined && location !== 0n) {
    refuse("EXTERNAL_DATA", tensor.at, `data_location ${location}: data outside the file`);
  }
  if (tensor.has("segment")) refuse("EXTERNAL_DATA", tensor.at, "a segment of a tensor that stands elsewhere");
  for (const text of tensor.all("string_data")) refuseMemoryAddressBytes(text);
}

/** Product of the dimensions, which stays a safe number because it is held against the limit at every step. */
export function countElements(dims: readonly bigint[], at: Place, { limits }: Budget): number {
  let product = 1n;
  for (const dim of dims) {
    if (dim < 0n) refuse("BAD_SHAPE", at, `a dimension of ${dim}`);
    if (dim > BigInt(limits.elements)) refuse("LIMIT_EXCEEDED", at, `a dimension of ${dim}, over ${limits.elements}`);
    product *= dim;
    if (product > BigInt(limits.elements)) refuse("LIMIT_EXCEEDED", at, `more than ${limits.elements} elements`);
  }
  return Number(product);
}

function checkData(tensor: Message, { name, bits, list }: ElementType, elements: number): void {
  const present = dataFields.filter((field) => tensor.has(field));
  if (present.length > 1) refuse("DATA_MISMATCH", tensor.at, `data in ${present.join(" and ")} at once`);
  const [field] = present;
  if (field === undefined) {
    if (elements > 0) refuse("DATA_MISMATCH", tensor.at, `${elements} elements, but no data`);
    return;
  }
  const raw = field === "raw_data" && name !== "string";
  if (!raw && field !== list) refuse("DATA_MISMATCH", tensor.at, `${name} elements in ${field}`);
  const found = raw ? sliceLength((tensor.one(field) as Value).slice) : tensor.count(field);
  // Four-bit elements stand in pairs, in bytes as in lists.
  const perEntry = bits === 4 ? 2 : 1;
  const expected = raw ? Math.ceil((elements * bits) / 8) : Math.ceil(elements / perEntry);
  if (found !== expected) {
    refuse("DATA_MISMATCH", tensor.at, `${elements} ${name} elements need ${expected} in ${field}, found ${found}`);
  }
}

/** Strings of attributes and tensors are bytes of any kind; the mark of a memory address is plain ASCII in all of them. */
export function refuseMemoryAddressBytes({ slice: { bytes, start, end }, at }: Value): void {
  refuseMemoryAddress(latin1.decode(bytes.subarray(start, end)), at);
}

const latin1 = new TextDecoder("latin1");

/**
 * Always refuses: exporters don't write sparse tensors, and the runtime below writes them out in full. Data outside the
 * file are looked for first, in values and indices, so that the worse reason is the one reported.
 */
export function refuseSparseTensor(value: Value, budget: Budget): never {
  const sparse = new Message(value.slice, value.at, sparseTensorLayout, budget);
  for (const part of [...sparse.all("values"), ...sparse.all("indices")]) {
    refuseExternalData(new Message(part.slice, part.at, tensorLayout, budget));
  }
  return refuse("SPARSE_TENSOR", sparse.at, "a sparse tensor");
}
