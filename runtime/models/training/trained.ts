import type { Constant } from "../onnx/model.ts";
import type { Weights } from "./fit.ts";
import { floats } from "./layer.ts";

/** Trained values by name, ready to be written. */
export type Trained = Record<string, Extract<Constant, { type: "float32" }>>;

/** Copies the weights out of the training graph. */
export function trainedValues(weights: Weights): Trained {
  const entries = Object.entries(weights).map(([name, weight]) => {
    return [name, { type: "float32", dims: weight.shape, data: floats(weight).slice() }] as const;
  });
  return Object.fromEntries(entries);
}
