// Solidity tests that have grown beyond what one file should be about. Of TypeScript, biome sees to it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { trackedFiles } from "./trackedFiles.ts";

const MOST_LINES = 250;

/** What is wrong with the length of a file, if anything is. */
export function complaintAboutLength(path: string, content: string): string | undefined {
  const lines = content.replace(/\n$/, "").split("\n").length;
  if (lines <= MOST_LINES) return undefined;
  return `${path}: ${lines} lines, of ${MOST_LINES} at most: look for the second thing in it, and give that a file`;
}

/** Reads every Solidity test, and what tests stand on. */
export async function findLongFiles(root: string): Promise<string | undefined> {
  const paths = await trackedFiles(root, "contracts/test/*.sol");
  const found = paths.flatMap((path) => complaintAboutLength(path, readFileSync(join(root, path), "utf8")) ?? []);
  return found.length === 0 ? undefined : found.join("\n");
}
