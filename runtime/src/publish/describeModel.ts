import type { ManifestModel } from "@capsule-protocol/sdk/manifest/index.ts";
import { inspectModel } from "../artifact/inspectModel.ts";
import { DEFAULT_MAX_FILE_BYTES } from "../load/decryptFile.ts";
import { FileTooLargeError } from "../load/errors.ts";
import { isModel } from "../load/modelFile.ts";
import { PublicationInvalidError } from "./errors.ts";
import type { Publication } from "./publication.ts";
import { readSource, type SourceFile } from "./sourceFile.ts";

/**
 * The manifest's description of a model, with inputs and outputs as the first model file declares them. Every model file
 * is inspected as the runtime does before it runs one: nobody should be sold a model that the runtime refuses.
 *
 * @returns undefined for a work that is described without a model and has no model file.
 * @throws ModelRejectedError; FileTooLargeError above 2 GiB, where the runtime ends too; PublicationInvalidError when
 *   there is no file at all.
 */
export async function describeModel(
  publication: Publication,
  files: readonly SourceFile[],
  signal?: AbortSignal,
): Promise<ManifestModel | undefined> {
  if (files.length === 0) throw new PublicationInvalidError("there is no file", "Name at least one file.");
  const signatures = [];
  for (const file of files.filter(isModel)) {
    if (file.size > DEFAULT_MAX_FILE_BYTES) throw new FileTooLargeError(file.path, file.size, DEFAULT_MAX_FILE_BYTES);
    signatures.push(inspectModel(await readSource(file, signal)));
  }
  const [first] = signatures;
  if (!publication.model && !first) return undefined;
  const { card, task, metrics } = publication.model ?? undescribed(publication);
  return { card, task, metrics, inputs: first?.inputs ?? [], outputs: first?.outputs ?? [] };
}

function undescribed({ name, description }: Publication): Pick<ManifestModel, "card" | "task" | "metrics"> {
  return { card: `# ${name}\n\n${description}\n`, task: "other", metrics: [] };
}
