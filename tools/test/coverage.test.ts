import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareGaps, type Gap, locate } from "../coverage/gaps.ts";
import { CoverageReportError, type FileCoverage, parseLcov, percent, totalOf } from "../coverage/lcov.ts";

const REPORT = `TN:
SF:A.sol
DA:1,3
FN:1,A.first
FNDA:3,A.first
DA:2,0
FN:2,A.second
FNDA:0,A.second
BRDA:3,0,0,5
BRDA:3,0,1,-
FNF:2
end_of_record
TN:
SF:B.sol
DA:1,1
end_of_record
`;

const SOURCE = "function first() {}\n  function second() {}\n    if (a) b();\n";

describe("coverage", () => {
  let root: string;
  let files: FileCoverage[];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "capsule-coverage-"));
    writeFileSync(join(root, "A.sol"), SOURCE);
    files = parseLcov(REPORT);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const gap = (kind: Gap["kind"], code: string): Gap => ({ file: "A.sol", kind, code, reason: "because" });
  const complaints = (gaps: readonly Gap[]) => compareGaps(files, locate(files, root), gaps).complaints;
  const explained = [
    gap("lines", "function second() {}"),
    gap("functions", "function second() {}"),
    gap("branches", "if (a) b();"),
  ];

  it("counts what was reached, and names what was not", () => {
    const [a, b] = files;
    assert.deepEqual(
      [a?.lines, a?.functions, a?.branches],
      [
        { hit: 1, found: 2 },
        { hit: 1, found: 2 },
        { hit: 1, found: 2 },
      ],
    );
    assert.deepEqual(a?.misses, [
      { kind: "lines", line: 2 },
      { kind: "functions", line: 2, name: "A.second" },
      { kind: "branches", line: 3 },
    ]);
    assert.deepEqual([b?.misses, b?.lines], [[], { hit: 1, found: 1 }]);
    assert.deepEqual(totalOf(files).lines, { hit: 2, found: 3 });
    assert.deepEqual([percent({ hit: 1, found: 2 }), percent({ hit: 0, found: 0 })], [50, 100]);
  });

  it("complains about every gap without a reason, and about goals that are missed", () => {
    assert.deepEqual(complaints([]), [
      "A.sol:2: no test reaches (lines): function second() {}",
      "A.sol:2: no test reaches (functions): function second() {}",
      "A.sol:3: no test reaches (branches): if (a) b();",
      "lines: 66.67 % of them are reached, 100 % is the goal",
      "functions: 50.00 % of them are reached, 100 % is the goal",
      "branches: 50.00 % of them are reached, 98 % is the goal",
    ]);
  });

  it("takes a line or function with a reason, but no branches below their goal", () => {
    assert.deepEqual(complaints(explained), ["branches: 50.00 % of them are reached, 98 % is the goal"]);
  });

  it("complains about a reason for what tests reach by now", () => {
    const found = complaints([...explained, gap("lines", "function first() {}")]);
    assert.equal(found[0], "audits/coverage-gaps.json: A.sol has no such gap (lines) any more: function first() {}");
  });

  it("refuses a report that is cut off, empty, or names no file", () => {
    for (const report of [REPORT.slice(0, -20), "", "TN:\nDA:1,1\nend_of_record\n"]) {
      assert.throws(() => parseLcov(report), CoverageReportError);
    }
  });
});
