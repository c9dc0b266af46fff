import { DAG_PROFILE } from "@capsule-protocol/sdk/manifest/index.ts";
import { importFile as importUnixFs } from "ipfs-unixfs-importer";
import { fixedSize } from "ipfs-unixfs-importer/chunker";
import { balanced } from "ipfs-unixfs-importer/layout";
import { CID } from "multiformats/cid";
import * as raw from "multiformats/codecs/raw";
import { sha256 } from "multiformats/hashes/sha2";
import type { BlockOptions, BlockWriter } from "./blocks.ts";

/** Bytes to store. Each chunk must stay unchanged after it was handed out. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Blocks written at the same time. With the block being filled, what an import holds in memory: 5 MiB. */
const WRITE_CONCURRENCY = 4;

/** The manifest's profile, spelled out: a new default of the importer must not change a CID. */
const PROFILE = {
  cidVersion: 1,
  rawLeaves: DAG_PROFILE.rawLeaves,
  reduceSingleLeafToSelf: true,
  fieldOrder: "links-first",
  wrapWithDirectory: false,
  chunker: fixedSize({ chunkSize: DAG_PROFILE.chunkSize }),
  layout: balanced({ maxChildrenPerNode: DAG_PROFILE.maxChildren }),
} as const;

/**
 * Stores a file as UnixFS under the profile that manifests record, in constant memory.
 *
 * @returns the root's CID and the number of bytes stored.
 * @throws what `writer.put` or `source` throws; the signal's reason when it fires.
 */
export async function importFile(
  writer: BlockWriter,
  source: ByteSource,
  options: BlockOptions & { onProgress?: (storedBytes: number) => void } = {},
): Promise<{ cid: CID; size: number }> {
  const { signal, onProgress } = options;
  let size = 0;
  async function* counted() {
    for await (const chunk of source) {
      signal?.throwIfAborted();
      size += chunk.length;
      yield chunk;
    }
  }
  let stored = 0;
  const store = {
    async put(cid: CID, bytes: Uint8Array) {
      signal?.throwIfAborted();
      await writer.put(cid, bytes, { signal });
      if (cid.code === raw.code) stored += bytes.length;
      onProgress?.(stored);
      return cid;
    },
  };
  const { cid } = await importUnixFs({ content: counted() }, store, {
    ...PROFILE,
    blockWriteConcurrency: WRITE_CONCURRENCY,
  });
  return { cid, size };
}

/**
 * Stores bytes as one raw block: manifests and other short documents whose digest is their CID.
 *
 * @throws what `writer.put` throws.
 */
export async function importBlock(writer: BlockWriter, bytes: Uint8Array, options: BlockOptions = {}): Promise<CID> {
  const cid = CID.createV1(raw.code, await sha256.digest(bytes));
  await writer.put(cid, bytes, options);
  return cid;
}
