import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** A body went on beyond what was asked for. */
export class BodyTooLargeError extends BaseError {
  constructor(limit: number) {
    super(`The body is longer than ${limit} bytes.`, {
      code: "BODY_TOO_LARGE",
      hint: "The server is not what it claims to be, or is faulty; ask another one.",
    });
  }
}

/**
 * Reads the body of a request or response of at most `limit` bytes and stops the transfer beyond it, whatever the headers promise.
 *
 * @throws BodyTooLargeError
 */
export async function readLimited(message: Pick<Response, "body">, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // A reader rather than async iteration, which not every browser has.
  const reader = message.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > limit) {
      reader?.cancel().catch(() => {}); // the transfer is over for us, however its cancellation ends
      throw new BodyTooLargeError(limit);
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
