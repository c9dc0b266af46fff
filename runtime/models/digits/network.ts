import * as tf from "@tensorflow/tfjs";
import { convolveRelu, dense, denseRelu } from "../training/dense.ts";
import { constantWeight, normalWeight, type Weights } from "../training/fit.ts";
import { maxPool2 } from "../training/pool.ts";
import type { Random } from "../training/random.ts";
import { imageSize } from "./render.ts";

/** Channels after the first and second convolution, units of the hidden layer, and classes. */
export const widths = { first: 16, second: 32, hidden: 48, classes: 10 } as const;

/** Values after the second pooling: 7 × 7 pixels of 32 channels. */
export const flatSize = (imageSize / 4) ** 2 * widths.second;

/** Fresh weights, He initialisation; convolution filters are [height, width, in, out]. */
export function digitsWeights(random: Random): Weights {
  const he = (shape: number[], inputs: number) => normalWeight(random, shape, Math.sqrt(2 / inputs));
  return {
    "first.filter": he([3, 3, 1, widths.first], 9),
    "first.bias": constantWeight([widths.first], 0),
    "second.filter": he([3, 3, widths.first, widths.second], 9 * widths.first),
    "second.bias": constantWeight([widths.second], 0),
    "hidden.weight": he([flatSize, widths.hidden], flatSize),
    "hidden.bias": constantWeight([widths.hidden], 0),
    "classes.weight": he([widths.hidden, widths.classes], widths.hidden),
    "classes.bias": constantWeight([widths.classes], 0),
  };
}

/** Images [batch, 28, 28, 1] to logits [batch, 10]. */
export function digitsLogits(weights: Weights, images: tf.Tensor4D): tf.Tensor2D {
  const weight = (name: string) => weights[name] as tf.Variable;
  const first = maxPool2(convolveRelu(images, weight("first.filter"), weight("first.bias")));
  const second = maxPool2(convolveRelu(first, weight("second.filter"), weight("second.bias")));
  const flat = tf.reshape(second, [-1, flatSize]);
  const hidden = denseRelu(flat, weight("hidden.weight"), weight("hidden.bias"));
  return dense(hidden, weight("classes.weight"), weight("classes.bias")) as tf.Tensor2D;
}
