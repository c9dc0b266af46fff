import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { digitsRecipe, evaluate as evaluateDigits } from "../../models/digits/recipe.ts";
import { type LoadedSampleModel, type Metric, sampleModel, sampleModels, sampleTolerance } from "../../models/index.ts";
import { continueText } from "../../models/tales/generate.ts";
import { evaluate as evaluateTales, prompts, talesRecipe } from "../../models/tales/recipe.ts";
import { inspectModel } from "../../src/artifact/inspectModel.ts";
import type { EngineSession, Tensor } from "../../src/engine/engine.ts";
import { ortInProcess } from "../../src/engine/inProcess.ts";
import { ortEngine } from "../../src/engine/isolated/ortEngine.ts";

const recipes = [digitsRecipe, talesRecipe];

function assertClose(actual: Tensor | undefined, expected: Tensor): void {
  assert.deepEqual([actual?.type, actual?.dims], [expected.type, expected.dims]);
  const [a, e] = [actual?.data as Float32Array, expected.data as Float32Array];
  const allowed = sampleTolerance * Math.max(...e.map(Math.abs));
  assert.ok(e.every((value, i) => Math.abs((a[i] as number) - value) <= allowed));
}

const metric = (metrics: Metric[], name: string) => metrics.find((each) => each.name === name)?.value as number;

for (const model of sampleModels) {
  describe(`the sample model ${model.name}`, function () {
    this.timeout(120_000);
    let loaded: LoadedSampleModel;

    before(async () => {
      loaded = await model.load();
    });

    it("is the file that its metadata name, of at most a megabyte", async () => {
      const { bytes, metadata } = loaded;
      const digest = createHash("sha256").update(bytes).digest("hex");
      assert.deepEqual([metadata.name, metadata.sha256, metadata.size], [model.name, `0x${digest}`, bytes.length]);
      assert.ok((await stat(model.path)).size <= 1_000_000);
    });

    it("passes our own reading, which finds what its metadata say", () => {
      const { inputs, outputs, opsets, parameters } = inspectModel(loaded.bytes);
      assert.deepEqual({ inputs, outputs }, { inputs: loaded.metadata.inputs, outputs: loaded.metadata.outputs });
      assert.deepEqual(opsets, [{ domain: "", version: 17 }]);
      assert.ok(parameters >= loaded.metadata.parameters);
    });

    it("has a card that is written from its measured values", () => {
      const recipe = recipes.find(({ name }) => name === model.name);
      assert.equal(loaded.card, recipe?.card(loaded.metadata));
      assert.deepEqual(loaded.metadata.training, recipe?.training);
      assert.match(loaded.card, /synthetic/);
    });

    for (const [name, engine] of Object.entries({ ortEngine: ortEngine(), ortInProcess: ortInProcess() })) {
      it(`answers its samples as recorded, in ${name}`, async () => {
        const session = await engine.open(loaded.bytes);
        try {
          assert.ok(loaded.samples.length >= 3);
          for (const sample of loaded.samples) {
            const outputs = await session.run(sample.inputs);
            assert.deepEqual(Object.keys(outputs), Object.keys(sample.outputs));
            for (const [output, expected] of Object.entries(sample.outputs)) assertClose(outputs[output], expected);
          }
        } finally {
          await session.close();
        }
      });
    }
  });
}

describe("the sample models on held-out data", function () {
  this.timeout(240_000);

  const withModel = async (
    name: "digits" | "tales",
    task: (session: EngineSession, loaded: LoadedSampleModel) => Promise<void>,
  ) => {
    const loaded = await sampleModel(name).load();
    const session = await ortInProcess().open(loaded.bytes);
    await task(session, loaded).finally(() => session.close());
  };

  it("read digits about as well as recorded: at least 97 %", () =>
    withModel("digits", async (session, { metadata }) => {
      const recorded = metric(metadata.metrics, "accuracy");
      assert.ok(recorded >= 0.97);
      const measured = metric(await evaluateDigits(session, 1000), "accuracy");
      // Three standard deviations of a share measured on a thousand.
      assert.ok(Math.abs(measured - recorded) < 3 * Math.sqrt((recorded * (1 - recorded)) / 1000), String(measured));
    }));

  it("name the digit that their samples say", () =>
    withModel("digits", async (session, { samples }) => {
      for (const { inputs, answer } of samples) {
        const { logits } = await session.run(inputs);
        const values = logits?.data as Float32Array;
        assert.equal(String(values.indexOf(Math.max(...values))), answer);
      }
    }));

  it("read tales about as well as recorded, between chance and the grammar's own", () =>
    withModel("tales", async (session, { metadata }) => {
      const recorded = metric(metadata.metrics, "bits per character");
      const floor = metric(metadata.metrics, "bits per character of the grammar itself");
      assert.ok(recorded > floor && recorded < 3 * floor, `${recorded} bits`);
      const measured = metric(await evaluateTales(session, 30), "bits per character");
      assert.ok(Math.abs(measured - recorded) < 0.1 * recorded, String(measured));
      assert.equal(metric(metadata.metrics, "perplexity per character").toFixed(9), (2 ** recorded).toFixed(9));
    }));

  it("tell the tales that their samples say", () =>
    withModel("tales", async (session, { samples }) => {
      const told = await Promise.all(prompts.map((prompt) => continueText(session, prompt, 120)));
      assert.deepEqual(
        told,
        samples.map(({ answer }) => answer),
      );
    }));

  it("read the last 128 characters of longer texts", () =>
    withModel("tales", async (session) => {
      const prompt = `\n${"Once there was a shy fox named Mira. ".repeat(5)}She lived under the stone `;
      assert.equal(await continueText(session, prompt, 6), "bridge");
    }));
});
