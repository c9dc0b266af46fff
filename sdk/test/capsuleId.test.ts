import assert from "node:assert/strict";
import { capsuleIdToHex } from "../src/capsuleId.ts";

describe("capsuleIdToHex", () => {
  it("writes 32 bytes, whatever the number's length", () => {
    assert.equal(capsuleIdToHex(0xc0ffeen), `0x${"0".repeat(58)}c0ffee`);
    assert.equal(capsuleIdToHex(2n ** 256n - 1n), `0x${"f".repeat(64)}`);
  });

  it("refuses what is no uint256", () => {
    assert.throws(() => capsuleIdToHex(2n ** 256n), { name: "IntegerOutOfRangeError" });
    assert.throws(() => capsuleIdToHex(-1n), { name: "IntegerOutOfRangeError" });
  });
});
