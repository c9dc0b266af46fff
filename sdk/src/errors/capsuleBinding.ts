import { BaseError } from "./base.ts";

/** A value that ciphertext and keys are bound to is outside its ABI type. */
export class InvalidCapsuleBindingError extends BaseError {
  readonly field: string;

  constructor(field: string, value: unknown, expected: string) {
    super(`Capsule binding: ${field} is ${String(value)}, which is not ${expected}.`, {
      code: "INVALID_CAPSULE_BINDING",
      hint: `Pass ${expected} as ${field}.`,
    });
    this.field = field;
  }
}
