import { createHash } from "node:crypto";
import { type CapsuleBinding, payloadInfo } from "@capsule-protocol/sdk/capsuleBinding.ts";
import type { ManifestFile } from "@capsule-protocol/sdk/manifest/index.ts";
import type { Hex } from "viem";
import { encryptStream } from "../payload/index.ts";
import type { BlockWriter } from "../ports.ts";
import type { Report } from "../progress.ts";
import { importFile } from "../storage/importFile.ts";
import { PublicationInvalidError } from "./errors.ts";
import type { SourceFile } from "./sourceFile.ts";

/**
 * Encrypts a file and stores it as UnixFS in one pass and constant memory, measuring and hashing the plaintext on its way.
 *
 * @param parameters `index`: position in the manifest; `key`: 32-byte content key, undefined to store it in clear.
 * @returns the file's entry in the manifest.
 * @throws PublicationInvalidError when the file changed meanwhile; what reading and storing throw.
 */
export async function storeFile(parameters: {
  blocks: BlockWriter;
  binding: CapsuleBinding;
  source: SourceFile;
  index: number;
  key: Uint8Array | undefined;
  signal?: AbortSignal;
  report?: Report;
}): Promise<ManifestFile> {
  const { blocks, binding, source, index, key, signal, report } = parameters;
  const measured = measure(source, signal, report);
  const plaintext = ReadableStream.from(measured.bytes());
  const stored = key ? plaintext.pipeThrough(encryptStream({ key, info: payloadInfo(binding, index) })) : plaintext;
  const { cid, size: storedSize } = await importFile(blocks, stored, { signal });
  const { size, sha256 } = measured.result();
  return { path: source.path, mediaType: source.mediaType, size, sha256, cid: cid.toString(), storedSize };
}

/** SHA-256 of a file as it is now. */
export async function hashFile(source: SourceFile, signal?: AbortSignal): Promise<Hex> {
  const measured = measure(source, signal, undefined);
  for await (const _ of measured.bytes()); // measuring is what the passing bytes do
  return measured.result().sha256;
}

function measure(source: SourceFile, signal: AbortSignal | undefined, report: Report | undefined) {
  const hash = createHash("sha256");
  let size = 0;
  async function* bytes() {
    for await (const chunk of source.open()) {
      signal?.throwIfAborted();
      hash.update(chunk);
      size += chunk.length;
      report?.({ done: size, total: source.size, subject: source.path });
      yield chunk;
    }
  }
  const result = (): { size: number; sha256: Hex } => {
    if (size !== source.size) {
      const reason = `${source.path} changed while it was read: ${size} bytes instead of ${source.size}`;
      throw new PublicationInvalidError(reason, "Publish again once nothing writes to it.");
    }
    return { size, sha256: `0x${hash.digest("hex")}` };
  };
  return { bytes, result };
}
