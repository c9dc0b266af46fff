import * as tf from "@tensorflow/tfjs";
import { floats, layer } from "./layer.ts";

/** Mean negative log-likelihood, in nats, of the right class of each row; logits [rows, classes]. */
export function crossEntropy(logits: tf.Tensor2D, labels: Int32Array): tf.Scalar {
  const loss = layer((given) => {
    const classes = logits.shape[1];
    const { likelihood, gradient } = softmaxLoss(floats(given), labels, classes);
    const scaled = (dy: Float32Array) => () =>
      tf.tensor(
        gradient.map((g) => g * (dy[0] as number)),
        given.shape,
      );
    return { value: tf.scalar(-likelihood / labels.length), gradients: (dy) => [scaled(dy)] };
  });
  return loss(logits) as tf.Scalar;
}

/** Sum of the rows' log-likelihoods, and the gradient of the mean loss: (softmax − one-hot) / rows. */
export function softmaxLoss(logits: Float32Array, labels: Int32Array, classes: number) {
  const gradient = new Float32Array(logits.length);
  let likelihood = 0;
  for (let row = 0; row < labels.length; row++) {
    const [from, to] = [row * classes, (row + 1) * classes];
    const right = from + (labels[row] as number);
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) highest = Math.max(highest, logits[i] as number);
    let sum = 0;
    for (let i = from; i < to; i++) sum += Math.exp((logits[i] as number) - highest);
    likelihood += (logits[right] as number) - highest - Math.log(sum);
    for (let i = from; i < to; i++) gradient[i] = Math.exp((logits[i] as number) - highest) / sum / labels.length;
    gradient[right] = (gradient[right] as number) - 1 / labels.length;
  }
  return { likelihood, gradient };
}
