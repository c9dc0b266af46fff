import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives the tests of a `describe` a folder of their own for temporary files: what is left in it can only be theirs.
 * @returns names of what is left in it
 */
export function ownTemporaryFolder(): () => string[] {
  const { TMPDIR } = process.env;
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "capsule-stack-test-"));
    process.env.TMPDIR = folder;
  });
  after(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(folder, { recursive: true, force: true });
  });
  return () => readdirSync(folder);
}
