import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CID } from "multiformats/cid";

/** A cached block: its length in bytes and when it was last read or written, in milliseconds. */
export type CachedBlock = { cid: CID; size: number; usedAt: number };

/** What a crash in the middle of a write left behind is removed when it is this old. */
const STALE_MS = 3_600_000;
const TEMPORARY = ".tmp";

/** `<directory>/blocks/<last two characters>/<CID>`: no folder gets too long. The CID is its name, so it can't lie. */
export function pathOf(directory: string, cid: CID): string {
  const name = cid.toV1().toString();
  return join(directory, "blocks", name.slice(-2), name);
}

/** @returns undefined when there is no such block. */
export async function readBlockFile(path: string): Promise<Uint8Array | undefined> {
  return ignoreAbsence(readFile(path));
}

export async function hasBlockFile(path: string): Promise<boolean> {
  return (await ignoreAbsence(stat(path))) !== undefined;
}

/** Writes beside the block and renames: a reader sees the whole block or none. Readable by the owner only. */
export async function writeBlockFile(path: string, bytes: Uint8Array, now: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}${TEMPORARY}`;
  try {
    const file = await open(temporary, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.utimes(now / 1000, now / 1000);
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Marks a block as used now; its modification time, since many disks don't keep the time of access. */
export async function touchBlockFile(path: string, now: number): Promise<void> {
  await ignoreAbsence(utimes(path, now / 1000, now / 1000));
}

/** @returns bytes freed. */
export async function removeBlockFile(path: string): Promise<number> {
  const size = (await ignoreAbsence(stat(path)))?.size ?? 0;
  await rm(path, { force: true });
  return size;
}

/** All blocks, in no order. Removes what interrupted writes left behind; ignores files that aren't ours. */
export async function listBlockFiles(directory: string, now: number): Promise<CachedBlock[]> {
  const entries = await ignoreAbsence(readdir(join(directory, "blocks"), { recursive: true, withFileTypes: true }));
  const blocks: CachedBlock[] = [];
  for (const entry of entries ?? []) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const info = await ignoreAbsence(stat(path));
    if (info === undefined) continue;
    const cid = parseName(entry.name);
    if (cid) blocks.push({ cid, size: info.size, usedAt: info.mtimeMs });
    else if (entry.name.endsWith(TEMPORARY) && now - info.mtimeMs > STALE_MS) await removeBlockFile(path);
  }
  return blocks;
}

function parseName(name: string): CID | undefined {
  try {
    return CID.parse(name);
  } catch {
    return undefined;
  }
}

/** Another process may remove a file at any time; that is no failure. */
async function ignoreAbsence<Value>(operation: Promise<Value>): Promise<Value | undefined> {
  try {
    return await operation;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
