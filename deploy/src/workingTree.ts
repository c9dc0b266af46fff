import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { DirtyWorkingTreeError } from "./errors.ts";

/** What commands write here themselves changes no source. */
const SOURCES = [".", ":!deploy/records", ":!deploy/proposals"];

/** The commit that is checked out, with `-dirty` behind it when files differ from it; `unknown` without a repository. */
export async function sourcesCommit(root: string): Promise<string> {
  try {
    const commit = await git(root, "rev-parse", "HEAD");
    return (await git(root, "status", "--porcelain", "--", ...SOURCES)) === "" ? commit : `${commit}-dirty`;
  } catch {
    return "unknown";
  }
}

/**
 * That what is proposed can be built again from a commit.
 *
 * @throws DirtyWorkingTreeError
 */
export function requireCommitted(commit: string, allowDirty = false): void {
  if (!allowDirty && !/^[0-9a-f]{40}$/.test(commit)) throw new DirtyWorkingTreeError(commit);
}

async function git(folder: string, ...args: string[]): Promise<string> {
  return (await promisify(execFile)("git", args, { cwd: folder })).stdout.trim();
}
