import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { auditScope, codeLines } from "../generate/scope.ts";

describe("the scope of an audit", () => {
  it("counts lines with code, not comments, and takes no address for one", () => {
    const source = `// a comment
/// @title documented
/**
 * in several lines
 */
contract A { // with a word on it

    string url = "https://example.com"; /* and */
}
`;
    assert.equal(codeLines(source), 3);
    assert.equal(codeLines(""), 0);
  });

  it("names every file once, and adds up", () => {
    const root = mkdtempSync(join(tmpdir(), "capsule-scope-"));
    try {
      mkdirSync(join(root, "contracts/src/market"), { recursive: true });
      writeFileSync(join(root, "contracts/src/market/A.sol"), "contract A {\n}\n");
      writeFileSync(join(root, "contracts/src/B.sol"), "// B\ncontract B { }\n");
      const content = auditScope(root).files.get("audits/scope.md") ?? "";
      assert.match(content, /\| Contracts \| 2 \| 3 \|/);
      assert.match(content, /\| \[`contracts\/src\/B\.sol`\]\(\.\.\/contracts\/src\/B\.sol\) \| 1 \|/);
      assert.match(content, /\| Keeper \| 0 \| 0 \|/);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
