import { parseCid } from "@capsule-protocol/sdk/digest.ts";
import type { ManifestFile } from "@capsule-protocol/sdk/manifest/index.ts";
import type { BlockReader } from "../ports.ts";
import type { Report } from "../progress.ts";
import { readFile } from "../storage/readFile.ts";

/**
 * Brings every block of a stored file into the reader's cache, each one verified. Nothing is decrypted, so a capsule can
 * be fetched by anyone; what is there already is not fetched again.
 *
 * @param report called with the bytes that are there so far.
 * @throws what the reader throws, and FileSizeMismatchError when the file isn't as long as the manifest says.
 */
export async function fetchFile(parameters: {
  blocks: BlockReader;
  file: ManifestFile;
  signal?: AbortSignal;
  report?: Report;
}): Promise<void> {
  const { blocks, file, signal, report } = parameters;
  const progress = { total: file.storedSize, subject: file.path };
  let done = 0;
  for await (const chunk of readFile(blocks, parseCid(file.cid), { signal, size: file.storedSize })) {
    done += chunk.length;
    report?.({ ...progress, done });
  }
}
