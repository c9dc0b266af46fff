import { AES256_GCM_HKDF_1MB, headerSize, type PayloadParameters, plaintextPerSegment } from "./layout.ts";
import { type Emit, orderedPipe } from "./orderedPipe.ts";
import { SegmentBuffer } from "./segmentBuffer.ts";
import { createHeader, type PayloadKey, SEGMENTS_UNDER_WAY, segmentCiphers } from "./segmentCipher.ts";

/**
 * Encrypts a stream of any length in constant memory, in the Tink layout AES256_GCM_HKDF_1MB. Chunks may have any size.
 *
 * @param options.key 32-byte content key; copied at once, the caller may wipe its own
 * @param options.info binds the payload to its place (`payloadInfo`); decryption needs the same bytes
 * @param options.rng source of the header's salt and nonce prefix, for vectors only
 * @throws ContentKeyInvalidError; the stream fails with PayloadTooLargeError past 2³² segments
 */
export function encryptStream(
  options: PayloadKey & { rng?: (length: number) => Uint8Array },
  parameters: PayloadParameters = AES256_GCM_HKDF_1MB,
): TransformStream<Uint8Array, Uint8Array> {
  const header = createHeader(parameters, options.rng);
  const cipher = segmentCiphers(options, parameters)(header);
  cipher.catch(() => {}); // seen by the first write
  const buffer = new SegmentBuffer(plaintextPerSegment(parameters));
  buffer.skip(headerSize(parameters)); // the header's room in the first segment
  let index = 0;

  const sealSegment = async (bytes: Uint8Array<ArrayBuffer>, last: boolean, emit: Emit): Promise<void> => {
    const { seal } = await cipher;
    if (index === 0) await emit(() => Promise.resolve(header));
    await emit(() => seal(index, last, bytes));
    index++;
  };
  return orderedPipe(
    {
      write: (chunk, emit) => buffer.fill(chunk, (bytes) => sealSegment(bytes, false, emit)),
      close: (emit) => sealSegment(buffer.bytes, true, emit),
      dispose: () => buffer.wipe(),
    },
    SEGMENTS_UNDER_WAY,
  );
}
