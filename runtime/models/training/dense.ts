import * as tf from "@tensorflow/tfjs";
import { floats, layer, type Pass } from "./layer.ts";
import { type Matrix, multiply } from "./multiply.ts";
import { fromPatches, type PatchShape, toPatches } from "./patches.ts";

/** x [..., in] · weight [in, out] + bias [out]. */
export const dense = layer((x, weight, bias) => denseLayer(x, weight, bias, false));

/** max(0, x · weight + bias). */
export const denseRelu = layer((x, weight, bias) => denseLayer(x, weight, bias, true));

/** max(0, convolution + bias) over NHWC images, stride 1, zero padding that keeps the size; filter [size, size, in, out]. */
export const convolveRelu = layer((x, filter, bias) => {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const shape: PatchShape = { batch, height, width, channels, kernel: filter.shape[0] as number };
  const patches = tf.tensor2d(toPatches(floats(x), shape), [batch * height * width, shape.kernel ** 2 * channels]);
  const flat = tf.reshape(filter, [patches.shape[1], -1]);
  const { value, gradients } = denseLayer(patches, flat, bias, true);
  return {
    value: tf.reshape(value, [batch, height, width, -1]),
    gradients: (dy) => {
      const [image, weight, offset] = gradients(dy) as [() => tf.Tensor, () => tf.Tensor, () => tf.Tensor];
      const pixels = () => tf.tensor(fromPatches(floats(image()), shape), x.shape);
      // The first layer's images are data: nobody asks for their gradient, the costliest of the three.
      const images = channels === 1 ? () => tf.zerosLike(x) : pixels;
      return [images, () => tf.reshape(weight(), filter.shape), offset];
    },
  };
});

function matrix(values: Float32Array, rows: number, columns: number, transposed = false): Matrix {
  return { values, offset: 0, rows, columns, transposed };
}

function denseLayer(x: tf.Tensor, weight: tf.Tensor, bias: tf.Tensor, relu: boolean): Pass {
  const [depth, width] = weight.shape as [number, number];
  const [input, weights] = [floats(x), floats(weight)];
  const rows = input.length / depth;
  const values = new Float32Array(rows * width);
  multiply(matrix(input, rows, depth), matrix(weights, depth, width), values);
  addBias(values, floats(bias), relu);
  const gradients = (dy: Float32Array) => {
    const g = relu ? wherePositive(dy, values) : dy;
    const inputGradient = () => product(matrix(g, rows, width), matrix(weights, depth, width, true), x.shape);
    const weightGradient = () => product(matrix(input, rows, depth, true), matrix(g, rows, width), weight.shape);
    return [inputGradient, weightGradient, () => tf.tensor1d(columnSums(g, width))];
  };
  return { value: tf.tensor(values, [...x.shape.slice(0, -1), width]), gradients };
}

function product(a: Matrix, b: Matrix, shape: number[]): tf.Tensor {
  const values = new Float32Array(shape.reduce((size, dim) => size * dim, 1));
  multiply(a, b, values);
  return tf.tensor(values, shape);
}

function addBias(values: Float32Array, bias: Float32Array, relu: boolean): void {
  const floor = relu ? 0 : Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row += bias.length) {
    for (let i = 0; i < bias.length; i++) {
      const sum = (values[row + i] as number) + (bias[i] as number);
      values[row + i] = Math.max(sum, floor);
    }
  }
}

function wherePositive(dy: Float32Array, values: Float32Array): Float32Array {
  const gradient = new Float32Array(dy.length);
  for (let i = 0; i < dy.length; i++) gradient[i] = (values[i] as number) > 0 ? (dy[i] as number) : 0;
  return gradient;
}

function columnSums(values: Float32Array, width: number): Float32Array {
  const sums = new Float64Array(width);
  for (let row = 0; row < values.length; row += width) {
    for (let i = 0; i < width; i++) sums[i] = (sums[i] as number) + (values[row + i] as number);
  }
  return Float32Array.from(sums);
}
