import type { Address } from "viem";
import { BaseError } from "./base.ts";

/** A transaction that moves what is due would move nothing. Nothing was sent. */
export class NothingDueError extends BaseError {
  constructor(functionName: string, currency: Address) {
    super(`${functionName} would move nothing in the currency ${currency}.`, {
      code: "NOTHING_DUE",
      hint: "Nothing needs to be done: try again after the next sale.",
    });
  }
}
