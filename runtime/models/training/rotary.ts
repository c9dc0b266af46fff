import * as tf from "@tensorflow/tfjs";
import { floats, layer } from "./layer.ts";

/** Cosines and sines of the angles by which each pair of numbers is turned at each place, both [context, half a head]. */
export function rotaryAngles(context: number, headSize: number): { cosines: Float32Array; sines: Float32Array } {
  const half = headSize / 2;
  const angles = Array.from({ length: context * half }, (_, i) => {
    return Math.floor(i / half) * 10_000 ** (-(i % half) / half);
  });
  return { cosines: Float32Array.from(angles, Math.cos), sines: Float32Array.from(angles, Math.sin) };
}

/**
 * Rotary position embedding (Su et al., "RoFormer", 2021) of [batch, time, width] cut into heads: number i of a head is
 * turned together with number i + half. What two places have to do with each other then depends on their distance.
 */
export const rotary = (heads: number) =>
  layer((x) => {
    const [, time, width] = x.shape as [number, number, number];
    const angles = rotaryAngles(time, width / heads);
    const place = (row: number) => Math.floor(row / heads) % time;
    const turned = (values: Float32Array, direction: 1 | -1) => {
      return tf.tensor(turn(values, width / heads, place, angles, direction), x.shape);
    };
    return { value: turned(floats(x), 1), gradients: (dy) => [() => turned(dy, -1)] };
  });

/** Turns every row of `size` numbers by the angles of its place, or back. */
function turn(
  values: Float32Array,
  size: number,
  place: (row: number) => number,
  { cosines, sines }: ReturnType<typeof rotaryAngles>,
  direction: 1 | -1,
): Float32Array {
  const half = size / 2;
  const result = new Float32Array(values.length);
  for (let row = 0; row < values.length / size; row++) {
    const [from, angle] = [row * size, place(row) * half];
    for (let i = 0; i < half; i++) {
      const [cosine, sine] = [cosines[angle + i] as number, direction * (sines[angle + i] as number)];
      const [first, second] = [values[from + i] as number, values[from + half + i] as number];
      result[from + i] = first * cosine - second * sine;
      result[from + half + i] = second * cosine + first * sine;
    }
  }
  return result;
}
