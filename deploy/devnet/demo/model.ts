import { basename } from "node:path";
import { inspectModel } from "@capsule-protocol/runtime/artifact/inspectModel.ts";
import type { Tensor } from "@capsule-protocol/runtime/engine/engine.ts";
import { PublicationInvalidError } from "@capsule-protocol/runtime/publish/errors.ts";
import type { Publication } from "@capsule-protocol/runtime/publish/publication.ts";
import {
  fileFromBytes,
  fileFromDisk,
  readSource,
  type SourceFile,
} from "@capsule-protocol/runtime/publish/sourceFile.ts";
import { sampleFeeds } from "@capsule-protocol/runtime/tensors/sampleFeeds.ts";
import { feedsFromJson } from "@capsule-protocol/runtime/tensors/tensorJson.ts";
import { sampleModel } from "../../../runtime/models/index.ts";

/** The model that the demo publishes, sells and runs. */
export type DemoModel = {
  bytes: Uint8Array;
  publication: Publication;
  file: SourceFile;
  feeds: Record<string, Tensor>;
  /** Where the inputs come from, in words. */
  feedsFrom: string;
  /** What the model is known to answer, for one of ours. */
  expected?: { outputs: Record<string, Tensor>; answer: string };
};

const LICENSE = {
  name: "Demo license",
  text: `# License of the demo

The licensee may run this model on machines of their own, for any purpose, until the license ends.
They may not pass on the model, its weights or its key.
`,
};

/** The project's own model that tells digits apart, with an image whose digit is known. */
export async function digitsModel(): Promise<DemoModel> {
  const { bytes, card, metadata, samples } = await sampleModel("digits").load();
  const [sample] = samples;
  if (!sample) throw new Error("The digits model has no sample.");
  const { name, task, metrics } = metadata;
  const description = "Tells which digit an image of 28 by 28 pixels shows. Trained by a script of this repository.";
  return {
    bytes,
    publication: { name, description, kind: "model", model: { card, task, metrics }, license: LICENSE },
    file: fileFromBytes("digits.onnx", bytes),
    feeds: sample.inputs,
    feedsFrom: `an image of its samples, ${sample.name}`,
    expected: { outputs: sample.outputs, answer: sample.answer },
  };
}

/**
 * Any ONNX model.
 *
 * @param inputs JSON file with inputs; made up from what the model declares when left out.
 */
export async function userModel(path: string, inputs?: string): Promise<DemoModel> {
  const file = await fileFromDisk(path);
  const bytes = await readSource(file);
  const declared = inspectModel(bytes).inputs;
  const feeds = inputs ? feedsFromJson(await readJson(inputs), declared) : sampleFeeds(declared);
  const { path: name } = file;
  return {
    bytes,
    publication: { name, description: `The model in ${name}.`, kind: "model", license: LICENSE },
    file,
    feeds,
    feedsFrom: inputs ? basename(inputs) : "inputs made up from what the model declares",
  };
}

async function readJson(path: string): Promise<unknown> {
  const file = await fileFromDisk(path);
  try {
    return JSON.parse(new TextDecoder().decode(await readSource(file)));
  } catch (cause) {
    throw new PublicationInvalidError(`${path} is not JSON`, "Name a JSON file with the model's inputs.", cause);
  }
}
