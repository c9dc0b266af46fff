import * as tf from "@tensorflow/tfjs";
import { floats, layer } from "./layer.ts";

/** Rows of a table [vocabulary, width] for the tokens of a batch: [batch, time, width]. */
export const embed = (tokens: Int32Array, batch: number) =>
  layer((table) => {
    const width = table.shape[1] as number;
    const rows = floats(table);
    const values = new Float32Array(tokens.length * width);
    for (const [i, token] of tokens.entries()) values.set(rows.subarray(token * width, (token + 1) * width), i * width);
    const gradient = (dy: Float32Array) => () => {
      const sums = new Float32Array(rows.length);
      for (const [i, token] of tokens.entries()) {
        for (let c = 0; c < width; c++)
          sums[token * width + c] = (sums[token * width + c] as number) + (dy[i * width + c] as number);
      }
      return tf.tensor(sums, table.shape);
    };
    return { value: tf.tensor(values, [batch, tokens.length / batch, width]), gradients: (dy) => [gradient(dy)] };
  });
