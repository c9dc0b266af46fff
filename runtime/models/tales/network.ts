import * as tf from "@tensorflow/tfjs";
import { causalAttention } from "../training/attention.ts";
import { dense, denseRelu } from "../training/dense.ts";
import { embed } from "../training/embed.ts";
import { constantWeight, normalWeight, type Weights } from "../training/fit.ts";
import { layerNorm } from "../training/layerNorm.ts";
import type { Random } from "../training/random.ts";
import { rotary } from "../training/rotary.ts";
import { vocabulary } from "./grammar.ts";

/** A decoder-only transformer with the layer norms in front (GPT-2's arrangement), ReLU, rotary positions. */
export const shape = {
  context: 128,
  width: 64,
  heads: 4,
  layers: 2,
  inner: 256,
  vocabulary: vocabulary.length,
} as const;

/** Fresh weights, about 108,000 numbers; names carry the layer's index. */
export function talesWeights(random: Random): Weights {
  const { width, inner, layers } = shape;
  const linear = (name: string, inputs: number, outputs: number, gain = 1): Weights => ({
    [`${name}.weight`]: normalWeight(random, [inputs, outputs], gain / Math.sqrt(inputs)),
    [`${name}.bias`]: constantWeight([outputs], 0),
  });
  const norm = (name: string): Weights => ({
    [`${name}.scale`]: constantWeight([width], 1),
    [`${name}.shift`]: constantWeight([width], 0),
  });
  // What is added to the residual stream starts smaller the deeper the network is.
  const residual = 1 / Math.sqrt(2 * layers);
  const block = (i: number): Weights => ({
    ...norm(`${i}.attention.norm`),
    ...linear(`${i}.attention.query`, width, width),
    ...linear(`${i}.attention.key`, width, width),
    ...linear(`${i}.attention.value`, width, width),
    ...linear(`${i}.attention.output`, width, width, residual),
    ...norm(`${i}.feedForward.norm`),
    ...linear(`${i}.feedForward.inner`, width, inner, Math.SQRT2),
    ...linear(`${i}.feedForward.output`, inner, width, residual),
  });
  return {
    embedding: normalWeight(random, [shape.vocabulary, width], 0.5),
    ...Object.assign({}, ...Array.from({ length: layers }, (_, i) => block(i))),
    ...norm("final.norm"),
    ...linear("characters", width, shape.vocabulary),
  };
}

/** Tokens [batch, time], time ≤ 128, to logits [batch · time, vocabulary]: row i predicts the token after i. */
export function talesLogits(weights: Weights, tokens: Int32Array, batch: number): tf.Tensor2D {
  const weight = (name: string) => weights[name] as tf.Variable;
  const linear = (x: tf.Tensor, name: string, apply = dense) =>
    apply(x, weight(`${name}.weight`), weight(`${name}.bias`));
  const norm = (x: tf.Tensor, name: string) => layerNorm(x, weight(`${name}.scale`), weight(`${name}.shift`));
  const turn = rotary(shape.heads);
  let x = embed(tokens, batch)(weight("embedding"));
  for (let i = 0; i < shape.layers; i++) {
    const [attention, feedForward] = [`${i}.attention`, `${i}.feedForward`];
    const attended = norm(x, `${attention}.norm`);
    const projected = (name: string) => linear(attended, `${attention}.${name}`);
    const heads = causalAttention(shape.heads)(turn(projected("query")), turn(projected("key")), projected("value"));
    x = tf.add(x, linear(heads, `${attention}.output`));
    const inner = linear(norm(x, `${feedForward}.norm`), `${feedForward}.inner`, denseRelu);
    x = tf.add(x, linear(inner, `${feedForward}.output`));
  }
  const logits = linear(norm(x, "final.norm"), "characters");
  return tf.reshape(logits, [-1, shape.vocabulary]);
}
