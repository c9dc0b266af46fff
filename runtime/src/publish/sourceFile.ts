import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { PublicationInvalidError } from "./errors.ts";

/** A file to publish. `open` is called as often as the file has to be read and must give the same bytes each time. */
export type SourceFile = {
  /** Path inside the capsule: relative, `/` between segments. */
  path: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  open(): AsyncIterable<Uint8Array>;
};

const MEDIA_TYPES: Record<string, string> = {
  bin: "application/octet-stream",
  csv: "text/csv",
  json: "application/json",
  md: "text/markdown",
  npy: "application/x-npy",
  onnx: "application/onnx",
  safetensors: "application/vnd.safetensors",
  txt: "text/plain",
  wav: "audio/wav",
};

/** Media type by file extension; `application/octet-stream` where it says nothing. */
export function mediaTypeOf(path: string): string {
  const extension = path.toLowerCase().split(".").at(-1) ?? "";
  return MEDIA_TYPES[extension] ?? "application/octet-stream";
}

/**
 * A file on disk, read as a stream.
 *
 * @param path inside the capsule; by default the file's name.
 * @throws PublicationInvalidError when it isn't a readable file.
 */
export async function fileFromDisk(location: string, path: string = basename(location)): Promise<SourceFile> {
  const hint = "Name existing files; a folder's files are named one by one.";
  const found = await stat(location).catch((cause: Error) => {
    throw new PublicationInvalidError(`${location} can't be read (${cause.message})`, hint, cause);
  });
  if (!found.isFile()) throw new PublicationInvalidError(`${location} is not a file`, hint);
  return {
    path,
    mediaType: mediaTypeOf(path),
    size: found.size,
    open: () => createReadStream(location, { highWaterMark: 1 << 18 }),
  };
}

/** Bytes in memory as a file; they must not change until it is published. */
export function fileFromBytes(path: string, bytes: Uint8Array, mediaType = mediaTypeOf(path)): SourceFile {
  return {
    path,
    mediaType,
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

/** All of a file in memory. */
export async function readSource(file: SourceFile, signal?: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.open()) {
    signal?.throwIfAborted();
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
