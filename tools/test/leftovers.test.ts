import assert from "node:assert/strict";
import { complaintsAbout } from "../checks/leftovers.ts";
import { localLinks } from "../checks/links.ts";

describe("leftovers", () => {
  const refused: [string, string, string][] = [
    ["unfinished work", "sdk/src/a.ts", "// TODO later"],
    ["a test that runs alone", "sdk/test/a.test.ts", 'it.only("x", () => {});'],
    ["a test that is switched off", "sdk/test/a.test.ts", 'describe.skip("x", () => {});'],
    ["a Solidity test that is switched off", "contracts/test/A.t.sol", "vm.skip(true);"],
    ["console output in a contract", "contracts/src/A.sol", 'import { console } from "forge-std/console.sol";'],
    ["console output in a test", "contracts/test/A.t.sol", 'console.log("a");'],
    ["a type check that is switched off", "sdk/src/a.ts", "// @ts-ignore"],
    ["any", "sdk/src/a.ts", "const a = b as any;"],
    ["any on the way to another type", "sdk/src/a.ts", "const a = b as any as Record<string, number>;"],
    ["any in an argument", "sdk/src/a.ts", "f(b as any, c);"],
    ["the other spelling", "README.md", "your licence"],
    ["a path of one machine", "README.md", "cd /home/me/project"],
    ["a registry host", "package-lock.json", '      "resolved": "https://registry.example/a.tgz",'],
  ];
  for (const [what, path, line] of refused) {
    it(`refuses ${what}`, () => {
      const found = complaintsAbout(path, `first\n${line}\nlast`);
      assert.equal(found.length, 1);
      assert.ok(found[0]?.startsWith(`${path}:2: `), found[0]);
    });
  }

  const accepted: [string, string, string][] = [
    ["words that contain a mark", "sdk/src/a.ts", "const methods = hackathon;"],
    ["prose about any of them", "contracts/src/A.sol", "/// shared as any other income, as any market would."],
    ["a workspace link in the lock", "package-lock.json", '      "resolved": "sdk",'],
    ["a URL path", "README.md", "https://example.org/home/page"],
    ["an address of a test's own user", "runtime/test/a.test.ts", 'const home = "/home/a";'],
  ];
  for (const [what, path, line] of accepted) {
    it(`accepts ${what}`, () => assert.deepEqual(complaintsAbout(path, line), []));
  }

  it("refuses files and folders named for nothing in particular", () => {
    assert.equal(complaintsAbout("sdk/src/utils.ts", "").length, 1);
    assert.equal(complaintsAbout("sdk/src/helpers/a.ts", "").length, 1);
    assert.deepEqual(complaintsAbout("contracts/src/AccessManagerRoles.sol", ""), []);
  });
});

describe("links", () => {
  it("are found where they stay in the project, without anchors and code", () => {
    const text = "[a](b.md) [c](d/e.md#f) [g](https://h.i) [j](#k)\n```\n[l](m.md)\n```\n";
    assert.deepEqual(localLinks(text), ["b.md", "d/e.md"]);
  });
});
