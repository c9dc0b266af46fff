import assert from "node:assert/strict";
import { REFUSALS, type RefusalCode } from "../../../src/keys/refusals.ts";
import type { Answer } from "./licensee.ts";

/** A keeper's refusal: its code, with the status and hint that belong to it, and a sentence. */
export function assertRefused(answer: Answer, code: RefusalCode, message = /^[A-Z].*\.$/): void {
  const { error } = answer.json;
  assert.equal(error?.code, code, JSON.stringify(answer.json));
  assert.equal(answer.status, REFUSALS[code].status);
  assert.equal(error?.hint, REFUSALS[code].hint);
  assert.match(error?.message ?? "", message);
}
