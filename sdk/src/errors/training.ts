import { BaseError } from "./base.ts";

/** Allocations that no round could honour. Nothing was signed. */
export class InvalidAllocationsError extends BaseError {
  constructor(problem: string) {
    super(problem, {
      code: "INVALID_ALLOCATIONS",
      hint: "Give each account at least one unit, and all of them together exactly what the round offers.",
    });
  }
}
