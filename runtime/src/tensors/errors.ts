import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** Input values can't be made into the tensor that the model asks for. */
export class TensorInvalidError extends BaseError {
  constructor(name: string, reason: string, cause?: unknown) {
    super(`Input ${name}: ${reason}.`, {
      code: "TENSOR_INVALID",
      hint: 'Give each input as nested lists of numbers, or as {"dims": […], "data": […]} in row-major order.',
      cause,
    });
  }
}
