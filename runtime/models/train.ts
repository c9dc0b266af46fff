/** Makes one of the sample models: `node runtime/models/train.ts digits|tales [folder]`. Takes some minutes on one core. */
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ortInProcess } from "../src/engine/inProcess.ts";
import { digitsRecipe } from "./digits/recipe.ts";
import { writeModel } from "./onnx/model.ts";
import { type ModelMetadata, type Sample, type StoredTensor, storeTensor } from "./sample.ts";
import { talesRecipe } from "./tales/recipe.ts";
import { selectBackend } from "./training/layer.ts";
import type { Recipe } from "./training/recipe.ts";
import type { Trained } from "./training/trained.ts";

const recipes = [digitsRecipe, talesRecipe];

async function make(recipe: Recipe, folder: string): Promise<void> {
  await selectBackend();
  const trained = recipe.train(progress(recipe));
  const bytes = writeModel(recipe.model(trained));
  const metadata = await measure(recipe, trained, bytes);
  const path = (extension: string) => join(folder, `${recipe.name}.${extension}`);
  await writeFile(path("onnx"), bytes);
  await writeFile(path("json"), json(metadata));
  await writeFile(path("card.md"), recipe.card(metadata));
  for (const { name, value, dataset } of metadata.metrics) console.log(`${name}: ${value} (${dataset})`);
}

function progress({ training }: Recipe): (step: number, loss: number) => void {
  const began = performance.now();
  let smooth = Number.NaN;
  return (step, loss) => {
    smooth = Number.isNaN(smooth) ? loss : smooth + 0.05 * (loss - smooth);
    if ((step + 1) % 50 !== 0) return;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    console.log(`step ${step + 1} of ${training.steps}: loss ${smooth.toFixed(4)}, ${seconds} s`);
  };
}

async function measure(recipe: Recipe, trained: Trained, bytes: Uint8Array): Promise<ModelMetadata> {
  const session = await ortInProcess().open(bytes);
  try {
    return {
      name: recipe.name,
      task: recipe.task,
      license: "MIT",
      sha256: `0x${createHash("sha256").update(bytes).digest("hex")}`,
      size: bytes.length,
      parameters: Object.values(trained).reduce((sum, { data }) => sum + data.length, 0),
      inputs: session.inputs,
      outputs: session.outputs,
      metrics: await recipe.evaluate(session),
      training: recipe.training,
      samples: (await recipe.samples(session)).map(stored),
    };
  } finally {
    await session.close();
  }
}

function stored({ name, inputs, outputs, answer }: Sample): Sample<StoredTensor> {
  const all = (tensors: Sample["inputs"]) => {
    return Object.fromEntries(Object.entries(tensors).map(([key, tensor]) => [key, storeTensor(tensor)]));
  };
  return { name, inputs: all(inputs), outputs: all(outputs), answer };
}

/** Indented, but lists of plain values on one line, as the formatter of this repository has it. */
function json(value: unknown): string {
  const indented = JSON.stringify(value, null, 2);
  return `${indented.replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\s*\n\s*/g, " ").replace(/\[ | \]/g, (end) => end.trim()))}\n`;
}

const recipe = recipes.find(({ name }) => name === process.argv[2]);
if (recipe === undefined) {
  console.error(`usage: node runtime/models/train.ts ${recipes.map(({ name }) => name).join("|")} [folder]`);
  process.exitCode = 2;
} else {
  await make(recipe, process.argv[3] ?? import.meta.dirname);
}
