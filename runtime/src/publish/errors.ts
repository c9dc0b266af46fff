import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** The salt's capsule is on chain already, complete. */
export class AlreadyPublishedError extends BaseError {
  readonly capsuleId: bigint;

  constructor(capsuleId: bigint) {
    super(`Capsule ${capsuleIdToHex(capsuleId)} of this account and salt is published already.`, {
      code: "ALREADY_PUBLISHED",
      hint: "Use another salt for another capsule; add an offer to this one with `capsule offer`.",
    });
    this.capsuleId = capsuleId;
  }
}

/** The salt's capsule is on chain with other content than what is being published. */
export class SaltInUseError extends BaseError {
  readonly capsuleId: bigint;

  constructor(capsuleId: bigint, difference: string, cause?: unknown) {
    super(
      `The salt belongs to capsule ${capsuleIdToHex(capsuleId)}, which is registered with other content: ${difference}.`,
      {
        code: "SALT_IN_USE",
        hint: "Publish with another salt, or with the files that were registered to have it sealed.",
        cause,
      },
    );
    this.capsuleId = capsuleId;
  }
}

/** What was asked to be published can't be. */
export class PublicationInvalidError extends BaseError {
  constructor(reason: string, hint: string, cause?: unknown) {
    super(`This can't be published: ${reason}.`, { code: "PUBLICATION_INVALID", hint, cause });
  }
}

/** Publishing stopped between two transactions: the capsule is registered, but not all of it is done. */
export class PublicationInterruptedError extends BaseError {
  readonly capsuleId: bigint;

  constructor(capsuleId: bigint, step: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`Capsule ${capsuleIdToHex(capsuleId)} is registered, but the step "${step}" failed: ${reason}`, {
      code: "PUBLICATION_INTERRUPTED",
      hint:
        step === "seal"
          ? "Publish the same files with the same salt again: it goes on with the seal."
          : "Add the offer with `capsule offer`.",
      cause,
    });
    this.capsuleId = capsuleId;
  }
}
