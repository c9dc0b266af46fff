import * as tf from "@tensorflow/tfjs";
import { floats, layer } from "./layer.ts";
import { type Matrix, multiply } from "./multiply.ts";

/**
 * Causal attention; the three inputs and the result are [batch, time, width], the width cut into equal heads:
 * softmax(q · kᵀ / √size, over the past only) · v for each head.
 */
export const causalAttention = (heads: number) =>
  layer((q, k, v) => {
    const cut = headsOf(q.shape as [number, number, number], heads);
    const [query, key, value] = [cut.split(floats(q)), cut.split(floats(k)), cut.split(floats(v))];
    const weights = cut.eachHead(cut.time, (head, out, at) => {
      multiply(cut.narrow(query, head), cut.narrow(key, head, true), out, at);
    });
    causalSoftmax(weights, cut.time, cut.scale);
    const attend = (left: Float32Array, transposed: boolean, right: Float32Array) =>
      cut.eachHead(cut.size, (head, out, at) => {
        multiply(cut.square(left, head, transposed), cut.narrow(right, head), out, at);
      });
    const gradients = (dy: Float32Array) => {
      const split = cut.split(dy);
      const scores = cut.eachHead(cut.time, (head, out, at) => {
        multiply(cut.narrow(split, head), cut.narrow(value, head, true), out, at);
      });
      softmaxGradient(scores, weights, cut.time, cut.scale);
      const tensor = (values: Float32Array) => tf.tensor(cut.join(values), q.shape);
      return [
        () => tensor(attend(scores, false, key)),
        () => tensor(attend(scores, true, query)),
        () => tensor(attend(weights, true, split)),
      ];
    };
    return { value: tf.tensor(cut.join(attend(weights, false, value)), q.shape), gradients };
  });

/** How [batch, time, width] values are cut into heads, and where each head's matrices lie. */
function headsOf([batch, time, width]: [number, number, number], heads: number) {
  const size = width / heads;
  const count = batch * heads;
  const moved = (values: Float32Array, split: boolean) => {
    const result = new Float32Array(values.length);
    let joined = 0;
    for (let row = 0; row < batch * time; row++) {
      const [example, step] = [Math.floor(row / time), row % time];
      for (let head = 0; head < heads; head++) {
        const start = ((example * heads + head) * time + step) * size;
        for (let i = 0; i < size; i++, joined++) {
          if (split) result[start + i] = values[joined] as number;
          else result[joined] = values[start + i] as number;
        }
      }
    }
    return result;
  };
  return {
    time,
    size,
    scale: 1 / Math.sqrt(size),
    split: (values: Float32Array) => moved(values, true),
    join: (values: Float32Array) => moved(values, false),
    narrow: (values: Float32Array, head: number, transposed = false): Matrix => {
      return { values, offset: head * time * size, rows: time, columns: size, transposed };
    },
    square: (values: Float32Array, head: number, transposed = false): Matrix => {
      return { values, offset: head * time * time, rows: time, columns: time, transposed };
    },
    /** Fills one [time, columns] matrix for each head. */
    eachHead: (columns: number, fill: (head: number, out: Float32Array, offset: number) => void) => {
      const out = new Float32Array(count * time * columns);
      for (let head = 0; head < count; head++) fill(head, out, head * time * columns);
      return out;
    },
  };
}

/** In place, for each row: softmax over the entries up to the diagonal, after scaling; zero beyond it. */
function causalSoftmax(scores: Float32Array, time: number, scale: number): void {
  for (let row = 0; row < scores.length / time; row++) {
    const from = row * time;
    const to = from + (row % time) + 1;
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = from; i < to; i++) highest = Math.max(highest, scores[i] as number);
    let sum = 0;
    for (let i = from; i < to; i++) {
      const power = Math.exp(((scores[i] as number) - highest) * scale);
      scores[i] = power;
      sum += power;
    }
    for (let i = from; i < to; i++) scores[i] = (scores[i] as number) / sum;
    scores.fill(0, to, from + time);
  }
}

/** In place: w · (g − Σ g · w) · scale for each row; masked entries have w = 0 and so no gradient. */
function softmaxGradient(g: Float32Array, w: Float32Array, columns: number, scale: number): void {
  for (let from = 0; from < g.length; from += columns) {
    let sum = 0;
    for (let i = from; i < from + columns; i++) sum += (g[i] as number) * (w[i] as number);
    for (let i = from; i < from + columns; i++) g[i] = (w[i] as number) * ((g[i] as number) - sum) * scale;
  }
}
