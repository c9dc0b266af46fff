// A process that outlives its parent by a moment: when the parent is gone, however it ended, it kills what the parent
// started and removes the parent's directories. It reads lines from the parent: `+pid 1 SIGKILL`, `-pid 1 SIGKILL`,
// `+dir /x`, `-dir /x`.
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a process that leaves something behind when it is killed may take to clean up, in milliseconds. */
const GRACE_MS = 2_000;

const pids = new Set<string>();
const directories = new Set<string>();
const kept: Record<string, Set<string>> = { pid: pids, dir: directories };

// Only the end of the input ends it: a Ctrl-C is the parent's to handle.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const [sign, kind, value] = [line[0], line.slice(1, 4), line.slice(5)];
  if (sign === "+") kept[kind]?.add(value);
  else kept[kind]?.delete(value);
}

for (const entry of pids) {
  const [pid, signal] = entry.split(" ");
  if (signal !== "SIGKILL") await endGently(Number(pid), signal as NodeJS.Signals);
  send(process.platform === "win32" ? Number(pid) : -Number(pid), "SIGKILL");
}
for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });

async function endGently(pid: number, signal: NodeJS.Signals): Promise<void> {
  send(pid, signal);
  for (let waited = 0; waited < GRACE_MS && send(pid, 0); waited += 20) await sleep(20);
}

/** False when there is no such process. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
