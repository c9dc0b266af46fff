import { headerLimit, prefixBytes, type Response, readPrefix } from "./frames.ts";

export type ResponseFrame = { header: Response; body: Uint8Array };

/** Puts the chunks of a stream back together. What the child sends is not trusted: lengths are held against limits. */
export class FrameReader {
  readonly #bodyLimit: number;
  #part: "prefix" | "header" | "body" = "prefix";
  #buffer = new Uint8Array(prefixBytes);
  #filled = 0;
  #bodyLength = 0;
  #header: Response | undefined;

  constructor(bodyLimit: number) {
    this.#bodyLimit = bodyLimit;
  }

  /** Adds a chunk; returns the frame that it completes. Throws on a malformed frame, or on bytes after it. */
  push(chunk: Uint8Array): ResponseFrame | undefined {
    let rest = chunk;
    for (;;) {
      const taken = rest.subarray(0, this.#buffer.length - this.#filled);
      this.#buffer.set(taken, this.#filled);
      this.#filled += taken.length;
      rest = rest.subarray(taken.length);
      if (this.#filled < this.#buffer.length) return undefined;
      const complete = this.#finishPart();
      if (complete === undefined) continue;
      if (rest.length > 0) throw new RangeError("more than one answer");
      return complete;
    }
  }

  #finishPart(): ResponseFrame | undefined {
    const done = this.#buffer;
    if (this.#part === "prefix") {
      const { headerLength, bodyLength } = readPrefix(done);
      if (headerLength > headerLimit || bodyLength > this.#bodyLimit) throw new RangeError("an answer is too long");
      this.#bodyLength = bodyLength;
      this.#begin("header", headerLength);
    } else if (this.#part === "header") {
      this.#header = parseHeader(done);
      this.#begin("body", this.#bodyLength);
    } else {
      this.#begin("prefix", prefixBytes);
      return { header: this.#header as Response, body: done };
    }
    return undefined;
  }

  #begin(part: "prefix" | "header" | "body", length: number): void {
    this.#part = part;
    this.#buffer = new Uint8Array(length);
    this.#filled = 0;
  }
}

function parseHeader(json: Uint8Array): Response {
  const header: unknown = JSON.parse(new TextDecoder().decode(json));
  if (typeof header !== "object" || header === null) throw new RangeError("a header that is no object");
  return header as Response;
}
