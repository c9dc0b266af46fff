import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CodeTooLargeError, codeSizes } from "../generate/codeSize.ts";

const LIMIT = 24_576;
const RESERVE = 1_024;
const FILE = "contracts/snapshots/code-size.json";

describe("the size of contracts", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "capsule-sizes-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  /** A source, and what forge made of it: `bytes` of code. */
  function contract(name: string, bytes: number, functions = 1): void {
    const methodIdentifiers = Object.fromEntries(Array.from({ length: functions }, (_, at) => [`f${at}()`, `${at}`]));
    const artifact = { methodIdentifiers, deployedBytecode: { object: `0x${"fe".repeat(bytes)}` } };
    write(`contracts/src/${name}.sol`, "");
    write(`out/${name}.sol/${name}.json`, JSON.stringify(artifact));
  }

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }

  it("may leave 1,024 bytes of what chains allow, and is told of everything that is deployed", () => {
    contract("Token", LIMIT - RESERVE);
    contract("Linked", 20);
    contract("Internal", 30, 0);
    contract("Interface", 0);
    assert.deepEqual(JSON.parse(codeSizes(root, "out").files.get(FILE) ?? ""), { Linked: 20, Token: LIMIT - RESERVE });
  });

  for (const name of ["RoyaltySplitter", "Token"]) {
    it(`may not leave 1,023: ${name} is no exception`, () => {
      contract(name, LIMIT - RESERVE + 1);
      assert.throws(
        () => codeSizes(root, "out"),
        (error) =>
          error instanceof CodeTooLargeError &&
          error.message ===
            `${name} takes 23553 bytes: of the 24576 that chains allow, 1024 have to stay free for fixes.`,
      );
    });
  }
});
