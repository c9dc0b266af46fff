import assert from "node:assert/strict";
import { describeMutant, type Mutant, mutantsOf, sampleOf } from "../mutating/mutants.ts";
import { exempt, subjects } from "../mutating/subjects.ts";
import type { AstNode } from "../solidity/ast.ts";
import { compile } from "../solidity/front-end.ts";

const parse = (source: string): AstNode => {
  const settings = { outputSelection: { "*": { "": ["ast"], "*": ["abi"] } } };
  const output = compile({ language: "Solidity", sources: { "A.sol": { content: source } }, settings } as never, "/");
  return output.sources["A.sol"]?.ast as unknown as AstNode;
};

const contract = (body: string): string => `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

contract A {
    event Done();
    error No();
    uint256 private total;
    modifier guarded() { _; }
    ${body}
}
`;

const mutate = (body: string): Mutant[] => {
  const source = contract(body);
  return mutantsOf("A.sol", source, parse(source));
};

/** What becomes of the lines of a function, mutant by mutant. */
const changes = (body: string) =>
  mutate(body).map(({ operator, original, replacement }) => `${operator}: ${original} => ${replacement}`);

describe("mutants", () => {
  it("turn comparisons round and move their bounds", () => {
    assert.deepEqual(changes("function f(uint256 a) external pure returns (bool) { return a <= 7; }"), [
      "relational: <= => <",
      "relational: <= => >",
      "constant: 7 => 8",
    ]);
  });

  it("take the check out of a guard, and hold and break other conditions", () => {
    assert.deepEqual(
      changes("function f(bool a) external { if (!a) revert No(); if (a) total = total + total; else delete total; }"),
      [
        "guard: !a => false",
        "logical: !a => a",
        "branch: a => true",
        "branch: a => false",
        "statement: total = total + total; => { }",
        "arithmetic: + => -",
        "statement: delete total; => { }",
      ],
    );
  });

  it("leave a loop its step, and turn it round", () => {
    assert.deepEqual(changes("function f(uint256 a) external { for (uint256 i; i < a; ++i) total = i; }"), [
      "relational: < => <=",
      "relational: < => >=",
      "arithmetic: ++i => --i",
      "statement: total = i; => { }",
    ]);
  });

  it("forget modifiers, events and effects, and mistake assignments", () => {
    assert.deepEqual(changes("function f(uint256 a) external guarded { total += a; emit Done(); }"), [
      "modifier: guarded => ",
      "statement: total += a; => { }",
      "assignment: += => -=",
      "assignment: += => =",
      "event: emit Done(); => { }",
    ]);
  });

  it("change numbers with their unit, but no address, hash or text", () => {
    const found = changes(
      'uint256 constant T = 14 days; bytes32 constant H = 0x00000000000000000000000000000000000000000000000000000000000000ff; string constant S = "1";',
    );
    assert.deepEqual(found, ["constant: 14 => 15"]);
    assert.match(mutate("uint256 constant T = 14 days;")[0]?.source ?? "", /T = 15 days;/);
  });

  it("choose one side of a conditional, join conditions differently, shift the other way", () => {
    const body = "function f(bool a, uint8 b) external pure returns (uint256) { return a && b > b ? b << 1 : b | 2; }";
    const found = changes(body);
    for (const expected of [
      "branch: a && b > b ? b << 1 : b | 2 => (b << 1)",
      "logical: && => ||",
      "bitwise: << => >>",
    ]) {
      assert.ok(found.includes(expected), expected);
    }
  });

  it("all compile but for those whose types no longer fit", () => {
    const mutants = mutate("function f(uint256 a) external guarded { if (a != 0 && a < 9) total -= a; emit Done(); }");
    assert.ok(mutants.length > 8);
    for (const { source } of mutants) assert.doesNotThrow(() => parse(source), source);
  });

  it("keep their id while lines move, and differ from each other", () => {
    const body = "function f(uint256 a) external { total = a + 1; total = a + 1; }";
    const [before, after] = [mutate(body), mutate(`\n\n\n    ${body}`)];
    assert.deepEqual(
      before.map(({ id }) => id),
      after.map(({ id }) => id),
    );
    assert.equal(new Set(before.map(({ id }) => id)).size, before.length);
    assert.equal((after[0]?.line ?? 0) - (before[0]?.line ?? 0), 3);
    assert.match(describeMutant(before[0] as Mutant), /^A\.sol:9 A\.f: total = a \+ 1; → \{ \}$/);
  });

  it("are sampled by a seed: the same again, more for more, others for another", () => {
    const mutants = mutate("function f(uint256 a) external { total = a + 1 + 2 + 3 + 4 + 5 + 6 + 7; }");
    const ids = (count: number, seed: string) => sampleOf(mutants, count, seed).map(({ id }) => id);
    assert.deepEqual(ids(4, "1"), ids(4, "1"));
    assert.ok(ids(4, "1").every((id) => ids(6, "1").includes(id)));
    assert.notDeepEqual(ids(4, "1"), ids(4, "2"));
    assert.equal(ids(Number.POSITIVE_INFINITY, "1").length, mutants.length);
  });

  it("are made of sources that are named once", () => {
    const files = [...subjects.map(({ file }) => file), ...Object.keys(exempt)];
    assert.equal(new Set(files).size, files.length);
  });
});
