import { readFile, truncate } from "node:fs/promises";

/** Complete lines of a file, and the bytes after the last line feed, which a crash in mid-write may leave. */
export type Lines = { lines: string[]; torn: string; completeBytes: number };

/** Reads a file of lines; a missing file is an empty one. */
export async function readLines(path: string): Promise<Lines> {
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const completeBytes = content.lastIndexOf(0x0a) + 1;
  const lines = content.subarray(0, completeBytes).toString("utf8").split("\n").slice(0, -1);
  return { lines, torn: content.subarray(completeBytes).toString("utf8"), completeBytes };
}

/**
 * Like {@link readLines}, and cuts off a torn last line. That is safe where a line counts only once it was written
 * completely: nobody was told of this one.
 */
export async function readLinesAndMend(path: string): Promise<Lines> {
  const read = await readLines(path);
  if (read.torn !== "") await truncate(path, read.completeBytes);
  return read;
}
