import * as tf from "@tensorflow/tfjs";

/** A layer's result, and how gradients flow back through it: one for each input, in order. */
export type Pass = { value: tf.Tensor; gradients: (dy: Float32Array) => (() => tf.Tensor)[] };

/**
 * A layer whose forward pass and gradient are single loops over the values, where tfjs would compose many small ones.
 * tfjs keeps recording and ordering the gradients; its own types describe layers of one rank only, hence the casts.
 */
export function layer(pass: (...inputs: tf.Tensor[]) => Pass): (...inputs: tf.Tensor[]) => tf.Tensor {
  const forward = (...given: unknown[]) => {
    const { value, gradients } = pass(...(given.slice(0, -1) as tf.Tensor[]));
    const gradFunc = (dy: tf.Tensor) => gradients(floats(dy)).map((gradient) => gradient());
    return { value, gradFunc };
  };
  return tf.customGrad(forward as never) as never;
}

/** The tensor's own values, not a copy: read only. */
export function floats(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<"float32">();
}

/** Selects tfjs' JavaScript backend, the one that runs everywhere and gives the same bits every time. */
export async function selectBackend(): Promise<void> {
  tf.enableProdMode();
  await tf.setBackend("cpu");
}
