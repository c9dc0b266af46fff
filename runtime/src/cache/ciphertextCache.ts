import type { CID } from "multiformats/cid";
import { type BlockReader, checkHashFunction, isBlock } from "../storage/blocks.ts";
import {
  type CachedBlock,
  hasBlockFile,
  listBlockFiles,
  pathOf,
  readBlockFile,
  removeBlockFile,
  touchBlockFile,
  writeBlockFile,
} from "./blockFiles.ts";
import { CacheUnavailableError } from "./errors.ts";

export type CiphertextCacheOptions = {
  /** Created when absent, readable by its owner only. See `defaultCacheDirectory`. */
  directory: string;
  /** Bytes of blocks to keep; beyond it those unused for the longest time go first. */
  maxBytes?: number;
  /** Milliseconds; decides what is unused for the longest time. */
  now?: () => number;
  /** Told when the cache can't be read or written. Reading goes on from upstream. */
  onError?: (error: CacheUnavailableError) => void;
};

/** Blocks as they are stored on IPFS, on this machine's disk: ciphertext of encrypted capsules, never their plaintext. */
export type CiphertextCache = {
  directory: string;
  /** Reads from the cache, else from `upstream`, and keeps what came from there. */
  reader(upstream: BlockReader): BlockReader;
  has(cid: CID): Promise<boolean>;
  /** The blocks kept, the one unused for the longest time first. */
  ls(): Promise<CachedBlock[]>;
  /** @returns bytes freed. */
  rm(cids: Iterable<CID>): Promise<number>;
  /** Removes the blocks unused for the longest time until at most `maxBytes` are left. @returns bytes freed. */
  evict(maxBytes: number): Promise<number>;
};

const DEFAULT_MAX_BYTES = 10 * 2 ** 30;

/** Room made beyond the limit at each eviction, so that not every block of a long pull has to list the directory. */
const EVICTION_MARGIN = 0.1;

/**
 * A content-addressed cache of blocks on disk. Every block is verified when read: a damaged file is dropped and
 * fetched again. A pull that was interrupted goes on where it stopped, because blocks already there aren't fetched.
 * Several processes may use one directory.
 *
 * @throws CacheUnavailableError from `has`, `ls`, `rm` and `evict` when the directory can't be used.
 */
export function ciphertextCache(options: CiphertextCacheOptions): CiphertextCache {
  const { directory, maxBytes = DEFAULT_MAX_BYTES, now = Date.now, onError } = options;
  const typed = (cause: unknown) => new CacheUnavailableError(directory, cause);
  const report = (cause: unknown): undefined => {
    onError?.(typed(cause));
  };
  const orUnavailable = <Value>(operation: Promise<Value>) =>
    operation.catch((cause: unknown) => {
      throw typed(cause);
    });
  const keep = boundedWriter(directory, maxBytes, now);
  return {
    directory,
    reader: (upstream) => ({
      async get(cid, { signal } = {}) {
        checkHashFunction(cid);
        signal?.throwIfAborted();
        const cached = await readVerified(pathOf(directory, cid), cid, now()).catch(report);
        if (cached) return cached;
        const bytes = await upstream.get(cid, { signal });
        await keep(cid, bytes).catch(report);
        return bytes;
      },
    }),
    has: (cid) => orUnavailable(hasBlockFile(pathOf(directory, cid))),
    ls: () => orUnavailable(oldestFirst(directory, now())),
    rm: (cids) => orUnavailable(removeBlocks(directory, cids)),
    evict: (limit) => orUnavailable(evictOldest(directory, limit, now())),
  };
}

async function readVerified(path: string, cid: CID, now: number): Promise<Uint8Array | undefined> {
  const bytes = await readBlockFile(path);
  if (bytes === undefined) return undefined;
  if (!(await isBlock(cid, bytes))) {
    await removeBlockFile(path);
    return undefined;
  }
  await touchBlockFile(path, now);
  return bytes;
}

/** Writes blocks one after the other and knows how many bytes there are without listing the directory each time. */
function boundedWriter(directory: string, maxBytes: number, now: () => number) {
  let known: number | undefined;
  let last: Promise<void> = Promise.resolve();
  async function write(cid: CID, bytes: Uint8Array) {
    if (bytes.length > maxBytes) return;
    known ??= totalSize(await listBlockFiles(directory, now()));
    await writeBlockFile(pathOf(directory, cid), bytes, now());
    known += bytes.length;
    if (known <= maxBytes) return;
    await evictOldest(directory, maxBytes * (1 - EVICTION_MARGIN), now());
    known = undefined;
  }
  return (cid: CID, bytes: Uint8Array): Promise<void> => {
    const done = last.then(() => write(cid, bytes));
    last = done.catch(() => {}); // a failed write is its caller's; the next one tries anew
    return done;
  };
}

async function evictOldest(directory: string, maxBytes: number, now: number): Promise<number> {
  const blocks = await oldestFirst(directory, now);
  const total = totalSize(blocks);
  let freed = 0;
  for (const { cid, size } of blocks) {
    if (total - freed <= maxBytes) break;
    await removeBlockFile(pathOf(directory, cid));
    freed += size;
  }
  return freed;
}

async function removeBlocks(directory: string, cids: Iterable<CID>): Promise<number> {
  let freed = 0;
  for (const cid of cids) freed += await removeBlockFile(pathOf(directory, cid));
  return freed;
}

async function oldestFirst(directory: string, now: number): Promise<CachedBlock[]> {
  const blocks = await listBlockFiles(directory, now);
  return blocks.sort((left, right) => left.usedAt - right.usedAt);
}

function totalSize(blocks: readonly CachedBlock[]): number {
  return blocks.reduce((total, { size }) => total + size, 0);
}
