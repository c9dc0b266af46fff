// Faults, each with the command that must turn red on it and words that its output must then contain.

export type Plant = {
  name: string;
  /** Contents by path. A path that exists already is put back afterwards. */
  files: Readonly<Record<string, string>>;
  command: readonly [string, ...string[]];
  says: RegExp;
};

const ci = [".ci/run"] as const;
const check = (rule: string) => ["npm", "run", "--silent", "check", "--", "--only", rule] as const;
const test = (suite: string) => ["npm", "test", "--silent", "--", "--suite", suite] as const;

const mochaTest = (body: string): string => `import assert from "node:assert/strict";\n\n${body}\n`;

const failingSolidityTest = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Test } from "forge-std/Test.sol";

contract PlantedTest is Test {
    function test_Fails() public pure {
        assertEq(uint256(1), 2, "planted failure");
    }
}
`;

const contract = (body: string, imports = ""): string => `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;
${imports}
/// @title Planted
contract Planted${body}
`;

const proxied = `
import { Initializable } from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";
`;

/** The four that continuous integration as a whole must turn red on, each alone. */
const faultsOfTheWhole: readonly Plant[] = [
  {
    name: "a failing Solidity test",
    files: { "contracts/test/Planted.t.sol": failingSolidityTest },
    command: ci,
    says: /PlantedTest › test_Fails\(\).*\n.*planted failure/,
  },
  {
    name: "a failing TypeScript test",
    files: { "runtime/test/planted.test.ts": mochaTest('it("is planted", () => {\n  assert.equal(1, 2);\n});') },
    command: ci,
    says: /runtime\/test\/planted\.test\.ts › is planted/,
  },
  {
    name: "a lint error",
    files: { "sdk/src/planted.ts": "export function planted(): void {\n  debugger;\n}\n" },
    command: ci,
    says: /sdk\/src\/planted\.ts.* lint\/suspicious\/noDebugger/,
  },
  {
    name: "a format error",
    files: { "sdk/src/planted.ts": "export const planted = {a:1}\n" },
    command: ci,
    says: /sdk\/src\/planted\.ts format/,
  },
];

const faultsOfRules: readonly Plant[] = [
  {
    name: "Solidity that forge fmt would change",
    files: { "contracts/src/Planted.sol": contract("{ }") },
    command: check("solidity-format"),
    says: /Planted\.sol/,
  },
  {
    name: "Solidity that forge lint warns of",
    files: {
      "contracts/src/Planted.sol": contract(
        " {\n    function cut(uint256 value) external pure returns (uint8) {\n        return uint8(value);\n    }\n}",
      ),
    },
    command: check("solidity-lint"),
    says: /unsafe-typecast[\s\S]*Planted\.sol/,
  },
  {
    name: "Solidity that solhint warns of",
    files: { "contracts/src/Planted.sol": contract(" {\n    uint x;\n}") },
    command: check("solhint"),
    says: /Planted\.sol[\s\S]*explicit-types/,
  },
  {
    name: "a type error",
    files: { "runtime/src/planted.ts": 'export const planted: number = "text";\n' },
    command: check("types:runtime"),
    says: /planted\.ts.*TS2322/,
  },
  {
    name: "an ABI that changed",
    files: { "contracts/src/Planted.sol": contract(" {\n    event Planted_Event();\n}") },
    command: check("generated"),
    says: /sdk\/src\/generated\/planted\.ts: missing/,
  },
  {
    name: "a documented query of a field that the subgraph does not have",
    files: { "subgraph/queries/planted.graphql": "# Planted.\nquery Planted {\n  sums {\n    planted\n  }\n}\n" },
    command: check("generated"),
    says: /Sum has no field planted/,
  },
  {
    name: "a page of who may call what that is not what is tested",
    files: {
      "contracts/test/hardhat/accessDocument.ts": 'export const accessDocument = () => "now\\n";\n',
      "contracts/ACCESS.md": "before\n",
    },
    command: check("access"),
    says: /contracts\/ACCESS\.md:\n[\s\S]*- before[\s\S]*\+ now/,
  },
  {
    name: "a source that the audit's scope does not count",
    files: { "contracts/src/Planted.sol": contract(" { }") },
    command: check("scope"),
    says: /audits\/scope\.md[\s\S]*\+ .*contracts\/src\/Planted\.sol/,
  },
  {
    name: "an implementation that is not safe behind a proxy",
    files: {
      "contracts/src/Planted.sol": contract(
        " is Initializable, UUPSUpgradeable {\n    uint256 public count = 1;\n\n    function _authorizeUpgrade(address) internal override { }\n}",
        proxied,
      ),
    },
    command: check("upgrades"),
    says: /Planted\.sol:\d+: Variable `count` is assigned an initial value/,
  },
  {
    name: "an assertion that does not hold for all inputs",
    files: {
      "contracts/test/proofs/PlantedProofs.sol": contract(
        "Proofs {\n    /// @notice Planted.\n    function planted(uint8 value) external pure {\n        assert(value < 255);\n    }\n}",
      ),
    },
    command: check("prove"),
    says: /PlantedProofs\.planted +violated[\s\S]*value = 255/,
  },
  {
    name: "unfinished work",
    files: { "sdk/src/planted.ts": `// ${"TO"}DO\nexport const planted = 1;\n` },
    command: check("leftovers"),
    says: /sdk\/src\/planted\.ts:1: unfinished work/,
  },
  {
    name: "a Solidity test that is too long",
    files: { "contracts/test/PlantedScene.sol": contract(` {${"\n".repeat(300)}}`) },
    command: check("lengths"),
    says: /contracts\/test\/PlantedScene\.sol: 3\d\d lines, of 250 at most/,
  },
  {
    name: "a TypeScript file that is too long",
    files: {
      "sdk/src/planted.ts": Array.from({ length: 251 }, (_, index) => `export const planted${index} = 1;\n`).join(""),
    },
    command: check("lint"),
    says: /sdk\/src\/planted\.ts.* lint\/style\/noExcessiveLinesPerFile/,
  },
];

const faultsOfTests: readonly Plant[] = [
  {
    name: "a Solidity test that does not compile",
    files: { "contracts/test/Planted.t.sol": "contract Planted {" },
    command: test("contracts"),
    says: /could not be prepared[\s\S]*Planted\.t\.sol/,
  },
  {
    name: "a Solidity test file of which no test ran",
    files: { "contracts/test/Planted.t.sol": failingSolidityTest.replace("test_Fails", "fails") },
    command: test("contracts"),
    says: /no test ran of contracts\/test\/Planted\.t\.sol/,
  },
  {
    name: "a failing Hardhat test",
    files: { "contracts/test/hardhat/planted.test.ts": mochaTest('it("is planted", () => assert.fail("planted"));') },
    command: test("hardhat"),
    says: /planted\.test\.ts › is planted/,
  },
  {
    name: "a test process that leaves with exit code 0 before its tests ended",
    files: { "deploy/test/planted.test.ts": 'it("is planted", () => process.exit(0));\n' },
    command: test("deploy"),
    says: /it crashed before its tests ended \(exit 0\)/,
  },
  {
    name: "a test file that can't be loaded",
    files: { "deploy/test/planted.test.ts": 'import "./nothing.ts";\n' },
    command: test("deploy"),
    says: /it crashed before its tests ended[\s\S]*nothing\.ts/,
  },
  {
    name: "a test that runs alone",
    files: { "deploy/test/planted.test.ts": `it.${"only"}("is planted", () => undefined);\n` },
    command: test("deploy"),
    says: /forbidden/,
  },
  {
    name: "a suite without tests",
    files: { "deploy/test/sum.test.ts": "export {};\n" },
    command: test("deploy"),
    says: /it ran no tests/,
  },
  {
    name: "a test that leaves a process behind",
    files: {
      "deploy/test/planted.test.ts":
        'import { spawn } from "node:child_process";\n\nit("is planted", () => spawn("sleep", ["60"], { stdio: "ignore" }).unref());\n',
    },
    command: test("deploy"),
    says: /it left processes running/,
  },
];

/** A field put before another: the storage of every proxy would be read wrongly. */
export function movedField(counter: string): Plant {
  return {
    name: "a storage layout that changed",
    files: {
      "contracts/src/Counter.sol": counter.replace(
        "        uint256 count;",
        "        uint256 first;\n        uint256 count;",
      ),
    },
    command: check("snapshots"),
    says: /storage\/Counter\.json:[\s\S]*\+ .*"slot": 1, .*"name": "count"/,
  };
}

/** A line that costs gas and changes nothing else. */
export function moreGas(counter: string): Plant {
  return {
    name: "an operation that costs more gas",
    files: {
      "contracts/src/Counter.sol": counter.replace("++$.count;", "++$.count;\n        ++$.count;\n        --$.count;"),
    },
    command: check("gas"),
    says: /snapshots\/gas\/gas\.json:[\s\S]*- .*"increment"[\s\S]*\+ .*"increment"/,
  };
}

export const plants: readonly Plant[] = [...faultsOfRules, ...faultsOfTests, ...faultsOfTheWhole];
