import assert from "node:assert/strict";
import { failureLines, progressPrinter, summaryLines } from "../testing/report.ts";
import { type SuiteResult, totalsLine, totalsOf } from "../testing/result.ts";

const suite: SuiteResult = {
  suite: "sdk",
  ms: 1234,
  tests: [
    { file: "a.test.ts", name: "one", status: "passed", ms: 1 },
    { file: "a.test.ts", name: "two", status: "failed", ms: 1, detail: "expected 1\nto be 2" },
    { file: "b.test.ts", name: "three", status: "skipped", ms: 0 },
  ],
};
const crashed: SuiteResult = { suite: "runtime", ms: 1, tests: [], problem: "it crashed" };

describe("test report", () => {
  it("counts a suite that went wrong as a failure", () => {
    assert.deepEqual(totalsOf([suite, crashed]), { passed: 1, failed: 2, skipped: 1 });
    assert.equal(totalsLine(totalsOf([suite, crashed])), "1 passed, 2 failed");
  });

  it("has one line per file, printed when the file is over", () => {
    const lines: string[] = [];
    const { onTest, end } = progressPrinter((line) => lines.push(line), false);
    for (const test of suite.tests) onTest(test);
    assert.deepEqual(lines, ["  ✗ a.test.ts  1 passed, 1 failed"]);
    end();
    assert.deepEqual(lines, ["  ✗ a.test.ts  1 passed, 1 failed", "  ○ b.test.ts  0 passed, 1 skipped"]);
  });

  it("has one line per test on request", () => {
    const lines: string[] = [];
    const { onTest, end } = progressPrinter((line) => lines.push(line), true);
    for (const test of suite.tests) onTest({ ...test, kind: "unit" });
    end();
    assert.deepEqual(lines, ["    ✓ one  [unit]  1 ms", "    ✗ two  [unit]  1 ms", "    ○ three  [unit]  0 ms"]);
  });

  it("shows a failure with all that is known about it", () => {
    assert.deepEqual(failureLines(suite), ["  ✗ sdk › a.test.ts › two", "      expected 1\n      to be 2"]);
    assert.deepEqual(failureLines(crashed), ["  ✗ runtime (the suite itself)", "      it crashed"]);
  });

  it("names every skipped test", () => {
    const text = summaryLines([suite, crashed], 5_000).join("\n");
    assert.match(text, /Skipped tests, which prove nothing:\n {2}○ sdk › b\.test\.ts › three/);
    assert.match(text, /✗ sdk +1 passed +1 failed +1 skipped +1\.2 s/);
    assert.match(text, /Total time 5\.0 s/);
  });
});
