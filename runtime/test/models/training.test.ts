import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import { digitsModel } from "../../models/digits/export.ts";
import { digitsLogits, digitsWeights } from "../../models/digits/network.ts";
import { imageSize, renderDigits } from "../../models/digits/render.ts";
import { encodeMessage } from "../../models/onnx/messages.ts";
import { type Model, writeModel } from "../../models/onnx/model.ts";
import { talesModel } from "../../models/tales/export.ts";
import { encode, tell } from "../../models/tales/grammar.ts";
import { talesLogits, talesWeights } from "../../models/tales/network.ts";
import { crossEntropy } from "../../models/training/crossEntropy.ts";
import { fit, type Weights } from "../../models/training/fit.ts";
import { floats, selectBackend } from "../../models/training/layer.ts";
import { type Random, seededRandom } from "../../models/training/random.ts";
import { type Trained, trainedValues } from "../../models/training/trained.ts";
import type { Tensor } from "../../src/engine/engine.ts";
import { ortInProcess } from "../../src/engine/inProcess.ts";

const digits = (random: Random, batch: number) => {
  const { images, labels } = renderDigits(random, batch);
  return { images, labels, tensor: tf.tensor4d(images, [batch, imageSize, imageSize, 1]) };
};

function train(seed: number, steps: number): { weights: Weights; losses: number[] } {
  const [random, losses] = [seededRandom(seed), [] as number[]];
  const weights = digitsWeights(random);
  fit(weights, { steps, warmUp: 3, peak: 3e-3, report: (_, loss) => losses.push(loss) }, () => {
    const { tensor, labels } = digits(random, 32);
    return crossEntropy(digitsLogits(weights, tensor), labels);
  });
  return { weights, losses };
}

/** Values that are not the initial zeros and ones, so that a bias put in the wrong place shows. */
function shaken(weights: Weights): Trained {
  const random = seededRandom(99);
  for (const weight of Object.values(weights)) {
    weight.assign(
      tf.tensor(
        floats(weight).map((value) => value + 0.1 * random.normal()),
        weight.shape,
      ),
    );
  }
  return trainedValues(weights);
}

async function assertExported(model: Model, inputs: Record<string, Tensor>, expected: Float32Array): Promise<void> {
  const session = await ortInProcess().open(writeModel(model));
  const { logits } = await session.run(inputs).finally(() => session.close());
  const [values, scale] = [logits?.data as Float32Array, Math.max(...expected.map(Math.abs))];
  assert.equal(values.length, expected.length);
  const error = Math.max(...values.map((value, i) => Math.abs(value - (expected[i] as number))));
  assert.ok(error < 1e-5 * scale, `${error} of ${scale}`);
}

describe("training", function () {
  this.timeout(120_000);
  before(selectBackend);

  it("gives the same bits for the same seed, and others for another", () => {
    const bytes = (seed: number) => writeModel(digitsModel(trainedValues(train(seed, 3).weights)));
    assert.deepEqual(bytes(1), bytes(1));
    assert.notDeepEqual(bytes(1), bytes(2));
  });

  it("learns", () => {
    const { losses } = train(4, 40);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    assert.ok(mean(losses.slice(-5)) < 0.8 * mean(losses.slice(0, 5)), losses.join(" "));
  });

  it("keeps no tensors from step to step", () => {
    const { weights } = train(5, 2);
    const before = tf.memory().numTensors;
    train(5, 6);
    assert.equal(tf.memory().numTensors, before + Object.keys(weights).length);
  });

  it("writes digits as ONNX that computes the same", async () => {
    const weights = digitsWeights(seededRandom(6));
    const model = digitsModel(shaken(weights));
    const { images, tensor } = digits(seededRandom(7), 5);
    const inputs: Record<string, Tensor> = {
      images: { type: "float32", dims: [5, 1, imageSize, imageSize], data: images },
    };
    await assertExported(model, inputs, floats(digitsLogits(weights, tensor)));
  });

  it("writes tales as ONNX that computes the same, for every number of texts and lengths", async () => {
    const weights = talesWeights(seededRandom(8));
    const model = talesModel(shaken(weights));
    for (const [batch, time] of [
      [1, 1],
      [2, 77],
      [3, 128],
    ] as const) {
      const random = seededRandom(9);
      const tokens = Array.from({ length: batch }, () => encode(tell(random).text).slice(0, time)).flat();
      const data = BigInt64Array.from(tokens, BigInt);
      const expected = floats(talesLogits(weights, Int32Array.from(tokens), batch));
      await assertExported(model, { tokens: { type: "int64", dims: [batch, time], data } }, expected);
    }
  });
});

describe("the ONNX writer", () => {
  it("writes what protobuf says, byte for byte", () => {
    // Field 1, varint 8; field 7, six bytes: field 2, the name "abcd"; field 8, an empty set of version 17.
    const bytes = encodeMessage("ModelProto", {
      ir_version: 8,
      graph: { name: "abcd" },
      opset_import: [{ version: 17 }],
    });
    assert.equal(Buffer.from(bytes).toString("hex"), "08083a0612046162636442021011");
  });

  it("refuses fields of the wrong type", () => {
    assert.throws(() => encodeMessage("ModelProto", { ir_version: "eight" }), TypeError);
    assert.throws(() => encodeMessage("TensorProto", { dims: [1.5] }), TypeError);
  });
});
