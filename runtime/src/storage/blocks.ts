import type { CID } from "multiformats/cid";
import { sha256 } from "multiformats/hashes/sha2";
import { BlockCorruptError, UnsupportedBlockError } from "./errors.ts";

/** The largest block any IPFS implementation exchanges (bitswap's message limit): 2 MiB. Ours have 1 MiB. */
export const MAX_BLOCK_BYTES = 2_097_152;

export type BlockOptions = { signal?: AbortSignal };

/** Where blocks come from. What `get` returns always hashes to `cid`. */
export interface BlockReader {
  /**
   * @throws BlockNotFoundError, BlockCorruptError, BlockTooLargeError, GatewayUnavailableError, UnsupportedBlockError; the
   *   signal's reason when it fires.
   */
  get(cid: CID, options?: BlockOptions): Promise<Uint8Array>;
}

/** Where blocks go. The caller computed `cid` from `bytes`. */
export interface BlockWriter {
  /** @throws BlockWriteError, GatewayUnavailableError; the signal's reason when it fires. */
  put(cid: CID, bytes: Uint8Array, options?: BlockOptions): Promise<void>;
}

/** Storage of one's own: reads, writes, and knows what it holds without asking anyone. */
export interface BlockStore extends BlockReader, BlockWriter {
  has(cid: CID, options?: BlockOptions): Promise<boolean>;
}

/** @throws UnsupportedBlockError unless the CID is hashed with sha2-256. */
export function checkHashFunction(cid: CID): void {
  if (cid.multihash.code !== sha256.code || cid.multihash.digest.length !== 32) {
    throw new UnsupportedBlockError(cid, "it is not hashed with sha2-256");
  }
}

/** Whether `bytes` hash to `cid`. */
export async function isBlock(cid: CID, bytes: Uint8Array): Promise<boolean> {
  checkHashFunction(cid);
  const { digest } = await sha256.digest(bytes);
  return digest.every((byte, index) => byte === cid.multihash.digest[index]);
}

/**
 * @param where who delivered the bytes, for the message.
 * @throws BlockCorruptError when `bytes` don't hash to `cid`.
 */
export async function verifyBlock(cid: CID, bytes: Uint8Array, where: string): Promise<Uint8Array> {
  if (!(await isBlock(cid, bytes))) throw new BlockCorruptError(cid, where);
  return bytes;
}
