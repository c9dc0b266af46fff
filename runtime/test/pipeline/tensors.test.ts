import assert from "node:assert/strict";
import type { TensorInfo } from "../../src/engine/engine.ts";
import { TensorInvalidError } from "../../src/tensors/errors.ts";
import { sampleFeeds } from "../../src/tensors/sampleFeeds.ts";
import { feedsFromJson, tensorsToJson } from "../../src/tensors/tensorJson.ts";

const inputs: TensorInfo[] = [
  { name: "x", type: "float32", shape: ["batch", 2] },
  { name: "ids", type: "int64", shape: [3] },
];

describe("tensors in JSON", () => {
  it("are read from nested lists, whose nesting is the shape, in the model's types", () => {
    const feeds = feedsFromJson(
      {
        x: [
          [0.5, 1],
          [2, 3],
        ],
        ids: [1, "9007199254740993", -2],
      },
      inputs,
    );
    assert.deepEqual(feeds, {
      x: { type: "float32", dims: [2, 2], data: Float32Array.of(0.5, 1, 2, 3) },
      ids: { type: "int64", dims: [3], data: BigInt64Array.of(1n, 9007199254740993n, -2n) },
    });
  });

  it("are read from dims and data", () => {
    const { x } = feedsFromJson({ x: { dims: [1, 2], data: [1, 2] }, ids: { dims: [0], data: [] } }, inputs);
    assert.deepEqual(x, { type: "float32", dims: [1, 2], data: Float32Array.of(1, 2) });
  });

  const wrong: [string, unknown, RegExp][] = [
    ["a list instead of an object", [], /one member per input/],
    ["a missing input", { x: [[1, 2]] }, /Input ids: it is missing/],
    ["an unknown input", { x: [[1, 2]], ids: [1, 2, 3], y: 1 }, /Input y/],
    ["uneven lists", { x: [[1, 2], [3]], ids: [1, 2, 3] }, /different lengths/],
    ["lists nested unevenly", { x: [[1, [2]]], ids: [1, 2, 3] }, /nested unevenly/],
    ["too few elements", { x: { dims: [2, 2], data: [1] }, ids: [1, 2, 3] }, /1 elements .* \[2, 2\]/],
    ["dims that are no lengths", { x: { dims: [-1], data: [] }, ids: [1, 2, 3] }, /dims and data/],
    ["text instead of numbers", { x: [["1", 2]], ids: [1, 2, 3] }, /1 is no float32/],
    ["a fraction instead of an integer", { x: [[1, 2]], ids: [1.5, 2, 3] }, /1.5 is no int64/],
    ["an integer beyond its type", { x: [[1, 2]], ids: ["9223372036854775808", 2, 3] }, /no int64/],
  ];
  for (const [title, json, message] of wrong) {
    it(`are refused for ${title}`, () => {
      assert.throws(
        () => feedsFromJson(json, inputs),
        (error) => error instanceof TensorInvalidError && message.test(error.message),
      );
    });
  }

  it("are written so that JSON loses nothing", () => {
    const json = tensorsToJson({
      a: { type: "int64", dims: [1], data: BigInt64Array.of(2n ** 62n) },
      b: { type: "float32", dims: [3], data: Float32Array.of(0.5, Number.NaN, Number.NEGATIVE_INFINITY) },
    });
    assert.deepEqual(JSON.parse(JSON.stringify(json)), {
      a: { type: "int64", dims: [1], data: ["4611686018427387904"] },
      b: { type: "float32", dims: [3], data: [0.5, "NaN", "-Infinity"] },
    });
  });
});

describe("sampleFeeds", () => {
  it("makes the same tensors from the same seed and others from another", () => {
    assert.deepEqual(sampleFeeds(inputs), sampleFeeds(inputs, { seed: 1 }));
    assert.notDeepEqual(sampleFeeds(inputs), sampleFeeds(inputs, { seed: 2 }));
  });

  it("fits what the model declares, with length 1 where it leaves a dimension free", () => {
    const { x, ids } = sampleFeeds(inputs);
    assert.deepEqual([x?.type, x?.dims, x?.data.length], ["float32", [1, 2], 2]);
    assert.deepEqual([ids?.type, ids?.dims], ["int64", [3]]);
    assert.deepEqual(sampleFeeds(inputs, { freeDimension: 4 }).x?.dims, [4, 2]);
  });

  it("keeps floats in [0, 1) and spreads them", () => {
    const { x } = sampleFeeds([{ name: "x", type: "float32", shape: [10_000] }]);
    assert.ok(x?.data instanceof Float32Array);
    const values = [...x.data];
    assert.ok(values.every((value) => value >= 0 && value < 1));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    assert.ok(Math.abs(mean - 0.5) < 0.02, `mean ${mean}`);
  });
});
