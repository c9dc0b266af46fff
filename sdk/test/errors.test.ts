import assert from "node:assert/strict";
import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

class DoorClosedError extends BaseError {
  constructor(cause?: unknown) {
    super("The door is closed.", { code: "DOOR_CLOSED", hint: "Open the door.", cause });
  }
}

describe("BaseError", () => {
  it("carries the class name, a stable code, the message, the hint and the cause", () => {
    const cause = new Error("rust");
    const error = new DoorClosedError(cause);
    assert.equal(error.name, "DoorClosedError");
    assert.equal(error.code, "DOOR_CLOSED");
    assert.equal(error.message, "The door is closed.");
    assert.equal(error.hint, "Open the door.");
    assert.equal(error.cause, cause);
    assert.ok(error instanceof Error && error instanceof BaseError);
    assert.match(error.stack ?? "", /The door is closed/);
  });

  it("has no cause property when there is no cause", () => {
    assert.equal("cause" in new DoorClosedError(), false);
  });

  it("walks to the innermost error", () => {
    const inner = new TypeError("inner");
    assert.equal(new DoorClosedError(new Error("middle", { cause: inner })).walk(), inner);
    const lonely = new DoorClosedError();
    assert.equal(lonely.walk(), lonely);
  });

  it("walks to the first error that matches, itself included, else null", () => {
    const inner = new TypeError("inner");
    const error = new DoorClosedError(new Error("middle", { cause: inner }));
    assert.equal(
      error.walk((candidate) => candidate instanceof TypeError),
      inner,
    );
    assert.equal(
      error.walk((candidate) => candidate instanceof DoorClosedError),
      error,
    );
    assert.equal(
      error.walk((candidate) => candidate instanceof RangeError),
      null,
    );
  });

  it("ends on a chain that bites its own tail", () => {
    const first = new Error("first");
    const second = new Error("second", { cause: first });
    first.cause = second;
    assert.equal(
      new DoorClosedError(first).walk(() => false),
      null,
    );
    assert.equal(new DoorClosedError(first).walk(), second);
  });
});
