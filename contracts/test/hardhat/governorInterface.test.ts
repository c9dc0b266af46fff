import assert from "node:assert/strict";
import hre from "hardhat";
import type { Abi, AbiFunction } from "viem";

/** An item as a tool reads it: kind, name, types, what is indexed, names of the fields of events. */
const form = (item: Abi[number]): string =>
  JSON.stringify(item, (key, value) => (key === "internalType" ? undefined : value));

const calls = (mutability: AbiFunction["stateMutability"]) => (mutability === "pure" ? "view" : mutability);

describe("the governor's ABI", () => {
  it("has every function, event and error of OpenZeppelin's IGovernor, to the letter", async () => {
    const standard = (await hre.artifacts.readArtifact("IGovernor")).abi as Abi;
    const own = (await hre.artifacts.readArtifact("CapsuleGovernor")).abi as Abi;
    const names = (abi: Abi, kinds: readonly string[]) => abi.filter(({ type }) => kinds.includes(type));
    const events = new Set(names(own, ["event", "error"]).map(form));
    for (const item of names(standard, ["event", "error"])) assert.ok(events.has(form(item)), form(item));
    // A view that reads nothing may say that it is pure: callers see no difference.
    const types = ({ name, inputs, outputs, stateMutability }: AbiFunction) =>
      JSON.stringify([name, ...[inputs, outputs].map((all) => all.map(({ type }) => type)), calls(stateMutability)]);
    const functions = new Set((names(own, ["function"]) as AbiFunction[]).map(types));
    const missing = (names(standard, ["function"]) as AbiFunction[]).map(types).filter((each) => !functions.has(each));
    assert.deepEqual(missing, []);
  });
});
