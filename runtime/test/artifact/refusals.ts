import assert from "node:assert/strict";
import { ModelRejectedError, type RejectionReason } from "../../src/artifact/errors.ts";
import { type InspectModelOptions, inspectModel } from "../../src/artifact/inspectModel.ts";

/** The refusal of the bytes; fails when they are accepted or anything else is thrown. */
export function refusalOf(bytes: Uint8Array, options?: InspectModelOptions): ModelRejectedError {
  try {
    inspectModel(bytes, options);
  } catch (error) {
    assert.ok(error instanceof ModelRejectedError, `threw ${error}`);
    return error;
  }
  return assert.fail("the model was accepted");
}

export function assertRefused(
  bytes: Uint8Array,
  reason: RejectionReason,
  path: string,
  options?: InspectModelOptions,
): void {
  const refusal = refusalOf(bytes, options);
  assert.deepEqual([refusal.reason, refusal.path], [reason, path], refusal.message);
}
