/** Small models, as messages of the format, for tests to change and encode. */
import { encodeMessage, type Message } from "../../models/onnx/messages.ts";

export function port(name: string, shape: (number | string)[] = ["n"], elementType = 1): Message {
  const dim = shape.map((size) => (typeof size === "number" ? { dim_value: size } : { dim_param: size }));
  return { name, type: { tensor_type: { elem_type: elementType, shape: { dim } } } };
}

export const reluNode: Message = { op_type: "Relu", input: ["x"], output: ["y"] };

/** A graph from x to y. */
export function graph(fields: Message = {}): Message {
  return { name: "g", node: [reluNode], input: [port("x")], output: [port("y")], ...fields };
}

/** A model of one Relu; `graphFields` and `fields` replace what they name. */
export function model(graphFields: Message = {}, fields: Message = {}): Message {
  return { ir_version: 8, opset_import: [{ domain: "", version: 17 }], graph: graph(graphFields), ...fields };
}

export function encodeModel(message: Message): Uint8Array {
  return encodeMessage("ModelProto", message);
}

/** A float tensor of two ones. */
export const tensor: Message = {
  name: "w",
  dims: [2],
  data_type: 1,
  raw_data: Uint8Array.of(0, 0, 128, 63, 0, 0, 128, 63),
};

/** Attribute types by the field that holds the value. */
const attributeType = {
  i: 2,
  t: 4,
  g: 5,
  ints: 7,
  tensors: 9,
  graphs: 10,
  sparse_tensor: 11,
  sparse_tensors: 12,
} as const;

export function attribute(field: keyof typeof attributeType, value: unknown): Message {
  return { name: "a", type: attributeType[field], [field]: value };
}

/** A node that carries the attribute; what it computes is of no matter to the inspection. */
export function nodeWith(...attributes: Message[]): Message {
  return { op_type: "Relu", input: ["x"], output: ["y"], attribute: attributes };
}

export function modelFunction(fields: Message = {}): Message {
  return {
    name: "Twice",
    domain: "local",
    input: ["x"],
    output: ["y"],
    node: [reluNode],
    opset_import: [{ domain: "", version: 17 }],
    ...fields,
  };
}

/** A model that defines functions in the domain "local". */
export function modelWithFunctions(functions: Message[], graphFields: Message = {}): Message {
  const opsets = [
    { domain: "", version: 17 },
    { domain: "local", version: 1 },
  ];
  return model(graphFields, { functions, opset_import: opsets });
}

/** A 64-bit integer as the writer takes it. */
export function long(value: bigint): { low: number; high: number; unsigned: boolean } {
  return { low: Number(BigInt.asIntN(32, value)), high: Number(BigInt.asIntN(32, value >> 32n)), unsigned: false };
}
