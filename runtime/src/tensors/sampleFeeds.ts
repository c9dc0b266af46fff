import type { Tensor, TensorInfo, TensorType } from "../engine/engine.ts";
import { elementCount, tensorOf } from "./tensorData.ts";

/** Length given to a dimension that the model leaves free. */
const FREE_DIMENSION = 1;

/**
 * Deterministic inputs for a model, from nothing but what it declares: the same seed gives the same tensors everywhere.
 * Floats are in [0, 1); integers are small (they are often indices into a vocabulary), booleans both.
 *
 * @param options `seed`: default 1; `freeDimension`: length of dimensions that the model leaves free, default 1.
 */
export function sampleFeeds(
  inputs: readonly TensorInfo[],
  options: { seed?: number; freeDimension?: number } = {},
): Record<string, Tensor> {
  const { seed = 1, freeDimension = FREE_DIMENSION } = options;
  const random = generator(seed);
  return Object.fromEntries(
    inputs.map(({ name, type, shape }) => {
      const dims = shape.map((length) => (typeof length === "number" ? length : freeDimension));
      const elements = Array.from({ length: elementCount(dims) }, () => sample(type, random()));
      return [name, tensorOf(name, type, dims, elements)];
    }),
  );
}

function sample(type: TensorType, unit: number): number {
  if (type === "float32" || type === "float64") return unit;
  if (type === "float16") return 0x3800 + Math.floor(unit * 0x400); // bits of the numbers from 0.5 to 1
  return Math.floor(unit * 2);
}

/** mulberry32 (public domain, Tommy Ettinger): small, fast, the same in every engine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
