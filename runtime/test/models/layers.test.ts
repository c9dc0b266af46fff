import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { causalAttention } from "../../models/training/attention.ts";
import { crossEntropy } from "../../models/training/crossEntropy.ts";
import { convolveRelu, dense, denseRelu } from "../../models/training/dense.ts";
import { embed } from "../../models/training/embed.ts";
import { selectBackend } from "../../models/training/layer.ts";
import { layerNorm } from "../../models/training/layerNorm.ts";
import { multiply } from "../../models/training/multiply.ts";
import { maxPool2 } from "../../models/training/pool.ts";
import { seededRandom } from "../../models/training/random.ts";
import { rotary, rotaryAngles } from "../../models/training/rotary.ts";

type Layer = (...inputs: tf.Tensor[]) => tf.Tensor;

let seed = 0;
const random = (...shape: number[]) => tf.randomNormal(shape, 0, 1, "float32", ++seed);

function assertClose(actual: tf.Tensor, expected: tf.Tensor, what: string): void {
  assert.deepEqual(actual.shape, expected.shape, what);
  const [a, e] = [actual.dataSync(), expected.dataSync()];
  const scale = Math.max(1, ...e.map(Math.abs));
  for (const [i, value] of e.entries()) {
    assert.ok(Math.abs((a[i] as number) - value) <= 2e-5 * scale, `${what}, element ${i}: ${a[i]}, not ${value}`);
  }
}

/** Our layer and tfjs' own operations give the same values and the same gradients. */
function assertSame(ours: Layer, theirs: Layer, inputs: tf.Tensor[], first = 0): void {
  const value = theirs(...inputs);
  assertClose(ours(...inputs), value, "value");
  const dy = random(...value.shape);
  const [mine, expected] = [tf.grads(ours)(inputs, dy), tf.grads(theirs)(inputs, dy)];
  for (let i = first; i < inputs.length; i++)
    assertClose(mine[i] as tf.Tensor, expected[i] as tf.Tensor, `gradient ${i}`);
}

describe("the layers that models are trained with", function () {
  this.timeout(60_000);
  before(selectBackend);

  it("multiply matrices of every remainder of the tile, turned round or not", () => {
    for (const [m, k, n] of [
      [1, 1, 1],
      [4, 3, 8],
      [5, 7, 9],
      [13, 2, 17],
      [8, 16, 24],
    ] as const) {
      for (const [turnA, turnB] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        const [a, b] = [turnA ? random(k, m) : random(m, k), turnB ? random(n, k) : random(k, n)];
        const matrix = (t: tf.Tensor, transposed: boolean) => {
          const [rows, columns] = t.shape as [number, number];
          return { values: t.dataSync<"float32">(), offset: 0, rows, columns, transposed };
        };
        const out = new Float32Array(m * n);
        multiply(matrix(a, turnA), matrix(b, turnB), out);
        assertClose(tf.tensor2d(out, [m, n]), tf.matMul(a, b, turnA, turnB), `[${m}, ${k}] · [${k}, ${n}]`);
      }
    }
    const matrix = { values: new Float32Array(6), offset: 0, rows: 2, columns: 3, transposed: false };
    assert.throws(() => multiply(matrix, matrix, new Float32Array(4)), RangeError);
  });

  it("agree with tfjs on dense layers", () => {
    const plain: Layer = (x, w, b) =>
      tf.add(tf.matMul(tf.reshape(x as tf.Tensor, [-1, 5]), w as tf.Tensor), b as tf.Tensor);
    const inputs = [random(6, 5), random(5, 7), random(7)];
    assertSame(dense, plain, inputs);
    assertSame(denseRelu, (...all) => tf.relu(plain(...all)), inputs);
  });

  it("agree with tfjs on convolutions, but for the gradient of images, which are data", () => {
    const plain: Layer = (x, f, b) =>
      tf.relu(tf.add(tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, 1, "same"), b as tf.Tensor));
    assertSame(convolveRelu, plain, [random(2, 6, 4, 3), random(3, 3, 3, 5), random(5)]);
    assertSame(convolveRelu, plain, [random(2, 4, 4, 1), random(3, 3, 1, 5), random(5)], 1);
  });

  it("agree with tfjs on pooling", () => {
    assertSame(maxPool2, (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, "valid"), [random(2, 6, 4, 3)]);
  });

  it("agree with tfjs on layer normalisation", () => {
    const plain: Layer = (x, scale, shift) => {
      const { mean, variance } = tf.moments(x as tf.Tensor, -1, true);
      const normal = tf.div(tf.sub(x as tf.Tensor, mean), tf.sqrt(tf.add(variance, 1e-5)));
      return tf.add(tf.mul(normal, scale as tf.Tensor), shift as tf.Tensor);
    };
    assertSame(layerNorm, plain, [random(4, 9), random(9), random(9)]);
  });

  it("agree with tfjs on causal attention", () => {
    const [batch, time, heads, size] = [2, 5, 3, 4];
    const split = (x: tf.Tensor) => tf.transpose(tf.reshape(x, [batch, time, heads, size]), [0, 2, 1, 3]);
    const past = tf.linalg.bandPart(tf.ones([time, time]), -1, 0);
    const plain: Layer = (...inputs) => {
      const [q, k, v] = inputs.map(split) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const scores = tf.div(tf.matMul(q, k, false, true), Math.sqrt(size));
      const weights = tf.softmax(tf.add(scores, tf.mul(-1e9, tf.sub(1, past))));
      return tf.reshape(tf.transpose(tf.matMul(weights, v), [0, 2, 1, 3]), [batch, time, heads * size]);
    };
    const width = heads * size;
    assertSame(causalAttention(heads), plain, [
      random(batch, time, width),
      random(batch, time, width),
      random(batch, time, width),
    ]);
  });

  it("agree with tfjs on embeddings", () => {
    const tokens = Int32Array.of(1, 0, 3, 3, 3, 2);
    const plain: Layer = (table) => tf.reshape(tf.gather(table as tf.Tensor, tf.tensor1d(tokens, "int32")), [2, 3, 5]);
    assertSame(embed(tokens, 2), plain, [random(4, 5)]);
  });

  it("agree with tfjs on rotary positions, which keep lengths and see distances alone", () => {
    const [batch, time, heads, size] = [2, 5, 3, 4];
    const { cosines, sines } = rotaryAngles(time, size);
    const [cosine, sine] = [cosines, sines].map((table) => tf.tensor(table, [1, time, 1, size / 2])) as [
      tf.Tensor,
      tf.Tensor,
    ];
    const plain: Layer = (x) => {
      const [first, second] = tf.split(tf.reshape(x as tf.Tensor, [batch, time, heads, size]), 2, -1) as [
        tf.Tensor,
        tf.Tensor,
      ];
      const turned = [
        tf.sub(tf.mul(first, cosine), tf.mul(second, sine)),
        tf.add(tf.mul(second, cosine), tf.mul(first, sine)),
      ];
      return tf.reshape(tf.concat(turned, -1), [batch, time, heads * size]);
    };
    assertSame(rotary(heads), plain, [random(batch, time, heads * size)]);
    const vector = tf.tile(random(1, 1, size), [1, time, 1]);
    const turned = tf.reshape(rotary(1)(vector), [time, size]);
    const products = tf.matMul(turned, turned, false, true).arraySync() as number[][];
    for (let i = 1; i < time; i++) {
      assert.ok(Math.abs((products[i]?.[i] as number) - (products[0]?.[0] as number)) < 1e-5);
      assert.ok(Math.abs((products[i]?.[i - 1] as number) - (products[1]?.[0] as number)) < 1e-5);
    }
  });

  it("agree with tfjs on the loss", () => {
    const labels = Int32Array.of(0, 2, 1);
    const plain: Layer = (logits) => {
      const target = tf.oneHot(tf.tensor1d(labels, "int32"), 4);
      return tf.losses.softmaxCrossEntropy(target, logits as tf.Tensor);
    };
    assertSame((logits) => crossEntropy(logits as tf.Tensor2D, labels), plain, [random(3, 4)]);
  });
});

describe("the random numbers that models are made from", () => {
  it("depend on the seed alone", () => {
    const draw = (from: number) => {
      const source = seededRandom(from);
      return Array.from({ length: 50 }, () => [
        source.uniform(),
        source.normal(),
        source.integer(7),
        source.pick("abc".split("")),
      ]);
    };
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1), draw(2));
  });

  it("are spread as they say", () => {
    const source = seededRandom(3);
    const count = 20_000;
    const mean = (next: () => number) =>
      Array.from({ length: count }, next).reduce((sum, value) => sum + value, 0) / count;
    assert.ok(Math.abs(mean(() => source.uniform()) - 0.5) < 0.02);
    assert.ok(Math.abs(mean(() => source.normal())) < 0.04);
    assert.ok(Math.abs(mean(() => source.normal() ** 2) - 1) < 0.06);
    assert.ok(Math.abs(mean(() => source.between(2, 4)) - 3) < 0.04);
    assert.ok(Math.abs(mean(() => source.integer(5)) - 2) < 0.06);
    assert.throws(() => source.pick([]), RangeError);
  });
});
