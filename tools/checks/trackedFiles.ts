import { existsSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "../testing/child.ts";

/**
 * Paths of the files that git tracks, of `patterns` if there are any; without those that were deleted but not committed.
 * @throws Error when git can't list them
 */
export async function trackedFiles(root: string, ...patterns: readonly string[]): Promise<string[]> {
  const listed = await runChild({ command: "git", args: ["ls-files", "-z", ...patterns], cwd: root });
  if (listed.code !== 0) throw new Error(`git can't list the files: ${listed.output.trim()}`);
  return listed.stdout.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
}
