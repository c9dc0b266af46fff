import type { Address } from "viem";
import { BaseError } from "./base.ts";

/** A token has no ERC-2612 permits, or describes them in a way that can't be trusted. Nothing was signed. */
export class PermitUnsupportedError extends BaseError {
  readonly token: Address;

  constructor(token: Address, reason: string, cause?: unknown) {
    super(`The token ${token} can't be paid with a permit: ${reason}.`, {
      code: "PERMIT_UNSUPPORTED",
      hint: "Use purchase, which approves the amount in a transaction of its own.",
      cause,
    });
    this.token = token;
  }
}

/** A purchase with a permit was put together without the permit. */
export class PermitRequiredError extends BaseError {
  constructor() {
    super("purchaseWithPermit.call needs the buyer's permit.", {
      code: "PERMIT_REQUIRED",
      hint: "Have it signed with signPermit, and pass it as `permit`.",
    });
  }
}
