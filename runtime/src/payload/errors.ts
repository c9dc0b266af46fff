import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** The content key given has the wrong length. */
export class ContentKeyInvalidError extends BaseError {
  constructor(received: number, expected: number) {
    super(`A content key has ${expected} bytes, ${received} were given.`, {
      code: "CONTENT_KEY_INVALID",
      hint: "Pass the raw content key as it came from the key service.",
    });
  }
}

/** The content key is not the one that the manifest commits to. */
export class KeyCommitmentMismatchError extends BaseError {
  constructor() {
    super("The content key does not match the manifest's key commitment.", {
      code: "KEY_COMMITMENT_MISMATCH",
      hint: "Discard this key: the key service gave a wrong one, or the manifest belongs to another version.",
    });
  }
}

/** The first bytes are not a payload header. */
export class PayloadHeaderError extends BaseError {
  constructor(received: number, expected: number) {
    super(`The payload starts with byte ${received}, a payload header starts with ${expected}.`, {
      code: "PAYLOAD_HEADER_INVALID",
      hint: "This file is not an encrypted payload of this format, or it was altered: fetch it again by its CID.",
    });
  }
}

/** No payload has this many bytes: it was cut, or it is something else. */
export class PayloadSizeError extends BaseError {
  readonly size: number;

  constructor(size: number) {
    super(`No encrypted payload is ${size} bytes long.`, {
      code: "PAYLOAD_SIZE_INVALID",
      hint: "The file was cut short or is of another format: fetch it again by its CID.",
    });
    this.size = size;
  }
}

/** A segment is not what was encrypted: altered, moved, cut off, of another file, or the key is wrong. */
export class PayloadAuthenticationError extends BaseError {
  /** Position of the segment, from 0. */
  readonly segment: number;

  constructor(segment: number, cause?: unknown) {
    super(`Segment ${segment} of the payload failed authentication.`, {
      code: "PAYLOAD_AUTHENTICATION_FAILED",
      hint: "Discard everything read from this file and fetch it again; check that key, capsule and file index belong together.",
      cause,
    });
    this.segment = segment;
  }
}

/** More data than a payload's segment counter can number. */
export class PayloadTooLargeError extends BaseError {
  constructor(maxSegments: number) {
    super(`The payload needs more than ${maxSegments} segments.`, {
      code: "PAYLOAD_TOO_LARGE",
      hint: "Split the file into several.",
    });
  }
}

/** A random-access read outside the payload. */
export class PayloadRangeError extends BaseError {
  constructor(offset: number, length: number, size: number) {
    super(`${length} bytes from ${offset} are not within a payload of ${size} bytes.`, {
      code: "PAYLOAD_RANGE_INVALID",
      hint: "Read between 0 and the payload's size.",
    });
  }
}

/** The source under a random-access payload returned a different number of bytes than was asked for. */
export class PayloadSourceError extends BaseError {
  constructor(offset: number, expected: number, received: number) {
    super(`The source returned ${received} bytes at ${offset} instead of ${expected}.`, {
      code: "PAYLOAD_SOURCE_SHORT",
      hint: "The stored file is shorter than its manifest says, or its reader ignores the range: fetch it again.",
    });
  }
}
