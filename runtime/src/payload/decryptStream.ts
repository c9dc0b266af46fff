import { AES256_GCM_HKDF_1MB, headerSize, type PayloadParameters, plaintextSize } from "./layout.ts";
import { type Emit, orderedPipe } from "./orderedPipe.ts";
import { SegmentBuffer } from "./segmentBuffer.ts";
import {
  checkHeader,
  type PayloadKey,
  SEGMENTS_UNDER_WAY,
  type SegmentCipher,
  segmentCiphers,
} from "./segmentCipher.ts";

/**
 * Decrypts a payload in constant memory. Only authenticated bytes ever come out, in order; but that the payload is
 * complete is known when the stream *ends*: whoever acts on its bytes must wait for that.
 *
 * @param options.key 32-byte content key; copied at once, the caller may wipe its own
 * @param options.info the same bytes that the payload was encrypted with
 * @throws ContentKeyInvalidError; the stream fails with PayloadHeaderError, PayloadSizeError,
 *   PayloadAuthenticationError or PayloadTooLargeError
 */
export function decryptStream(
  options: PayloadKey,
  parameters: PayloadParameters = AES256_GCM_HKDF_1MB,
): TransformStream<Uint8Array, Uint8Array> {
  const cipherOf = segmentCiphers(options, parameters);
  const buffer = new SegmentBuffer(parameters.segmentSize);
  let cipher: SegmentCipher | undefined;
  let index = 0;
  let size = 0;

  const openSegment = async (bytes: Uint8Array<ArrayBuffer>, last: boolean, emit: Emit): Promise<void> => {
    const start = index === 0 ? headerSize(parameters) : 0;
    if (index === 0) checkHeader(bytes, parameters);
    cipher ??= await cipherOf(new Uint8Array(bytes.subarray(0, start)));
    const { open } = cipher;
    await emit(() => open(index, last, bytes.subarray(start)));
    index++;
  };
  return orderedPipe(
    {
      write: (chunk, emit) => {
        size += chunk.length;
        return buffer.fill(chunk, (bytes) => openSegment(bytes, false, emit));
      },
      close: async (emit) => {
        plaintextSize(size, parameters);
        await openSegment(buffer.bytes, true, emit);
      },
      dispose: () => buffer.wipe(),
    },
    SEGMENTS_UNDER_WAY,
  );
}
