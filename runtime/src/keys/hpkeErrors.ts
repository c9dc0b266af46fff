import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** An X25519 key that can't be used: wrong length, or a point of small order. */
export class HpkeKeyInvalidError extends BaseError {
  constructor(kind: "public" | "private", length: number, cause?: unknown) {
    super(`The ${kind} transport key (${length} bytes) is not a usable X25519 key.`, {
      code: "TRANSPORT_KEY_INVALID",
      hint: "Use a fresh 32-byte X25519 key.",
      cause,
    });
  }
}

/** A sealed message did not open: another key, another purpose, or altered on its way. */
export class HpkeOpenError extends BaseError {
  constructor(cause?: unknown) {
    super("The sealed message does not open with this key for this purpose.", {
      code: "SEALED_MESSAGE_INVALID",
      hint: "It was made for another key or another request, or was altered; ask for a new one.",
      cause,
    });
  }
}
