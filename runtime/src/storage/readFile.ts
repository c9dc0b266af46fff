import type { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import type { BlockOptions, BlockReader } from "./blocks.ts";
import { FileSizeMismatchError, InvalidRangeError, NotAFileError } from "./errors.ts";
import { decodeFileNode, type FileNode } from "./unixFsNode.ts";

/** A part of a file, in bytes; by default all of it. */
export type ReadRange = { offset?: number; length?: number; signal?: AbortSignal };

/** An opened file: its size is known, nothing but its root has been fetched. */
export type StoredFile = {
  cid: CID;
  size: number;
  /** Yields verified bytes in order. Stopping the iteration stops the transfer. */
  read(range?: ReadRange): AsyncGenerator<Uint8Array, void, undefined>;
};

/** Blocks asked for before the consumer wants them. With 1 MiB blocks: what a read holds in memory at each level. */
const READ_AHEAD = 4;

/** A file of 2^53 bytes has 5 levels under the recorded profile; more is an attempt to exhaust the stack. */
const MAX_DEPTH = 16;

/**
 * Fetches the root of a UnixFS file.
 *
 * The traversal is our own, over the decoders of the IPFS libraries, because `ipfs-unixfs-exporter` 16 reads the
 * whole file ahead of a slow consumer: memory would grow with the file.
 *
 * @param options `size`: the length announced for the file, e.g. a manifest's `storedSize`.
 * @throws NotAFileError, FileSizeMismatchError, and what `reader.get` throws.
 */
export async function openFile(
  reader: BlockReader,
  cid: CID,
  options: BlockOptions & { size?: number } = {},
): Promise<StoredFile> {
  const root = decodeFileNode(cid, await reader.get(cid, { signal: options.signal }));
  if (options.size !== undefined && root.size !== options.size) {
    throw new FileSizeMismatchError(cid, options.size, root.size);
  }
  return { cid, size: root.size, read: (range) => readRange(reader, cid, root, range) };
}

/**
 * Reads a UnixFS file or a part of it, each block verified before its bytes are handed out.
 *
 * @param options `size`: the length announced for the file.
 * @throws InvalidRangeError, and what `openFile` throws.
 */
export async function* readFile(
  reader: BlockReader,
  cid: CID,
  options: ReadRange & { size?: number } = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await openFile(reader, cid, options);
  yield* file.read(options);
}

/**
 * The CIDs of all blocks of a file, the root first; fetches the inner nodes only.
 *
 * @throws NotAFileError, and what `reader.get` throws.
 */
export async function* listBlocks(
  reader: BlockReader,
  cid: CID,
  options: BlockOptions = {},
  depth = 0,
): AsyncGenerator<CID, void, undefined> {
  if (depth > MAX_DEPTH) throw new NotAFileError(cid, "it is nested too deeply");
  yield cid;
  if (cid.code === raw.code) return;
  for (const child of decodeFileNode(cid, await reader.get(cid, options)).children) {
    yield* listBlocks(reader, child.cid, options, depth + 1);
  }
}

type Walk = { reader: BlockReader; start: number; end: number; signal: AbortSignal };

async function* readRange(
  reader: BlockReader,
  cid: CID,
  root: FileNode,
  range: ReadRange = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const { offset = 0, length = root.size - offset, signal } = range;
  const isInside =
    [offset, length].every((value) => Number.isSafeInteger(value) && value >= 0) && offset + length <= root.size;
  if (!isInside) throw new InvalidRangeError(offset, length, root.size);
  if (length === 0) return;
  const stop = new AbortController();
  const signals = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  try {
    yield* walk({ reader, start: offset, end: offset + length, signal: signals }, cid, root, 0, 0);
  } finally {
    stop.abort();
  }
}

async function* walk(
  context: Walk,
  cid: CID,
  node: FileNode,
  nodeStart: number,
  depth: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (depth > MAX_DEPTH) throw new NotAFileError(cid, "it is nested too deeply");
  context.signal.throwIfAborted();
  const { start, end } = context;
  const own = node.data.subarray(Math.max(0, start - nodeStart), Math.max(0, end - nodeStart));
  if (own.length > 0) yield own;
  let position = nodeStart + node.data.length;
  const wanted: { cid: CID; size: number; position: number }[] = [];
  for (const child of node.children) {
    if (position < end && position + child.size > start) wanted.push({ ...child, position });
    position += child.size;
  }
  for await (const [child, block] of prefetched(context, wanted)) {
    const decoded = decodeFileNode(child.cid, block);
    if (decoded.size !== child.size)
      throw new NotAFileError(child.cid, `it has ${decoded.size} bytes, not ${child.size}`);
    yield* walk(context, child.cid, decoded, child.position, depth + 1);
  }
}

/** Fetches the children in order, the next few while the consumer is busy with one. */
async function* prefetched<Child extends { cid: CID }>(
  { reader, signal }: Walk,
  children: readonly Child[],
): AsyncGenerator<[Child, Uint8Array], void, undefined> {
  const pending: Promise<Uint8Array>[] = [];
  for (const [index, child] of children.entries()) {
    for (const next of children.slice(index + pending.length, index + READ_AHEAD)) {
      const block = reader.get(next.cid, { signal });
      block.catch(() => {}); // awaited later, or never when the consumer stops
      pending.push(block);
    }
    const block = await pending.shift();
    if (block) yield [child, block];
  }
}
