import { type CapsuleBinding, payloadInfo } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { parseCid } from "@capsule-protocol/sdk/digest.ts";
import type { ManifestFile } from "@capsule-protocol/sdk/manifest/index.ts";
import { bytesToHex } from "viem";
import { decryptStream, encryptedSize } from "../payload/index.ts";
import type { BlockReader } from "../ports.ts";
import type { Report } from "../progress.ts";
import { readFile } from "../storage/readFile.ts";
import { FileIntegrityError, FileTooLargeError } from "./errors.ts";
import type { IndexedFile } from "./modelFile.ts";

/** ONNX files are protocol buffers, which end below 2 GiB. */
export const DEFAULT_MAX_FILE_BYTES = 2 ** 31 - 1;

export type DecryptParameters = IndexedFile & {
  blocks: BlockReader;
  binding: CapsuleBinding;
  /** 32-byte content key; undefined for a capsule in clear. */
  key: Uint8Array | undefined;
  /** Default 2 GiB. */
  maxBytes?: number;
  signal?: AbortSignal;
  report?: Report;
};

/**
 * Reads a file of a capsule into memory, and nowhere else. The bytes are returned only once the last segment verified
 * and the whole has the size and SHA-256 that the manifest says; on any failure they are wiped.
 *
 * @throws FileTooLargeError, FileIntegrityError, PayloadAuthenticationError and the payload's other errors; what the
 *   reader throws.
 */
export async function decryptFile(parameters: DecryptParameters): Promise<Uint8Array<ArrayBuffer>> {
  const { file, key, maxBytes = DEFAULT_MAX_FILE_BYTES } = parameters;
  if (file.size > maxBytes) throw new FileTooLargeError(file.path, file.size, maxBytes);
  const storedSize = key ? encryptedSize(file.size) : file.size;
  if (file.storedSize !== storedSize) {
    throw new FileIntegrityError(file.path, "stored size", file.storedSize, storedSize);
  }
  const plaintext = new Uint8Array(file.size);
  try {
    await readInto(plaintext, plaintextStream(parameters), parameters);
    await checkDigest(plaintext, file);
    return plaintext;
  } catch (error) {
    plaintext.fill(0);
    throw error;
  }
}

function plaintextStream(parameters: DecryptParameters): ReadableStream<Uint8Array> {
  const { blocks, binding, file, index, key, signal } = parameters;
  const stored = ReadableStream.from(readFile(blocks, parseCid(file.cid), { signal, size: file.storedSize }));
  return key ? stored.pipeThrough(decryptStream({ key, info: payloadInfo(binding, index) })) : stored;
}

async function readInto(
  target: Uint8Array,
  stream: ReadableStream<Uint8Array>,
  { file, key, report, signal }: DecryptParameters,
): Promise<void> {
  let done = 0;
  for await (const chunk of stream) {
    signal?.throwIfAborted();
    if (done + chunk.length > target.length) {
      throw new FileIntegrityError(file.path, "size", target.length, `at least ${done + chunk.length}`);
    }
    target.set(chunk, done);
    if (key) chunk.fill(0); // of a capsule in clear it may be the block that the store holds
    done += chunk.length;
    report?.({ done, total: target.length, subject: file.path });
  }
  if (done !== target.length) throw new FileIntegrityError(file.path, "size", target.length, done);
}

async function checkDigest(plaintext: Uint8Array<ArrayBuffer>, file: ManifestFile): Promise<void> {
  const actual = bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", plaintext)));
  if (actual !== file.sha256) throw new FileIntegrityError(file.path, "SHA-256", file.sha256, actual);
}
