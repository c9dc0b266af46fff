import type { Tensor } from "@capsule-protocol/runtime/engine/engine.ts";

/**
 * The largest difference between two sets of tensors, relative to the largest expected value of its tensor.
 *
 * @returns 0 for equal ones, Infinity when names, types or shapes differ.
 */
export function largestDifference(
  actual: Readonly<Record<string, Tensor>>,
  expected: Readonly<Record<string, Tensor>>,
): number {
  const names = Object.keys(expected);
  if (names.length === 0 || Object.keys(actual).length !== names.length) return Number.POSITIVE_INFINITY;
  return Math.max(...names.map((name) => differenceOf(actual[name], expected[name])));
}

function differenceOf(actual: Tensor | undefined, expected: Tensor | undefined): number {
  if (!actual || !expected || actual.type !== expected.type) return Number.POSITIVE_INFINITY;
  if (actual.dims.join() !== expected.dims.join()) return Number.POSITIVE_INFINITY;
  const [left, right] = [numbersOf(actual), numbersOf(expected)];
  let largest = 0;
  let scale = 0;
  for (const [index, value] of right.entries()) {
    const other = left[index] ?? Number.NaN;
    if (Object.is(value, other)) continue;
    const distance = Math.abs(value - other);
    if (Number.isNaN(distance)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, distance);
  }
  for (const value of right) scale = Math.max(scale, Math.abs(value) || 0);
  return largest === 0 ? 0 : largest / (scale || 1);
}

function numbersOf({ data }: Tensor): number[] {
  return Array.from<number | bigint, number>(data, Number);
}

/** A tensor's type, shape and first elements, on one line. */
export function tensorText({ type, dims, data }: Tensor, limit = 4): string {
  const first = Array.from<number | bigint, string>(data.slice(0, limit), (value) =>
    typeof value === "number" && !Number.isInteger(value) ? value.toPrecision(5) : String(value),
  );
  return `${type} [${dims.join(", ")}] ${first.join(", ")}${data.length > limit ? ", …" : ""}`;
}
