import * as tf from "@tensorflow/tfjs";
import { floats, layer } from "./layer.ts";

/** Added to the variance; ONNX' LayerNormalization has the same default. */
export const layerNormEpsilon = 1e-5;

/** Normalises the last dimension to mean 0 and variance 1, then scales and shifts it. */
export const layerNorm = layer((x, scale, shift) => {
  const [gamma, beta] = [floats(scale), floats(shift)];
  const { normal, inverse } = normalise(floats(x), gamma.length);
  const values = normal.map((n, i) => n * (gamma[i % gamma.length] as number) + (beta[i % beta.length] as number));
  const gradients = (dy: Float32Array) => [
    () => tf.tensor(inputGradient(dy, normal, inverse, gamma), x.shape),
    () => tf.tensor1d(sumOverRows(gamma.length, (i) => (dy[i] as number) * (normal[i] as number), dy.length)),
    () => tf.tensor1d(sumOverRows(gamma.length, (i) => dy[i] as number, dy.length)),
  ];
  return { value: tf.tensor(values, x.shape), gradients };
});

function normalise(given: Float32Array, width: number): { normal: Float32Array; inverse: Float32Array } {
  const normal = new Float32Array(given.length);
  const inverse = new Float32Array(given.length / width);
  for (let row = 0; row < inverse.length; row++) {
    const [from, to] = [row * width, (row + 1) * width];
    let sum = 0;
    for (let i = from; i < to; i++) sum += given[i] as number;
    const mean = sum / width;
    let squares = 0;
    for (let i = from; i < to; i++) squares += ((given[i] as number) - mean) ** 2;
    const scale = 1 / Math.sqrt(squares / width + layerNormEpsilon);
    inverse[row] = scale;
    for (let i = from; i < to; i++) normal[i] = ((given[i] as number) - mean) * scale;
  }
  return { normal, inverse };
}

/** dx = (g − mean(g) − n · mean(g · n)) / σ for each row, with g the gradient at the normalised values n. */
function inputGradient(dy: Float32Array, n: Float32Array, inverse: Float32Array, gamma: Float32Array): Float32Array {
  const width = gamma.length;
  const g = dy.map((value, i) => value * (gamma[i % width] as number));
  const values = new Float32Array(n.length);
  for (let row = 0; row < inverse.length; row++) {
    const [from, to] = [row * width, (row + 1) * width];
    let sum = 0;
    let along = 0;
    for (let i = from; i < to; i++) {
      sum += g[i] as number;
      along += (g[i] as number) * (n[i] as number);
    }
    const [mean, slope, scale] = [sum / width, along / width, inverse[row] as number];
    for (let i = from; i < to; i++) values[i] = ((g[i] as number) - mean - (n[i] as number) * slope) * scale;
  }
  return values;
}

function sumOverRows(width: number, term: (i: number) => number, length: number): Float32Array {
  const sums = new Float64Array(width);
  for (let i = 0; i < length; i++) sums[i % width] = (sums[i % width] as number) + term(i);
  return Float32Array.from(sums);
}
