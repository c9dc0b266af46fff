import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { inspectModel } from "@capsule-protocol/runtime/artifact/inspectModel.ts";
import type { Tensor } from "@capsule-protocol/runtime/engine/engine.ts";
import type { Publication } from "@capsule-protocol/runtime/publish/publication.ts";
import { fileFromBytes, type SourceFile } from "@capsule-protocol/runtime/publish/sourceFile.ts";
import { sampleFeeds } from "@capsule-protocol/runtime/tensors/sampleFeeds.ts";
import { feedsFromJson } from "@capsule-protocol/runtime/tensors/tensorJson.ts";
import { type ModelMetadata, readTensor, type Sample } from "../../../runtime/models/sample.ts";

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

const models = fileURLToPath(new URL("../../../runtime/models/", import.meta.url));

const LICENSE_TEXT = `# License of the demo

The licensee may run this model on machines of their own, for any purpose, until the license ends.
They may not pass on the model, its weights or its key.
`;
const LICENSE = { name: "Demo license", text: LICENSE_TEXT };

/** One of the project's own models, with an input whose answer is known. */
export async function ownModel(name: string): Promise<DemoModel> {
  const read = (extension: string) => readFile(`${models}${name}.${extension}`);
  const bytes = await read("onnx");
  const metadata = JSON.parse((await read("json")).toString()) as ModelMetadata;
  const card = (await read("card.md")).toString();
  const [sample] = metadata.samples;
  if (!sample) throw new Error(`The model ${name} has no sample.`);
  const { task, metrics } = metadata;
  const description = `The model "${name}", trained by a script of this repository: ${task}.`;
  return {
    bytes,
    publication: { name, description, kind: "model", model: { card, task, metrics }, license: LICENSE },
    file: fileFromBytes(`${name}.onnx`, bytes),
    feeds: tensorsOf(sample.inputs),
    feedsFrom: `the sample "${sample.name}" of its card`,
    expected: { outputs: tensorsOf(sample.outputs), answer: sample.answer },
  };
}

/**
 * Any ONNX model.
 *
 * @param inputs JSON file with inputs; made up from what the model declares when left out.
 */
export async function userModel(path: string, inputs?: string): Promise<DemoModel> {
  const bytes = await readFile(resolve(path));
  const declared = inspectModel(bytes).inputs;
  const name = basename(path);
  const feeds = inputs
    ? feedsFromJson(JSON.parse(await readFile(resolve(inputs), "utf8")), declared)
    : sampleFeeds(declared);
  return {
    bytes,
    publication: { name, description: `The model in ${name}.`, kind: "model", license: LICENSE },
    file: fileFromBytes(name, bytes),
    feeds,
    feedsFrom: inputs ? basename(inputs) : "made up from what the model declares",
  };
}

function tensorsOf(stored: ModelMetadata["samples"][number]["inputs"]): Sample["inputs"] {
  return Object.fromEntries(Object.entries(stored).map(([name, tensor]) => [name, readTensor(tensor)]));
}
