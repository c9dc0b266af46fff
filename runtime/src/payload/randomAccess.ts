import { PayloadRangeError, PayloadSourceError } from "./errors.ts";
import {
  AES256_GCM_HKDF_1MB,
  headerSize,
  type PayloadParameters,
  plaintextPerSegment,
  plaintextSize,
  segmentCount,
} from "./layout.ts";
import { checkHeader, type PayloadKey, SEGMENTS_UNDER_WAY, segmentCiphers } from "./segmentCipher.ts";

/** Reads `length` stored bytes from `offset`. */
export type ReadStored = (offset: number, length: number, signal?: AbortSignal) => Promise<Uint8Array>;

/** A payload that can be read at any place. */
export type RandomAccessPayload = {
  /** Plaintext bytes; authenticated. */
  readonly size: number;
  /**
   * Reads plaintext. Fetches and authenticates whole segments (1 MiB each), so large reads are cheaper than many small.
   *
   * @throws PayloadRangeError, PayloadSourceError, PayloadAuthenticationError, or the signal's reason
   */
  read(offset: number, length: number, options?: { signal?: AbortSignal }): Promise<Uint8Array<ArrayBuffer>>;
};

/**
 * Opens a stored payload for reading at any place. The last segment is authenticated first, and it is only valid as the
 * last one at its position: a cut or lengthened file is refused before anything is read.
 *
 * @param options.size stored (ciphertext) bytes
 * @param options.read reads stored bytes; called with at most one segment at a time and 1 MiB length
 * @throws ContentKeyInvalidError, PayloadSizeError, PayloadHeaderError, PayloadSourceError, PayloadAuthenticationError
 */
export async function openRandomAccess(
  options: PayloadKey & { size: number; read: ReadStored; signal?: AbortSignal },
  parameters: PayloadParameters = AES256_GCM_HKDF_1MB,
): Promise<RandomAccessPayload> {
  const cipherOf = segmentCiphers(options, parameters);
  const size = plaintextSize(options.size, parameters);
  const header = await readExactly(options.read, 0, headerSize(parameters), options.signal);
  checkHeader(header, parameters);
  const cipher = await cipherOf(header);
  const lastIndex = segmentCount(options.size, parameters) - 1;

  const segment = async (index: number, signal?: AbortSignal): Promise<Uint8Array> => {
    const start = index === 0 ? header.length : index * parameters.segmentSize;
    const end = Math.min((index + 1) * parameters.segmentSize, options.size);
    const stored = await readExactly(options.read, start, end - start, signal);
    return cipher.open(index, index === lastIndex, stored);
  };
  await segment(lastIndex, options.signal);

  return {
    size,
    async read(offset, length, { signal } = {}) {
      if (!isRange(offset, length, size)) throw new PayloadRangeError(offset, length, size);
      const output = new Uint8Array(length);
      if (length === 0) return output;
      const perSegment = plaintextPerSegment(parameters);
      const first = Math.floor((offset + header.length) / perSegment);
      const last = Math.floor((offset + length - 1 + header.length) / perSegment);
      await inLanes(first, last, async (index) => {
        signal?.throwIfAborted();
        const plaintext = await segment(index, signal);
        // Plaintext position of the segment's first byte; the first segment is shorter by the header.
        const start = index === 0 ? 0 : index * perSegment - header.length;
        const from = Math.max(0, offset - start);
        const until = Math.min(plaintext.length, offset + length - start);
        output.set(plaintext.subarray(from, until), start + from - offset);
      });
      return output;
    },
  };
}

/** Runs `work` for each index from `first` to `last`, several at a time; stops starting new ones after a failure. */
async function inLanes(first: number, last: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = first;
  const lane = async (): Promise<void> => {
    try {
      while (next <= last) await work(next++);
    } catch (reason) {
      next = Number.POSITIVE_INFINITY;
      throw reason;
    }
  };
  await Promise.all(Array.from({ length: Math.min(SEGMENTS_UNDER_WAY, last - first + 1) }, lane));
}

async function readExactly(
  read: ReadStored,
  offset: number,
  length: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await read(offset, length, signal);
  if (bytes.length !== length) throw new PayloadSourceError(offset, length, bytes.length);
  // Own copy: a source that changes its buffer later cannot change what was checked, nor can it be shared memory.
  return new Uint8Array(bytes);
}

function isRange(offset: number, length: number, size: number): boolean {
  return (
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(length) &&
    offset >= 0 &&
    length >= 0 &&
    offset + length <= size
  );
}
