import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findProofs, ProofFormatError } from "../proving/find.ts";
import { judge, solveAll } from "../proving/solveAll.ts";

const HARNESS = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

contract Halves {
    /// @notice Half of an amount is no more than it: é.
    function holds(uint128 amount) external pure {
        assert(amount / 2 <= amount);
    }

    /// @notice Half of an amount is less than it.
    function isFalseForNothing(uint128 amount) external pure {
        assert(amount / 2 < amount);
    }

    /// @notice Whatever is greater than itself is anything.
    function assumesTheImpossible(uint128 amount) external pure {
        require(amount > amount);
        assert(amount == 42);
    }

    /// @notice No square is twice a square.
    /// @custom:unproved The root of two is irrational,
    /// which the solver doesn't know.
    function isBeyondTheSolver(uint64 one, uint64 other) external pure {
        require(other != 0);
        assert(uint256(one) * one != 2 * uint256(other) * other);
    }
}
`;

describe("proofs", () => {
  let root: string;
  const write = (source: string) => writeFileSync(join(root, "contracts/test/proofs/HalvesProofs.sol"), source);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "capsule-proofs-"));
    mkdirSync(join(root, "contracts/test/proofs"), { recursive: true });
    writeFileSync(join(root, "remappings.txt"), "");
    write(HARNESS);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("are found one by one, each with its statement and without the others", () => {
    const proofs = findProofs(root);
    assert.deepEqual(
      proofs.map(({ contract, name, statement }) => [contract, name, statement]),
      [
        ["Halves", "holds", "Half of an amount is no more than it: é."],
        ["Halves", "isFalseForNothing", "Half of an amount is less than it."],
        ["Halves", "assumesTheImpossible", "Whatever is greater than itself is anything."],
        ["Halves", "isBeyondTheSolver", "No square is twice a square."],
      ],
    );
    for (const { source, opposite, name } of proofs) {
      assert.deepEqual(
        [...source.matchAll(/function (\w+)/g)].map(([, one]) => one),
        [name],
      );
      assert.match(opposite, /assert\(!\(.*\)\);/);
    }
    assert.equal(proofs.at(-1)?.explanation, "The root of two is irrational, which the solver doesn't know.");
  });

  it("hold, or are told apart as false, as empty, and as beyond the solver", async () => {
    const ended: string[] = [];
    const results = await solveAll(findProofs(root), { root, width: 2, onEnd: ({ name }) => ended.push(name) });
    assert.deepEqual(
      results.map(({ name, verdict, ok }) => [name, verdict, ok]),
      [
        ["holds", "proved", true],
        ["isFalseForNothing", "violated", false],
        ["assumesTheImpossible", "vacuous", false],
        ["isBeyondTheSolver", "unproved", true],
      ],
    );
    assert.match(results[1]?.counterexample ?? "", /amount = 0/);
    assert.equal(ended.length, 4);
  });

  it("that the solver can't decide fail without an explanation, and what is false fails with one", () => {
    const [proof] = findProofs(root);
    assert.ok(proof !== undefined);
    const undecided = { verdict: "unproved", ms: 1 } as const;
    assert.equal(judge(proof, undecided).ok, false);
    assert.equal(judge({ ...proof, explanation: "because" }, undecided).ok, true);
    assert.equal(judge({ ...proof, explanation: "because" }, { verdict: "violated", ms: 1 }).ok, false);
  });

  it("are refused without a statement, and with more than one assertion", () => {
    write(HARNESS.replace("    /// @notice Half of an amount is less than it.\n", ""));
    assert.throws(
      () => findProofs(root),
      new ProofFormatError(
        "contracts/test/proofs/HalvesProofs.sol: Halves.isFalseForNothing doesn't say in a @notice what it proves",
      ),
    );
    write(HARNESS.replace("assert(amount == 42);", "assert(amount == 42);\n        assert(true);"));
    assert.throws(() => findProofs(root), /Halves\.assumesTheImpossible has 2 assertions; a proof has one/);
  });
});

describe("npm run prove", () => {
  const prove = (...args: string[]) => {
    const script = fileURLToPath(new URL("../prove.ts", import.meta.url));
    return spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  };

  it("prints a table, and one JSON object for machines", () => {
    const { stdout, stderr, status } = prove("--only", "FeeProofs.feeIsCapped", "--json");
    const { passed, failed, proofs } = JSON.parse(stdout) as { passed: number; failed: number; proofs: unknown[] };
    assert.deepEqual([status, passed, failed, proofs.length], [0, 1, 0, 1]);
    assert.match(stderr, /FeeProofs\.feeIsCapped +proved +CHC .*\n.*\n1 passed, 0 failed\n$/);
  });

  it("fails when no assertion has the name", () => {
    const { stdout, status } = prove("--only", "absent");
    assert.deepEqual([status, /No assertion's name contains "absent"/.test(stdout)], [1, true]);
  });
});
