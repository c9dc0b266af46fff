import assert from "node:assert/strict";
import type { Tensor } from "../../../src/engine/engine.ts";

/** Asserts the same names, types and shapes, and values that differ by at most `tolerance` of the largest expected one. */
export function assertClose(actual: Record<string, Tensor>, expected: Record<string, Tensor>, tolerance: number): void {
  assert.deepEqual(Object.keys(actual).sort(), Object.keys(expected).sort());
  for (const [name, { type, dims, data }] of Object.entries(expected)) {
    const other = actual[name];
    assert.deepEqual([other?.type, other?.dims], [type, dims], name);
    const values = Array.from<number | bigint, number>(data, Number);
    const largest = Math.max(...values.map(Math.abs));
    for (const [index, value] of values.entries()) {
      const distance = Math.abs(value - Number(other?.data[index]));
      assert.ok(distance <= tolerance * largest, `${name}[${index}] is ${other?.data[index]}, not ${value}`);
    }
  }
}
