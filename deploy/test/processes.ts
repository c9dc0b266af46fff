// What runs on this machine, as far as the tests of stopping need it.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Every process below `ancestor`, however deep. */
export function descendantsOf(ancestor: number): number[] {
  const parents = parentsByPid();
  const found = new Set([ancestor]);
  for (let grown = true; grown; ) {
    const before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
    grown = found.size > before;
  }
  found.delete(ancestor);
  return [...found];
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}

/** Numbers of the users whose processes these are, each once; of those that have ended meanwhile, nobody's. */
export function ownersOf(pids: readonly number[]): number[] {
  const args = ["-o", "uid=", "-p", pids.join(",")];
  const lines = execFileSync("ps", args, { encoding: "utf8" }).trim().split("\n");
  return [...new Set(lines.map(Number))];
}

/** Waits until a condition holds; false when it still doesn't after `limit` milliseconds. */
export async function eventually(condition: () => boolean | Promise<boolean>, limit = 10_000): Promise<boolean> {
  for (const end = Date.now() + limit; Date.now() < end; await sleep(25)) if (await condition()) return true;
  return condition();
}

/** Whether anything accepts connections at a URL. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url, { method: "POST", signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );
}

function parentsByPid(): Map<number, number> {
  if (!existsSync("/proc/self/stat")) {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n");
    return new Map(lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]));
  }
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return new Map(pids.map((pid) => [Number(pid), Number(statOf(pid)[1] ?? 0)]));
}

/** A process that ended and whose parent has not asked how. */
function isZombie(pid: number): boolean {
  return existsSync("/proc/self/stat") && ["Z", undefined].includes(statOf(String(pid))[0]);
}

/** State, parent and what follows, of `/proc/<pid>/stat`; empty when it is gone. */
function statOf(pid: string): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
