import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Verdict } from "../mutating/judge.ts";
import type { Mutant } from "../mutating/mutants.ts";
import { type Entry, entryOf, readRecord, suspectsOf, writeRecord } from "../mutating/record.ts";
import { complaintsOf, markdownReport, tallyOf } from "../mutating/report.ts";

const mutant = (id: string): Mutant => ({
  id,
  file: "contracts/src/A.sol",
  where: "A.f",
  line: 3,
  operator: "logical",
  original: "a || b",
  replacement: "a",
  source: "all of it",
});
const recordOf = (verdicts: Record<string, Verdict>): Map<string, Entry> =>
  new Map(Object.entries(verdicts).map(([id, verdict]) => [id, entryOf(mutant(id), { verdict, ms: 1 })]));

describe("the report on mutants", () => {
  const mutants = ["1", "2", "3", "4", "5", "6"].map(mutant);
  const record = recordOf({ 1: "killed", 2: "timeout", 3: "survived", 4: "equivalent", 5: "invalid" });

  it("scores what was killed of what differs from the original and compiles", () => {
    const { score, ...counts } = tallyOf(mutants, record);
    assert.deepEqual(counts, { found: 5, judged: 4, killed: 1, timeout: 1, equivalent: 1, survived: 1 });
    assert.equal(score.toFixed(2), "66.67");
    assert.equal(tallyOf(mutants, new Map()).score, 100);
  });

  it("complains about survivors without a reason, reasons without a survivor, and a low score", () => {
    const reason = (id: string) => ({ id, mutant: "", reason: "because" });
    assert.deepEqual(complaintsOf(mutants, record, [reason("1")]), [
      "3 survives: contracts/src/A.sol:3 A.f: a || b → a",
      "1 has a reason to survive, but doesn't: ",
      "66.7 % of the mutants are killed, 95 % is the goal",
    ]);
    const nearly = recordOf({
      ...Object.fromEntries(Array.from({ length: 19 }, (_, i) => [i + 10, "killed"])),
      3: "survived",
    });
    const many = [...nearly.keys()].map(mutant);
    assert.deepEqual(complaintsOf(many, nearly, [reason("3")]), []);
  });

  it("says in words how much was judged, and why survivors live", () => {
    const text = markdownReport(mutants, record, [{ id: "3", mutant: "", reason: "It makes no difference." }]);
    assert.match(text, /4 of 5 mutants were judged: a sample/);
    assert.match(text, /\| A\.sol \| 5 \| 4 \| 1 \| 1 \| 1 \| 1 \| 66\.7 % \|/);
    assert.match(text, /\| 3 \| A\.f, line 3 \| `a \\\|\\\| b` \| `a` \| It makes no difference\. \|/);
    assert.match(markdownReport(mutants, record, []), /\*\*none given\*\*/);
  });

  it("suspects the killers of the same function, the latest first, then of the same source, the most deadly first", () => {
    const killed = (id: string, by: string, where = "A.f", file = "contracts/src/A.sol"): [string, Entry] => [
      id,
      { ...entryOf(mutant(id), { verdict: "killed", by, ms: 1 }), where, file },
    ];
    const kept = new Map([
      killed("1", "test_Old"),
      killed("2", "testFuzz_New"),
      killed("3", "test_Near", "A.g"),
      killed("7", "test_Deadly", "A.g"),
      killed("8", "test_Deadly", "A.g"),
      killed("9", "test_Rare", "A.g"),
      killed("10", "test_Elsewhere", "A.f", "contracts/src/B.sol"),
      killed("4", "setUp"),
      killed("5", "invariant_All"),
      killed("6", "test_Old"),
    ]);
    const [own, others] = [
      ["test_Old", "testFuzz_New"],
      ["test_Deadly", "test_Rare", "test_Near"],
    ];
    assert.deepEqual(suspectsOf(mutant("11"), kept), [...own, ...others]);
    assert.deepEqual(suspectsOf({ ...mutant("11"), where: "A.h" }, kept), [
      "test_Old",
      "test_Deadly",
      "test_Rare",
      "test_Near",
      "testFuzz_New",
    ]);
    assert.deepEqual(suspectsOf({ ...mutant("11"), file: "contracts/src/C.sol" }, kept), []);
    const many = new Map(Array.from({ length: 30 }, (_, i) => killed(`${i}`, `test_${i}`)));
    assert.equal(suspectsOf(mutant("30"), many).length, 20);
  });

  it("is kept, without the sources, until the code changes", () => {
    const root = mkdtempSync(join(tmpdir(), "capsule-mutation-"));
    try {
      mkdirSync(join(root, "audits"));
      assert.equal(readRecord(root, mutants).size, 0);
      writeRecord(root, mutants, record);
      assert.doesNotMatch(readFileSync(join(root, "audits/mutation.json"), "utf8"), /all of it/);
      assert.deepEqual(readRecord(root, mutants), record);
      const moved = { ...mutant("1"), line: 9 };
      assert.deepEqual(
        [...readRecord(root, [moved]).values()].map(({ id, line }) => [id, line]),
        [["1", 9]],
      );
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
