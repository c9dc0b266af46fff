import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CommitUnknownError } from "./errors.ts";
import type { Difference } from "./facts.ts";

const GAS = "contracts/snapshots/gas/gas.json";
const MOST_OUTPUT = 64 * 1024 * 1024;

/** What a commit is called apart from the changes that were made since. */
const cleanName = (commit: string): string => commit.replace(/-dirty$/, "");

/**
 * A file as a commit has it.
 *
 * @param root of the project.
 * @throws CommitUnknownError
 */
export async function fileAt(root: string, commit: string, path: string): Promise<string> {
  return git(root, ["show", `${cleanName(commit)}:${path}`]).catch((cause) => {
    throw new CommitUnknownError(commit, path, cause);
  });
}

/**
 * How files differ between two commits, whatever the settings of git are here; with what isn't committed, when the
 * second is `-dirty`.
 *
 * @throws CommitUnknownError
 */
export async function sourceDifference(
  root: string,
  { from, to, paths }: { from: string; to: string; paths: readonly string[] },
): Promise<string> {
  const commits = to.endsWith("-dirty") ? [cleanName(from)] : [cleanName(from), to];
  const format = [
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
    "--unified=3",
    "--diff-algorithm=myers",
  ];
  const names = ["--src-prefix=a/", "--dst-prefix=b/", "--full-index"];
  return git(root, ["diff", ...format, ...names, ...commits, "--", ...paths]).catch((cause) => {
    throw new CommitUnknownError(`${from} or ${to}`, "source", cause);
  });
}

/** Operations of the gas snapshot that cost another amount than at a commit. */
export async function gasDifferences(root: string, from: string, to: string): Promise<Difference[]> {
  const [before, after] = await Promise.all([gasAt(root, from), gasAt(root, to)]);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const all = names.map((name) => ({ name, before: before[name] ?? "new", after: after[name] ?? "gone" }));
  return all.filter((one) => one.before !== one.after);
}

async function gasAt(root: string, commit: string): Promise<Record<string, string>> {
  return JSON.parse(await fileAt(root, commit, GAS));
}

async function git(root: string, args: readonly string[]): Promise<string> {
  return (await promisify(execFile)("git", [...args], { cwd: root, maxBuffer: MOST_OUTPUT })).stdout;
}
