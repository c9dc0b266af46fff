// A process that outlives its parent by a moment: when the parent is gone, however it ended, it kills what the parent
// started and removes the parent's directories. It reads lines from the parent: `+pid 1`, `-pid 1`, `+dir /x`, `-dir /x`.
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";

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

for (const pid of pids) {
  try {
    process.kill(process.platform === "win32" ? Number(pid) : -Number(pid), "SIGKILL");
  } catch {
    // It is gone already.
  }
}
for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
