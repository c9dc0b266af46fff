import type { Tensor, TensorInfo } from "../engine/engine.ts";
import { TensorInvalidError } from "./errors.ts";
import { type Element, tensorOf } from "./tensorData.ts";

/** A tensor in JSON. 64-bit integers are decimal strings. */
export type TensorJson = { type: string; dims: number[]; data: (number | string)[] };

/**
 * Reads a model's inputs from JSON: for each input nested lists (`[[0.5, 1]]`), whose nesting is the shape, or
 * `{ "dims": [1, 2], "data": [0.5, 1] }`. Element types are the model's.
 *
 * @throws TensorInvalidError naming the input.
 */
export function feedsFromJson(json: unknown, inputs: readonly TensorInfo[]): Record<string, Tensor> {
  const given = typeof json === "object" && json !== null && !Array.isArray(json) ? Object.entries(json) : undefined;
  if (!given) throw new TensorInvalidError("(all)", "an object with one member per input is expected");
  const unknown = given.find(([name]) => !inputs.some((input) => input.name === name));
  if (unknown) throw new TensorInvalidError(unknown[0], `the model has only ${inputs.map(({ name }) => name)}`);
  const values = new Map(given);
  return Object.fromEntries(inputs.map((input) => [input.name, feedFromJson(input, values.get(input.name))]));
}

function feedFromJson({ name, type }: TensorInfo, value: unknown): Tensor {
  if (value === undefined) throw new TensorInvalidError(name, "it is missing");
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const { dims, data } = value as { dims?: unknown; data?: unknown };
    if (!isDims(dims) || !Array.isArray(data)) throw new TensorInvalidError(name, "dims and data are expected");
    return tensorOf(name, type, dims, data);
  }
  const dims = dimsOf(value);
  const elements: Element[] = [];
  flatten(name, value, dims, elements);
  return tensorOf(name, type, dims, elements);
}

function isDims(dims: unknown): dims is number[] {
  return Array.isArray(dims) && dims.every((length) => Number.isSafeInteger(length) && length >= 0);
}

function dimsOf(value: unknown): number[] {
  return Array.isArray(value) ? [value.length, ...(value.length > 0 ? dimsOf(value[0]) : [])] : [];
}

function flatten(name: string, value: unknown, dims: readonly number[], into: Element[]): void {
  const [length, ...rest] = dims;
  if (length === undefined) {
    if (Array.isArray(value)) throw new TensorInvalidError(name, "its lists are nested unevenly");
    into.push(value as Element);
    return;
  }
  if (!Array.isArray(value) || value.length !== length) {
    throw new TensorInvalidError(name, "its lists are of different lengths");
  }
  for (const item of value) flatten(name, item, rest, into);
}

/** Tensors by name as JSON can hold them. */
export function tensorsToJson(tensors: Readonly<Record<string, Tensor>>): Record<string, TensorJson> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { type, dims, data }]) => [
      name,
      { type, dims, data: Array.from<number | bigint, number | string>(data, elementToJson) },
    ]),
  );
}

/** JSON has no infinities and no NaN, and loses integers beyond 2^53: those become strings. */
function elementToJson(value: number | bigint): number | string {
  return typeof value === "bigint" || !Number.isFinite(value) ? String(value) : value;
}
