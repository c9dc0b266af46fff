import assert from "node:assert/strict";
import { complaintAboutLength } from "../checks/fileLengths.ts";

describe("length of a Solidity test", () => {
  const lines = (count: number) => "line\n".repeat(count);

  it("is 250 lines at most, whether the last one ends or not", () => {
    assert.equal(complaintAboutLength("A.t.sol", lines(250)), undefined);
    assert.equal(complaintAboutLength("A.t.sol", `${lines(249)}line`), undefined);
  });

  it("is told where it is more, blank lines included", () => {
    assert.match(complaintAboutLength("A.t.sol", lines(251)) ?? "", /^A\.t\.sol: 251 lines, of 250 at most/);
    assert.match(complaintAboutLength("A.t.sol", "\n".repeat(400)) ?? "", /^A\.t\.sol: 400 lines/);
  });
});
