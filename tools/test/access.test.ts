import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessMatrix } from "../generate/access.ts";
import { differences } from "../generate/files.ts";

describe("the page of who may call what", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "capsule-access-"));
    mkdirSync(join(root, "contracts/test/hardhat"), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it("is what the rows say, and differs when it is out of date", async () => {
    const source = 'export const accessDocument = () => "now\\n";\n';
    writeFileSync(join(root, "contracts/test/hardhat/accessDocument.ts"), source);
    writeFileSync(join(root, "contracts/ACCESS.md"), "before\n");
    assert.deepEqual(differences(root, await accessMatrix(root)), ["contracts/ACCESS.md:\n  - before\n  + now"]);
    writeFileSync(join(root, "contracts/ACCESS.md"), "now\n");
    assert.deepEqual(differences(root, await accessMatrix(root)), []);
  });

  it("must not stand where there are no rows", async () => {
    assert.deepEqual(differences(root, await accessMatrix(root)), []);
    writeFileSync(join(root, "contracts/ACCESS.md"), "before\n");
    const complaint = "contracts/ACCESS.md: nothing generates this file any more";
    assert.deepEqual(differences(root, await accessMatrix(root)), [complaint]);
  });
});
