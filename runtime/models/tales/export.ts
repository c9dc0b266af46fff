import type { Attribute, Constant, Model, Node } from "../onnx/model.ts";
import { layerNormEpsilon } from "../training/layerNorm.ts";
import { rotaryAngles } from "../training/rotary.ts";
import type { Trained } from "../training/trained.ts";
import { vocabulary } from "./grammar.ts";
import { shape } from "./network.ts";

/** Low enough that a masked score has no weight after the softmax. */
const masked = -1e9;

/** The trained network as an ONNX model: tokens [batch, time] to logits [batch, time, vocabulary], time ≤ 128. */
export function talesModel(trained: Trained): Model {
  const layers = Array.from({ length: shape.layers }, (_, i) => block(i)).flat();
  return {
    name: "tales",
    description: "Tells small tales, one character after another: row i of the logits predicts the token after i.",
    metadata: { task: "text-generation", license: "MIT", vocabulary, context: String(shape.context) },
    inputs: [{ name: "tokens", type: "int64", shape: ["batch", "time"] }],
    outputs: [{ name: "logits", type: "float32", shape: ["batch", "time", shape.vocabulary] }],
    constants: { ...trained, ...fixedValues() },
    nodes: [
      ...start(),
      ...layers,
      ...norm(`x${shape.layers}`, "final.norm"),
      ...linear("final.norm", "characters", "logits"),
    ],
  };
}

function node(operator: string, inputs: string[], output: string, attributes: Attribute[] = []): Node {
  return { operator, inputs, outputs: [output], attributes };
}

function fixedValues(): Record<string, Constant> {
  const { context, heads, width } = shape;
  const size = width / heads;
  const { cosines, sines } = rotaryAngles(context, size);
  const mask = Float32Array.from({ length: context * context }, (_, i) => {
    return i % context > Math.floor(i / context) ? masked : 0;
  });
  return {
    "attention.mask": { type: "float32", dims: [context, context], data: mask },
    "attention.scale": { type: "float32", dims: [], data: Float32Array.of(1 / Math.sqrt(size)) },
    "rotary.cosines": { type: "float32", dims: [context, size / 2], data: cosines },
    "rotary.sines": { type: "float32", dims: [context, size / 2], data: sines },
    "heads.split": { type: "int64", dims: [4], data: [0, 0, heads, size] },
    "heads.join": { type: "int64", dims: [3], data: [0, 0, width] },
    "slice.start": { type: "int64", dims: [1], data: [0] },
    "slice.rows": { type: "int64", dims: [1], data: [0] },
    "slice.columns": { type: "int64", dims: [1], data: [1] },
  };
}

/** Embeddings x0 [batch, time, width], and the parts of the fixed tables for this many tokens. */
function start(): Node[] {
  const slice = (from: string, axes: string, output: string) =>
    node("Slice", [from, "slice.start", "time", axes], output);
  return [
    node("Shape", ["tokens"], "time", [{ name: "start", int: 1 }]),
    node("Gather", ["embedding", "tokens"], "x0"),
    slice("rotary.cosines", "slice.rows", "cosines"),
    slice("rotary.sines", "slice.rows", "sines"),
    slice("attention.mask", "slice.rows", "mask.rows"),
    slice("mask.rows", "slice.columns", "mask"),
  ];
}

/** One layer: x{i} to x{i + 1}. */
function block(i: number): Node[] {
  const [attention, feedForward] = [`${i}.attention`, `${i}.feedForward`];
  return [
    ...norm(`x${i}`, `${attention}.norm`),
    ...attend(attention),
    node("Add", [`x${i}`, `${attention}.output`], `${i}.attended`),
    ...norm(`${i}.attended`, `${feedForward}.norm`),
    ...linear(`${feedForward}.norm`, `${feedForward}.inner`),
    node("Relu", [`${feedForward}.inner`], `${feedForward}.positive`),
    ...linear(`${feedForward}.positive`, `${feedForward}.output`),
    node("Add", [`${i}.attended`, `${feedForward}.output`], `x${i + 1}`),
  ];
}

/** softmax(q · kᵀ · scale + mask) · v for each head, queries and keys turned by their places. */
function attend(name: string): Node[] {
  const heads = (part: string) => [
    ...linear(`${name}.norm`, `${name}.${part}`),
    node("Reshape", [`${name}.${part}`, "heads.split"], `${name}.${part}.split`),
    node("Transpose", [`${name}.${part}.split`], `${name}.${part}.heads`, [{ name: "perm", ints: [0, 2, 1, 3] }]),
  ];
  return [
    ...heads("query"),
    ...turned(`${name}.query.heads`),
    ...heads("key"),
    ...turned(`${name}.key.heads`),
    ...heads("value"),
    node("Transpose", [`${name}.key.heads.turned`], `${name}.key.columns`, [{ name: "perm", ints: [0, 1, 3, 2] }]),
    node("MatMul", [`${name}.query.heads.turned`, `${name}.key.columns`], `${name}.products`),
    node("Mul", [`${name}.products`, "attention.scale"], `${name}.scaled`),
    node("Add", [`${name}.scaled`, "mask"], `${name}.scores`),
    node("Softmax", [`${name}.scores`], `${name}.weights`, [{ name: "axis", int: -1 }]),
    node("MatMul", [`${name}.weights`, `${name}.value.heads`], `${name}.mixed`),
    node("Transpose", [`${name}.mixed`], `${name}.mixed.rows`, [{ name: "perm", ints: [0, 2, 1, 3] }]),
    node("Reshape", [`${name}.mixed.rows`, "heads.join"], `${name}.joined`),
    ...linear(`${name}.joined`, `${name}.output`),
  ];
}

/** Rotary position embedding: first · cos − second · sin, then second · cos + first · sin. */
function turned(name: string): Node[] {
  const last = [{ name: "axis", int: -1 }];
  const [first, second] = [`${name}.first`, `${name}.second`];
  return [
    { operator: "Split", inputs: [name], outputs: [first, second], attributes: last },
    node("Mul", [first, "cosines"], `${first}.cosine`),
    node("Mul", [second, "sines"], `${second}.sine`),
    node("Sub", [`${first}.cosine`, `${second}.sine`], `${first}.turned`),
    node("Mul", [second, "cosines"], `${second}.cosine`),
    node("Mul", [first, "sines"], `${first}.sine`),
    node("Add", [`${second}.cosine`, `${first}.sine`], `${second}.turned`),
    node("Concat", [`${first}.turned`, `${second}.turned`], `${name}.turned`, last),
  ];
}

/** input · weight + bias; the result is named after the layer unless told otherwise. */
function linear(input: string, layer: string, output = layer): Node[] {
  return [
    node("MatMul", [input, `${layer}.weight`], `${layer}.product`),
    node("Add", [`${layer}.product`, `${layer}.bias`], output),
  ];
}

function norm(input: string, layer: string): Node[] {
  const attributes = [
    { name: "axis", int: -1 },
    { name: "epsilon", float: layerNormEpsilon },
  ];
  return [node("LayerNormalization", [input, `${layer}.scale`, `${layer}.shift`], layer, attributes)];
}
