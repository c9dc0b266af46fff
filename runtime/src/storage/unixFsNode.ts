import * as dagPb from "@ipld/dag-pb";
import { UnixFS } from "ipfs-unixfs";
import type { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { NotAFileError } from "./errors.ts";

/** One node of a file: bytes of its own, then its children's. */
export type FileNode = { data: Uint8Array; children: { cid: CID; size: number }[]; size: number };

/**
 * Decodes one block of a file (https://specs.ipfs.tech/unixfs/).
 *
 * @throws NotAFileError for directories, symbolic links, other formats and contradictory sizes.
 */
export function decodeFileNode(cid: CID, block: Uint8Array): FileNode {
  if (cid.code === raw.code) return { data: block, children: [], size: block.length };
  if (cid.code !== dagPb.code)
    throw new NotAFileError(cid, `codec 0x${cid.code.toString(16)} is neither raw nor dag-pb`);
  const { links, unixfs } = decodeDagPb(cid, block);
  if (unixfs.type !== "file" && unixfs.type !== "raw") throw new NotAFileError(cid, `it is a ${unixfs.type}`);
  if (links.length !== unixfs.blockSizes.length) throw new NotAFileError(cid, "it has other sizes than links");
  const size = Number(unixfs.fileSize());
  if (!Number.isSafeInteger(size)) throw new NotAFileError(cid, "its size is absurd");
  const children = links.map((link, index) => ({ cid: link.Hash, size: Number(unixfs.blockSizes[index]) }));
  return { data: unixfs.data ?? new Uint8Array(), children, size };
}

function decodeDagPb(cid: CID, block: Uint8Array): { links: dagPb.PBLink[]; unixfs: UnixFS } {
  try {
    const node = dagPb.decode(block);
    if (node.Data === undefined) throw new Error("the block has no data");
    return { links: node.Links, unixfs: UnixFS.unmarshal(node.Data) };
  } catch (cause) {
    throw new NotAFileError(cid, "the block doesn't decode", cause);
  }
}
