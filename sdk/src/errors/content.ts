import { BaseError } from "./base.ts";

/** A digest is not 32 bytes of hex. */
export class InvalidDigestError extends BaseError {
  constructor(digest: string) {
    super(`"${digest}" is not a SHA-256 digest.`, {
      code: "INVALID_DIGEST",
      hint: "Pass 32 bytes as 0x and 64 hexadecimal digits.",
    });
  }
}

/** A CID does not parse, or is not the kind that the place it stands in needs. */
export class InvalidCidError extends BaseError {
  readonly cid: string;

  constructor(cid: string, expected: string, cause?: unknown) {
    super(`"${cid}" is not ${expected}.`, {
      code: "INVALID_CID",
      hint: `Pass ${expected}, as a string without a path or an "ipfs://" prefix.`,
      cause,
    });
    this.cid = cid;
  }
}
