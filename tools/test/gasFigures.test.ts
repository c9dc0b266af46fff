import assert from "node:assert/strict";
import { staleFigures } from "../checks/gasFigures.ts";

const snapshot = { buy: "71903", claim: "62544", claimPlain: "1000" };

describe("gas in documents", () => {
  it("is that of the snapshot, of every operation that a row names", () => {
    const table = "| `buy` a license | 71,903 | 72,000 |\n| `claim`, `claimPlain` | 62,544 | 1,000 |";
    assert.deepEqual(staleFigures(table, snapshot), []);
  });

  it("is stale where the snapshot has another figure, even when that is the goal of another row", () => {
    const stale = staleFigures(
      "| `buy` a license | 71,920 | 72,000 |\n| `claim`, `claimPlain` | 62,544 | 1,001 |",
      snapshot,
    );
    assert.deepEqual(stale, [
      "buy is 71,903, not what stands there: | `buy` a license | 71,920 | 72,000 |",
      "claimPlain is 1,000, not what stands there: | `claim`, `claimPlain` | 62,544 | 1,001 |",
    ]);
  });

  it("is not looked for where a row names no operation, or the text is no table", () => {
    assert.deepEqual(staleFigures("| `owner` | 3 |\n`buy` costs 1", snapshot), []);
  });
});
