import * as tf from "@tensorflow/tfjs";
import { floats, layer } from "./layer.ts";

/** Largest of each 2 × 2 block of NHWC images with even height and width; the gradient goes to the first largest. */
export const maxPool2 = layer((x) => {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const given = floats(x);
  const values = new Float32Array(given.length / 4);
  const winners = new Int32Array(values.length);
  let out = 0;
  for (let row = 0; row < batch * height; row += 2) {
    for (let column = 0; column < width; column += 2) {
      for (let c = 0; c < channels; c++, out++) {
        const winner = largest(given, (row * width + column) * channels + c, channels, width * channels);
        winners[out] = winner;
        values[out] = given[winner] as number;
      }
    }
  }
  const gradient = (dy: Float32Array) => () => {
    const back = new Float32Array(given.length);
    for (let i = 0; i < dy.length; i++) back[winners[i] as number] = dy[i] as number;
    return tf.tensor(back, x.shape);
  };
  return { value: tf.tensor(values, [batch, height / 2, width / 2, channels]), gradients: (dy) => [gradient(dy)] };
});

function largest(values: Float32Array, corner: number, right: number, down: number): number {
  let winner = corner;
  if ((values[corner + right] as number) > (values[winner] as number)) winner = corner + right;
  if ((values[corner + down] as number) > (values[winner] as number)) winner = corner + down;
  if ((values[corner + down + right] as number) > (values[winner] as number)) winner = corner + down + right;
  return winner;
}
