import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { PRIVATE_FILE_MODE, syncDirectory } from "./atomicFile.ts";

/** A file of lines that only grows. */
export type AppendFile = {
  /** Resolves when the line is on the disk (fsync). Lines keep the order of the calls; waiting ones share one fsync. */
  append(line: string): Promise<void>;
  close(): Promise<void>;
};

type Waiting = { line: string; resolve: () => void; reject: (error: unknown) => void };

/**
 * Opens a file for appending, with mode 0600 when it is new.
 * After a failed write nothing more is accepted: what follows a half-written line could not be read again.
 */
export async function openAppendFile(path: string): Promise<AppendFile> {
  const file = await open(path, "a", PRIVATE_FILE_MODE);
  await syncDirectory(dirname(path));
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let broken: unknown;

  const drain = async () => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      if (broken === undefined) await writeBatch(file, batch).catch((error: unknown) => (broken = error));
      for (const { resolve, reject } of batch) broken === undefined ? resolve() : reject(broken);
    }
    running = undefined;
  };
  return {
    append: (line) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ line, resolve, reject });
        running ??= drain();
      }),
    close: async () => {
      await running;
      await file.close();
    },
  };
}

async function writeBatch(file: FileHandle, batch: readonly Waiting[]): Promise<void> {
  await file.appendFile(batch.map(({ line }) => `${line}\n`).join(""));
  await file.datasync();
}
