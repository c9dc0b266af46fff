/** Models that do one thing: right, wrong, for ever, or with all the memory there is. */
import type { Message } from "../../models/onnx/messages.ts";
import type { Tensor } from "../../src/engine/engine.ts";
import { attribute, encodeModel, graph, long, model, port } from "../artifact/models.ts";

const node = (op_type: string, input: string[], output: string[], ...attributes: Message[]): Message => {
  return { op_type, input, output, attribute: attributes };
};
const scalar = (name: string, type: number, bytes: Uint8Array): Message => ({
  name,
  data_type: type,
  dims: [],
  raw_data: bytes,
});
const int64 = (value: bigint) => new Uint8Array(BigInt64Array.of(value).buffer);
const one = Uint8Array.of(0, 0, 128, 63);

/** y = x + 1. */
export const addOne = encodeModel(
  model({ node: [node("Add", ["x", "one"], ["y"])], initializer: [scalar("one", 1, one)] }),
);

/** One input and one output of each element type (numbers of TensorProto.DataType), passed through. */
export function identities(types: number[]): Uint8Array {
  const each = (make: (type: number) => Message) => types.map(make);
  const identity = each((type) => node("Identity", [`x${type}`], [`y${type}`]));
  const input = each((type) => port(`x${type}`, ["n"], type));
  return encodeModel(model({ node: identity, input, output: each((type) => port(`y${type}`, ["n"], type)) }));
}

/** y is x looped over `body`, for ever; the body turns v into w. */
function looped(body: Message): Uint8Array {
  const inner = graph({
    node: [node("Identity", ["go"], ["again"]), body],
    input: [port("i", [], 7), port("go", [], 9), port("v", ["m"])],
    output: [port("again", [], 9), port("w", ["k"])],
  });
  const loop = node("Loop", ["times", "true", "x"], ["y"], { ...attribute("g", inner), name: "body" });
  const initializer = [scalar("times", 7, int64(2n ** 63n - 1n)), scalar("true", 9, Uint8Array.of(1))];
  return encodeModel(model({ node: [loop], initializer, output: [port("y", ["k"])] }));
}

/** Never ends. */
export const endless = looped(node("Relu", ["v"], ["w"]));

/** Doubles its memory until there is none left. */
export const doubling = looped(node("Concat", ["v", "v"], ["w"], { name: "axis", type: 2, i: 0 }));

/** y is of the shape that x says: as large as its caller wants. */
export const filled = encodeModel(
  model({ node: [node("ConstantOfShape", ["x"], ["y"])], input: [port("x", [2], 7)], output: [port("y", ["a", "b"])] }),
);

/** As large as a terabyte, by itself; may be computed as early as when it is loaded. */
export const filledByItself = encodeModel(
  model({
    node: [
      node("ConstantOfShape", ["shape"], ["huge"]),
      node("ReduceSum", ["huge"], ["sum"]),
      node("Add", ["x", "sum"], ["y"]),
    ],
    initializer: [{ name: "shape", data_type: 7, dims: [2], int64_data: [long(2n ** 19n), long(2n ** 19n)] }],
    output: [port("y", ["a", "b"])],
  }),
);

/** y = the fourth number of a list of two. */
export const outOfRange = encodeModel(
  model({
    node: [node("Gather", ["x", "index"], ["y"])],
    initializer: [scalar("index", 7, int64(3n))],
    output: [port("y", [])],
  }),
);

/** Passes our reading, but its node reads a value that nobody computes. */
export const unconnected = encodeModel(model({ node: [node("Relu", ["nowhere"], ["y"])] }));

export const floats = (...values: number[]): Tensor => ({
  type: "float32",
  dims: [values.length],
  data: Float32Array.from(values),
});
export const shapeOf = (...sizes: bigint[]): Tensor => ({
  type: "int64",
  dims: [sizes.length],
  data: BigInt64Array.from(sizes),
});
