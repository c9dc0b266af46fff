import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Owner may read and write, nobody else anything. */
export const PRIVATE_FILE_MODE = 0o600;

/**
 * Replaces a file so that a crash leaves either the old content or the new one, never a mixture: written beside it with
 * mode 0600, flushed to the disk, then renamed over it.
 */
export async function writeFileAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, "wx", PRIVATE_FILE_MODE);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await replaceFile(path, temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Puts one file in another's place, durably: after a crash there is either the old content or the new. */
export async function replaceFile(path: string, replacement: string): Promise<void> {
  await rename(replacement, path);
  await syncDirectory(dirname(path));
}

/** Removes what writes of `path` left behind when their process was killed. Nobody may be writing it. */
export async function removeTemporaries(path: string): Promise<void> {
  const [directory, name] = [dirname(path), basename(path)];
  const left = (await readdir(directory)).filter((entry) => entry.startsWith(`${name}.`) && entry.endsWith(".tmp"));
  for (const entry of left) await rm(join(directory, entry), { force: true });
}

/** Makes a created or renamed name durable. Windows can't flush a directory and needs not. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const directory = await open(path, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
