// Who may call what, from the rows that a test runs: contracts/ACCESS.md.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Generated } from "./files.ts";

const FILE = "contracts/ACCESS.md";
const SOURCE = "contracts/test/hardhat/accessDocument.ts";

/** The page of the project at `root`; none for a project without such rows. */
export async function accessMatrix(root: string): Promise<Generated> {
  const files = new Map<string, string>();
  const source = join(root, SOURCE);
  if (existsSync(source)) {
    const { accessDocument } = (await import(pathToFileURL(source).href)) as { accessDocument: () => string };
    files.set(FILE, accessDocument());
  }
  return { name: "the rows of who may call what", command: "npm run snapshots", pattern: FILE, files };
}
