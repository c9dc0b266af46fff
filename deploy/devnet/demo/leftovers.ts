import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Stack } from "../stack.ts";
import type { Claims } from "./claims.ts";

type Addresses = Pick<Stack, "rpcUrl" | "ipfsUrl" | "directory" | "indexer"> & { keepers: readonly { url: string }[] };

/** After the stack was stopped: nothing of it is there any more. */
export async function checkNothingLeft(stack: Addresses, claims: Claims): Promise<void> {
  const urls = [stack.rpcUrl, stack.ipfsUrl, ...stack.keepers.map(({ url }) => url)];
  if (stack.indexer) urls.push(stack.indexer.url);
  const open: string[] = [];
  for (const url of urls) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(2000) }).then(
      () => true,
      () => false,
    );
    if (answered) open.push(url);
  }
  claims.that("No port is left open", open.length === 0, `${urls.length} addresses were tried`);
  claims.that("No file is left", !existsSync(stack.directory), stack.directory);
  const children = childProcesses();
  // Elsewhere than on Linux it can't be seen, so nothing is claimed.
  if (children) claims.that("No process is left running", children.length === 0, "none of this process's children");
}

/** Ids of this process's children that have not ended. Undefined where there is no /proc. */
function childProcesses(): number[] | undefined {
  if (!existsSync("/proc/self/stat")) return undefined;
  return readdirSync("/proc")
    .map(Number)
    .filter((id) => {
      if (!Number.isInteger(id)) return false;
      const [state, parent] = statusOf(id);
      return Number(parent) === process.pid && state !== "Z";
    });
}

/** State and parent from /proc/<id>/stat: they follow the name, which may contain anything but ends with the last ")". */
function statusOf(id: number): string[] {
  try {
    const status = readFileSync(`/proc/${id}/stat`, "utf8");
    return status.slice(status.lastIndexOf(")") + 2).split(" ");
  } catch {
    return []; // it ended meanwhile
  }
}
