import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { subgraphFolder } from "./template.ts";

/** The commit that is checked out; `unknown` where there is no repository. */
export async function currentCommit(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("git", ["rev-parse", "HEAD"], { cwd: subgraphFolder });
    return stdout.trim();
  } catch {
    return "unknown";
  }
}
