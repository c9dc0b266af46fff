import type { Constant, Model, Node } from "../onnx/model.ts";
import type { Trained } from "../training/trained.ts";
import { flatSize, widths } from "./network.ts";
import { imageSize } from "./render.ts";

/** The trained network as an ONNX model: images [batch, 1, 28, 28] to logits [batch, 10]. */
export function digitsModel(trained: Trained): Model {
  return {
    name: "digits",
    description: "Classifies 28 x 28 grey images of single digits: ink 1, paper 0.",
    metadata: { task: "image-classification", license: "MIT", classes: "0123456789" },
    inputs: [{ name: "images", type: "float32", shape: ["batch", 1, imageSize, imageSize] }],
    outputs: [{ name: "logits", type: "float32", shape: ["batch", widths.classes] }],
    constants: channelsFirst(trained),
    nodes: [
      ...convolution("images", "first"),
      ...convolution("first", "second"),
      { operator: "Flatten", inputs: ["second"], outputs: ["flat"], attributes: [{ name: "axis", int: 1 }] },
      { operator: "Gemm", inputs: ["flat", "hidden.weight", "hidden.bias"], outputs: ["hidden.sum"] },
      { operator: "Relu", inputs: ["hidden.sum"], outputs: ["hidden"] },
      { operator: "Gemm", inputs: ["hidden", "classes.weight", "classes.bias"], outputs: ["logits"] },
    ],
  };
}

/** Convolution, ReLU and 2 × 2 pooling; the result is named after the block. */
function convolution(input: string, block: string): Node[] {
  const square = (name: string, size: number) => ({ name, ints: [size, size] });
  const padded = { name: "pads", ints: [1, 1, 1, 1] };
  const [filter, bias] = [`${block}.filter`, `${block}.bias`];
  const [sum, positive] = [`${block}.sum`, `${block}.positive`];
  return [
    {
      operator: "Conv",
      inputs: [input, filter, bias],
      outputs: [sum],
      attributes: [square("kernel_shape", 3), padded],
    },
    { operator: "Relu", inputs: [sum], outputs: [positive] },
    {
      operator: "MaxPool",
      inputs: [positive],
      outputs: [block],
      attributes: [square("kernel_shape", 2), square("strides", 2)],
    },
  ];
}

/** tfjs keeps channels last, ONNX wants them first: in the filters and in the rows of the layer after the images. */
function channelsFirst(trained: Trained): Record<string, Constant> {
  const side = imageSize / 4;
  return {
    ...trained,
    "first.filter": permuted(trained, "first.filter", [3, 3, 1, widths.first], [3, 2, 0, 1]),
    "second.filter": permuted(trained, "second.filter", [3, 3, widths.first, widths.second], [3, 2, 0, 1]),
    "hidden.weight": {
      ...permuted(trained, "hidden.weight", [side, side, widths.second, widths.hidden], [2, 0, 1, 3]),
      dims: [flatSize, widths.hidden],
    },
  };
}

/** The values seen as an array of the given shape, its dimensions put in a new order (new i = old order[i]). */
function permuted(trained: Trained, name: string, shape: number[], order: number[]): Trained[string] {
  const data = (trained[name] as Trained[string]).data;
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((product, dim) => product * dim, 1));
  const dims = order.map((from) => shape[from] as number);
  const moved = new Float32Array(data.length);
  for (let target = 0; target < moved.length; target++) {
    let [rest, source] = [target, 0];
    for (let i = dims.length - 1; i >= 0; i--) {
      source += (rest % (dims[i] as number)) * (strides[order[i] as number] as number);
      rest = Math.floor(rest / (dims[i] as number));
    }
    moved[target] = data[source] as number;
  }
  return { type: "float32", dims, data: moved };
}
