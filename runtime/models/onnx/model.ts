import { encodeMessage, type Message } from "./messages.ts";

/** Version of the file format and of the operator set that our models are written for. */
export const irVersion = 8;
export const opset = 17;

/** Numbers of TensorProto.DataType. */
export const dataType = { float32: 1, int64: 7 } as const;

export type Constant =
  | { type: "float32"; dims: number[]; data: Float32Array }
  | { type: "int64"; dims: number[]; data: number[] };
export type Attribute = { name: string } & ({ int: number } | { float: number } | { ints: number[] });
export type Node = { operator: string; inputs: string[]; outputs: string[]; attributes?: Attribute[] };
export type Value = { name: string; type: keyof typeof dataType; shape: (number | string)[] };

/** All that goes into a model file. Nodes stand in the order of computation. */
export type Model = {
  name: string;
  description: string;
  metadata: Record<string, string>;
  inputs: Value[];
  outputs: Value[];
  constants: Record<string, Constant>;
  nodes: Node[];
};

/** Bytes of an ONNX file; the same model gives the same bytes. */
export function writeModel(model: Model): Uint8Array {
  return encodeMessage("ModelProto", {
    ir_version: irVersion,
    producer_name: "capsule-protocol",
    doc_string: model.description,
    opset_import: [{ domain: "", version: opset }],
    metadata_props: Object.entries(model.metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: model.name,
      node: model.nodes.map(nodeMessage),
      initializer: Object.entries(model.constants).map(([name, constant]) => constantMessage(name, constant)),
      input: model.inputs.map(valueMessage),
      output: model.outputs.map(valueMessage),
    },
  });
}

/** TensorProto of a constant, its values as little-endian raw bytes. */
export function constantMessage(name: string, { type, dims, data }: Constant): Message {
  return { name, dims, data_type: dataType[type], raw_data: rawBytes(type, data) };
}

function rawBytes(type: Constant["type"], data: Float32Array | number[]): Uint8Array {
  const width = type === "float32" ? 4 : 8;
  const view = new DataView(new ArrayBuffer(data.length * width));
  data.forEach((value, i) => {
    if (type === "float32") view.setFloat32(i * width, value, true);
    else view.setBigInt64(i * width, BigInt(value), true);
  });
  return new Uint8Array(view.buffer);
}

function nodeMessage({ operator, inputs, outputs, attributes = [] }: Node): Message {
  return {
    name: outputs[0],
    op_type: operator,
    input: inputs,
    output: outputs,
    attribute: attributes.map(attributeMessage),
  };
}

/** Numbers of AttributeProto.AttributeType: FLOAT 1, INT 2, INTS 7. */
function attributeMessage(attribute: Attribute): Message {
  const { name } = attribute;
  if ("int" in attribute) return { name, i: attribute.int, type: 2 };
  if ("float" in attribute) return { name, f: attribute.float, type: 1 };
  return { name, ints: attribute.ints, type: 7 };
}

/** ValueInfoProto of an input or output; a string names a dimension that may vary. */
export function valueMessage({ name, type, shape }: Value): Message {
  const dim = shape.map((size) => (typeof size === "number" ? { dim_value: size } : { dim_param: size }));
  return { name, type: { tensor_type: { elem_type: dataType[type], shape: { dim } } } };
}
