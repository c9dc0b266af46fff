import type { Manifest, ManifestFile } from "@capsule-protocol/sdk/manifest/index.ts";
import { ModelFileError } from "./errors.ts";

/** A file of a capsule and its position in the manifest, which its ciphertext is bound to. */
export type IndexedFile = { file: ManifestFile; index: number };

/**
 * The file to run.
 *
 * @param path chooses one; needed when the capsule has several models.
 * @throws ModelFileError when there is none, or no single one.
 */
export function modelFileOf(manifest: Manifest, path?: string): IndexedFile {
  const { files } = manifest.properties.capsule;
  const paths = files.map((file) => file.path);
  const candidates = files
    .map((file, index) => ({ file, index }))
    .filter(({ file }) => (path === undefined ? isModel(file) : file.path === path));
  const [chosen, ...others] = candidates;
  if (!chosen) throw new ModelFileError(path === undefined ? "There is no model." : `There is no file ${path}.`, paths);
  if (others.length > 0) throw new ModelFileError("There are several models and none was chosen.", paths);
  return chosen;
}

/** Whether a file says that it is an ONNX model. That it is one is checked once it is decrypted. */
export function isModel(file: Pick<ManifestFile, "path" | "mediaType">): boolean {
  return file.mediaType === "application/onnx" || file.path.toLowerCase().endsWith(".onnx");
}
