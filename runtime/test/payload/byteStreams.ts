/** A stream of `bytes` in chunks whose sizes are taken from `chunkSizes`, over and over. */
export function streamOf(bytes: Uint8Array, chunkSizes: number[] = [65_536]): ReadableStream<Uint8Array> {
  let offset = 0;
  let turn = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (offset >= bytes.length) return controller.close();
      const size = Math.max(1, chunkSizes[turn++ % chunkSizes.length] ?? 1);
      controller.enqueue(bytes.slice(offset, offset + size));
      offset += size;
    },
  });
}

/** All that a stream gives until it ends or fails. */
export async function drain(stream: ReadableStream<Uint8Array>): Promise<{ bytes: Uint8Array; error?: unknown }> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
    return { bytes: new Uint8Array(Buffer.concat(chunks)) };
  } catch (error) {
    return { bytes: new Uint8Array(Buffer.concat(chunks)), error };
  }
}

/** All bytes of a stream that must not fail. */
export async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const { bytes, error } = await drain(stream);
  if (error !== undefined) throw error;
  return bytes;
}
