/** The models that this repository makes and ships, with what they must answer. Read from the disk, never from a network. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Tensor } from "../src/engine/engine.ts";
import { type ModelMetadata, readTensor, type Sample, type StoredTensor } from "./sample.ts";

export type { Metric, ModelMetadata, Sample, StoredTensor } from "./sample.ts";
export { readTensor, sampleTolerance, storeTensor } from "./sample.ts";
export { continueText } from "./tales/generate.ts";

/** A model with all that is known of it. */
export type LoadedSampleModel = { bytes: Uint8Array; card: string; metadata: ModelMetadata; samples: Sample[] };

export type SampleModel = {
  name: "digits" | "tales";
  /** The ONNX file. */
  path: string;
  /** The model card, Markdown. */
  cardPath: string;
  /** The same in JSON, with samples. */
  metadataPath: string;
  load(): Promise<LoadedSampleModel>;
};

export const sampleModels: readonly SampleModel[] = (["digits", "tales"] as const).map((name) => {
  const path = (extension: string) => join(import.meta.dirname, `${name}.${extension}`);
  const paths = { path: path("onnx"), cardPath: path("card.md"), metadataPath: path("json") };
  return { name, ...paths, load: () => load(paths) };
});

/** The sample model of that name. */
export function sampleModel(name: SampleModel["name"]): SampleModel {
  return sampleModels.find((model) => model.name === name) as SampleModel;
}

async function load(paths: Pick<SampleModel, "path" | "cardPath" | "metadataPath">): Promise<LoadedSampleModel> {
  const [bytes, card, json] = await Promise.all([
    readFile(paths.path),
    readFile(paths.cardPath, "utf8"),
    readFile(paths.metadataPath, "utf8"),
  ]);
  const metadata = JSON.parse(json) as ModelMetadata;
  const samples = metadata.samples.map((sample) => ({
    ...sample,
    inputs: readTensors(sample.inputs),
    outputs: readTensors(sample.outputs),
  }));
  return { bytes, card, metadata, samples };
}

function readTensors(stored: Record<string, StoredTensor>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(stored).map(([name, tensor]) => [name, readTensor(tensor)]));
}
