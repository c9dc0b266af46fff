import type { Tensor, TensorType } from "../engine/engine.ts";
import { arrayOf } from "../engine/tensorArrays.ts";
import { TensorInvalidError } from "./errors.ts";

/** Inclusive bounds of the integer types. */
const BOUNDS: Partial<Record<TensorType, [bigint, bigint]>> = {
  int8: [-128n, 127n],
  uint8: [0n, 255n],
  float16: [0n, 65535n], // raw bits
  int16: [-32768n, 32767n],
  uint16: [0n, 65535n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  bool: [0n, 1n],
};

/** One element as JSON can hold it: 64-bit integers may come as decimal strings. */
export type Element = number | bigint | boolean | string;

/** Number of elements of a shape. */
export function elementCount(dims: readonly number[]): number {
  return dims.reduce((count, length) => count * length, 1);
}

/**
 * A tensor of the given type and shape.
 *
 * @param name of the input, for the message.
 * @throws TensorInvalidError when there are too many or too few elements, or one is none of the type's.
 */
export function tensorOf(name: string, type: TensorType, dims: number[], elements: readonly Element[]): Tensor {
  if (elements.length !== elementCount(dims)) {
    throw new TensorInvalidError(name, `${elements.length} elements were given for the shape [${dims.join(", ")}]`);
  }
  const data = new arrayOf[type](elements.length) as { [index: number]: number | bigint };
  const big = type === "int64" || type === "uint64";
  for (const [index, element] of elements.entries()) {
    const value = elementOf(name, type, element);
    data[index] = big ? BigInt(value) : Number(value);
  }
  return { type, dims, data } as unknown as Tensor;
}

function elementOf(name: string, type: TensorType, element: Element): number | bigint {
  const wrong = (cause?: unknown) => new TensorInvalidError(name, `${String(element)} is no ${type}`, cause);
  const bounds = BOUNDS[type];
  if (!bounds) {
    if (typeof element !== "number") throw wrong();
    return element;
  }
  let value: bigint;
  try {
    value = BigInt(element);
  } catch (cause) {
    throw wrong(cause);
  }
  if (value < bounds[0] || value > bounds[1]) throw wrong();
  return value;
}
