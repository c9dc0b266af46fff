import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { keccak256, pad } from "viem";
import { JudgeError, judgeOf, PATIENCE, prepareJudge, roomsOf } from "../mutating/judge.ts";
import type { Mutant } from "../mutating/mutants.ts";
import type { Subject } from "../mutating/subjects.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));

const PURSE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

contract Purse {
    uint256 public total;
    uint256 public constant LIMIT = 100;

    function add(uint256 amount) external {
        if (amount > 100) revert();
        total = total + amount;
        if (total < amount) revert();
    }
}
`;

const TESTS = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Purse } from "../../src/Purse.sol";

contract PurseTest {
    function test_Adds() external {
        Purse purse = new Purse();
        purse.add(2);
        require(purse.total() == 2, "total");
    }
}
`;

const OTHER_TESTS = TESTS.replace("PurseTest", "LimitTest")
  .replace("test_Adds", "test_Limit")
  .replace('require(purse.total() == 2, "total");', 'try purse.add(101) { require(false, "limit"); } catch { }');

const FUZZED_TESTS = TESTS.replace("PurseTest", "LimitedTest")
  .replace("test_Adds()", "testFuzz_Adds_UpToTheLimit(uint8 amount)")
  .replace("add(2)", "add(amount)")
  .replace("purse.add", "if (amount <= purse.LIMIT()) purse.add")
  .replace("purse.total() == 2", "purse.total() <= 100");

/** What no input is by chance, which these tests can't bear; only a mutant's code holds it. */
const UNBEARABLE = "0x6b8f2c1d9e4a7350";
const FAULTY_TESTS = TESTS.replace("PurseTest", "FaultyTest").replace(
  /function test_Adds[\s\S]*?\n {4}\}/,
  `Purse private purse;
    function setUp() external { purse = new Purse(); }
    function testFuzz_Faulty(uint256[20] calldata amounts) external {
      for (uint256 i = 0; i < 20; ++i) require(keccak256(abi.encode(amounts[i])) != ${keccak256(pad(UNBEARABLE))});
    }`,
);

/** These tests take no time: a limit of their own that a busy machine doesn't reach. */
const LIMIT_MS = 60_000;

const SUBJECT: Subject = { file: "Purse.sol", deployed: [["src/Purse.sol", "Purse"]], tests: "purse/**" };

describe("the judge of mutants", function () {
  this.timeout(120_000);
  let root: string;
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const mutant = (original: string, replacement: string): Mutant => ({
    id: original,
    file: "contracts/src/Purse.sol",
    where: "Purse.add",
    line: 1,
    operator: "arithmetic",
    original,
    replacement,
    source: PURSE.replace(original, replacement),
  });
  const artifact = () => join(root, "cache/mutation/out/Purse.sol/Purse.json");

  before(async () => {
    root = mkdtempSync(join(tmpdir(), "capsule-judge-"));
    for (const path of ["foundry.toml", "tools/solc-wrapper"])
      cpSync(join(project, path), join(root, path), { recursive: true });
    symlinkSync(join(project, "node_modules"), join(root, "node_modules"));
    write("remappings.txt", "");
    write("contracts/src/Purse.sol", PURSE);
    write("contracts/test/purse/Purse.t.sol", TESTS);
    write("contracts/test/limit/Limit.t.sol", OTHER_TESTS);
    write("contracts/test/limited/Limited.t.sol", FUZZED_TESTS);
    write("contracts/test/faulty/Faulty.t.sol", FAULTY_TESTS);
    await prepareJudge(root);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it("tells killed, killed by another test, survivors, the same code and what doesn't compile", async () => {
    const judge = judgeOf(root, SUBJECT, LIMIT_MS);
    const sound = readFileSync(artifact(), "utf8");
    const verdicts = [];
    for (const one of [
      mutant("total + amount", "total - amount"),
      mutant("amount > 100", "false"),
      mutant("total < amount", "false"),
      mutant("total + amount", "(total + amount)"),
      mutant("total + amount", '"text"'),
    ]) {
      const { verdict, by } = await judge(one);
      verdicts.push([verdict, by]);
    }
    assert.deepEqual(verdicts, [
      ["killed", "test_Adds"],
      ["killed", "test_Limit"],
      ["survived", undefined],
      ["equivalent", undefined],
      ["invalid", undefined],
    ]);
    assert.equal(readFileSync(artifact(), "utf8"), sound, "the artifact is as it was");
    assert.equal(readFileSync(join(root, "contracts/src/Purse.sol"), "utf8"), PURSE, "the source was never touched");
  });

  it("asks suspects before all other tests, and goes on when they find nothing or are gone", async () => {
    const judge = judgeOf(root, SUBJECT, LIMIT_MS);
    const broken = mutant("total + amount", "total - amount");
    assert.equal((await judge(broken)).by, "test_Adds");
    assert.equal((await judge(broken, ["test_Gone", "test_Limit"])).by, "test_Limit");
    assert.equal((await judge(broken, ["test_Gone"])).by, "test_Adds");
    const unlimited = await judge(mutant("amount > 100", "false"), ["test_Adds"]);
    assert.deepEqual([unlimited.verdict, unlimited.by], ["killed", "test_Limit"]);
  });

  it("tries no input on a mutant because another one failed with it", async () => {
    const judge = judgeOf(root, SUBJECT, LIMIT_MS);
    const first = await judge(mutant("LIMIT = 100", "LIMIT = 200"));
    assert.deepEqual([first.verdict, first.by], ["killed", "testFuzz_Adds_UpToTheLimit"]);
    const next = await judge(mutant("total < amount", "false"));
    assert.equal(next.verdict, "survived");
    assert.deepEqual(globSync("cache/**/failures", { cwd: root }), []);
  });

  it("tries no input on a mutant because its code holds it", async () => {
    const judge = judgeOf(root, SUBJECT, LIMIT_MS);
    const { verdict, by } = await judge(mutant("total < amount", `total == ${UNBEARABLE}`));
    assert.deepEqual([verdict, by], ["survived", undefined]);
  });

  it("judges in several rooms at once, each with a mutant of its own, and compiles nothing for that", async () => {
    const rooms = roomsOf(root, 2);
    const faults = [mutant("total + amount", "total - amount"), mutant("total < amount", "false")];
    const judged = await Promise.all(
      rooms.map((room, index) => judgeOf(root, SUBJECT, LIMIT_MS, room)(faults[index] as Mutant)),
    );
    assert.deepEqual(
      judged.map(({ verdict }) => verdict),
      ["killed", "survived"],
    );
    for (const { out } of rooms) {
      assert.equal(readFileSync(join(root, out, "Purse.sol/Purse.json"), "utf8"), readFileSync(artifact(), "utf8"));
    }
  });

  it("gives a mutant's tests the time of all of them without a fault, many times over", async () => {
    const { ms } = JSON.parse(readFileSync(join(root, "cache/mutation/sound-run.json"), "utf8"));
    assert.ok(ms > 0);
    assert.equal(await prepareJudge(root), ms * PATIENCE, "measured once for the same code");
  });

  it("takes out what an interrupted run left behind", async () => {
    const sound = readFileSync(artifact(), "utf8");
    renameSync(artifact(), `${artifact()}.sound`);
    writeFileSync(artifact(), "a mutant's");
    await prepareJudge(root);
    assert.equal(readFileSync(artifact(), "utf8"), sound);
    assert.equal(existsSync(`${artifact()}.sound`), false);
  });

  it("refuses to judge by tests that fail without a fault", async () => {
    write("contracts/test/purse/Purse.t.sol", TESTS.replace("== 2", "== 3"));
    await assert.rejects(prepareJudge(root), (error: Error) => {
      return error instanceof JudgeError && /tests fail without a fault[\s\S]*total/.test(error.message);
    });
  });
});
