import * as dagPb from "@ipld/dag-pb";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { sha256 } from "multiformats/hashes/sha2";
import type { TestBlock } from "./testBlocks.ts";

/** A part of a file: `size` bytes of content, `treeSize` bytes of blocks. */
export type FilePart = TestBlock & { size: number; treeSize: number };

export async function leaf(bytes: Uint8Array): Promise<FilePart> {
  const cid = CID.createV1(raw.code, await sha256.digest(bytes));
  return { cid, bytes, size: bytes.length, treeSize: bytes.length };
}

/**
 * An inner node, written from the UnixFS specification (https://specs.ipfs.tech/unixfs/), for comparison with the
 * importer.
 */
export async function parent(
  children: FilePart[],
  blockSizes = children.map((child) => child.size),
): Promise<FilePart> {
  const size = blockSizes.reduce((sum, blockSize) => sum + blockSize, 0);
  const bytes = dagPb.encode({
    Data: unixFsFile(size, blockSizes),
    Links: children.map((child) => ({ Hash: child.cid, Name: "", Tsize: child.treeSize })),
  });
  const treeSize = bytes.length + children.reduce((sum, child) => sum + child.treeSize, 0);
  return { cid: CID.createV1(dagPb.code, await sha256.digest(bytes)), bytes, size, treeSize };
}

/** Protobuf: Type (1) = File (2), filesize (3), blocksizes (4, repeated). */
function unixFsFile(size: number, blockSizes: number[]): Uint8Array {
  return Uint8Array.from([
    0x08,
    0x02,
    0x18,
    ...varint(size),
    ...blockSizes.flatMap((blockSize) => [0x20, ...varint(blockSize)]),
  ]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
