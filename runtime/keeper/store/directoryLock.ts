import { randomUUID } from "node:crypto";
import { link, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PRIVATE_FILE_MODE } from "./atomicFile.ts";
import { DataDirectoryLockedError } from "./errors.ts";

/** Processes by the locks that were taken in their names. */
const heldHere = new Map<string, number>();

export type LockOptions = {
  /** Name of the lock's file; a keeper's when left out. */
  name?: string;
  /** Process with which the lock ends; this one when left out. */
  processId?: number;
};

/**
 * Takes the data directory for this keeper: two of them writing one release log would break its chain.
 *
 * @param name of the lock: what a running keeper does not touch has one of its own.
 * @returns a function that gives it back.
 * @throws DataDirectoryLockedError while another living keeper holds it.
 */
export async function lockDirectory(directory: string, options: LockOptions = {}): Promise<() => Promise<void>> {
  const { name = "keeper.lock", processId = process.pid } = options;
  const path = join(await realpath(directory), name);
  const holder = heldHere.get(path);
  if (holder !== undefined) throw new DataDirectoryLockedError(path, holder);
  heldHere.set(path, processId);
  try {
    await takeLock(path, processId);
  } catch (error) {
    heldHere.delete(path);
    throw error;
  }
  return async () => {
    await rm(path, { force: true });
    heldHere.delete(path);
  };
}

async function takeLock(path: string, processId: number): Promise<void> {
  // Linked into place with its content, so that nobody ever reads a lock without a process id.
  const own = `${path}.${randomUUID()}`;
  await writeFile(own, `${processId}\n`, { mode: PRIVATE_FILE_MODE });
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await link(own, path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = Number.parseInt(await readFile(path, "utf8").catch(() => ""), 10);
      if (attempt > 0 || isAlive(holder)) throw new DataDirectoryLockedError(path, holder);
      await rm(path, { force: true }); // left behind by a process that was killed
    }
  } finally {
    await rm(own, { force: true });
  }
}

/** A lock with our own process id was left by an earlier process of that number, as happens in containers. */
function isAlive(processId: number): boolean {
  if (!Number.isSafeInteger(processId) || processId <= 0 || processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
