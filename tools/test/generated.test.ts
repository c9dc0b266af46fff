import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { differences, type Generated, lineDifference, writeGenerated } from "../generate/files.ts";
import { namespaceRoot } from "../generate/storage.ts";

describe("generated files", () => {
  let root: string;
  const generated = (files: Record<string, string>): Generated => ({
    name: "test",
    command: "npm run test",
    pattern: "out/*.json",
    files: new Map(Object.entries(files)),
  });

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "capsule-generated-"));
    await mkdir(join(root, "out"));
    await writeFile(join(root, "out/a.json"), "1\n2\n");
    await writeFile(join(root, "out/stale.json"), "");
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("differ when changed, missing, or no longer generated", () => {
    const found = differences(root, generated({ "out/a.json": "1\n3\n", "out/b.json": "" }));
    assert.deepEqual(found, [
      "out/stale.json: nothing generates this file any more",
      "out/a.json:\n  - 2\n  + 3",
      "out/b.json: missing",
    ]);
  });

  it("are equal to themselves after they were written, and stale ones are gone", async () => {
    const wanted = generated({ "out/a.json": "1\n2\n", "out/deep/b.json": "b" });
    assert.deepEqual(writeGenerated(root, wanted), ["out/stale.json", "out/deep/b.json"]);
    assert.deepEqual(differences(root, wanted), []);
    assert.equal(await readFile(join(root, "out/deep/b.json"), "utf8"), "b");
    assert.equal(existsSync(join(root, "out/stale.json")), false);
  });
});

describe("line differences", () => {
  it("name only the lines that differ, in order", () => {
    assert.deepEqual(lineDifference("a\nb\nc\nd", "a\nx\nc\nd\ne"), ["- b", "+ x", "+ e"]);
    assert.deepEqual(lineDifference("a", "a"), []);
    assert.deepEqual(lineDifference("", "a"), ["- ", "+ a"]);
  });
});

describe("storage namespaces", () => {
  it("have the root that ERC-7201 gives as its example", () => {
    assert.equal(
      namespaceRoot("erc7201:example.main"),
      "0x183a6125c38840424c4a85fa12bab2ab606c4b6d0e7cc73c0c06ba5300eab500",
    );
  });

  it("have the root that OpenZeppelin wrote into AccessManagedUpgradeable", () => {
    assert.equal(
      namespaceRoot("erc7201:openzeppelin.storage.AccessManaged"),
      "0xf3177357ab46d8af007ab3fdb9af81da189e1068fefdc0073dca88a2cab40a00",
    );
  });
});
