import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** How long a child may take to end by itself, in milliseconds. */
const GRACE_MS = 3_000;

export type GuardedSpawnOptions = SpawnOptions & {
  /** Signal that asks it to end; SIGTERM when left out. */
  endSignal?: NodeJS.Signals;
  /** How long it may take to end by itself then, in milliseconds; 3,000 when left out. */
  graceMs?: number;
  /** Signal that ends it when this process was killed, after which it cleans up quickly; SIGKILL when left out. */
  lastSignal?: NodeJS.Signals;
};

/** Starts children and makes directories that never outlive this process, even if it is killed. */
export type Guard = {
  /** Process that is the last of them to end, when everything has been stopped and removed. */
  wardenId: number | undefined;
  /** Starts a child in a process group of its own, so that a Ctrl-C in the terminal reaches only us. */
  spawn: (command: string, args: readonly string[], options?: GuardedSpawnOptions) => ChildProcess;
  /** Asks a child to end, and kills its whole group if it doesn't. */
  stop: (child: ChildProcess) => Promise<void>;
  /** A new temporary directory, in the system's place for such when no other is given. */
  directory: (prefix: string, parent?: string) => string;
  /** Stops every child that still runs, removes the directories, and ends. */
  close: () => Promise<void>;
};

export function startGuard(): Guard {
  const warden = startWarden();
  const children = new Map<ChildProcess, GuardedSpawnOptions>();
  const directories = new Set<string>();
  let closed = false;
  const stop = async (child: ChildProcess) => {
    const { endSignal = "SIGTERM", lastSignal = "SIGKILL", graceMs = GRACE_MS } = children.get(child) ?? {};
    await endChild(child, endSignal, graceMs);
    children.delete(child);
    warden.tell(`-pid ${child.pid} ${lastSignal}`);
  };
  return {
    wardenId: warden.pid,
    spawn: (command, args, options = {}) => {
      if (closed) throw new Error("Nothing is started any more: it is being stopped.");
      const child = spawn(command, args, { ...options, detached: process.platform !== "win32" });
      if (child.pid !== undefined) warden.tell(`+pid ${child.pid} ${options.lastSignal ?? "SIGKILL"}`);
      children.set(child, options);
      return child;
    },
    stop,
    directory: (prefix, parent = tmpdir()) => {
      const path = mkdtempSync(join(parent, prefix));
      warden.tell(`+dir ${path}`);
      directories.add(path);
      return path;
    },
    close: async () => {
      closed = true;
      await Promise.all([...children.keys()].map(stop));
      for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
      directories.clear();
      await warden.end();
    },
  };
}

function startWarden() {
  const script = fileURLToPath(new URL("warden.ts", import.meta.url));
  const warden = spawn(process.execPath, [script], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: process.platform !== "win32",
  });
  // When it can't be started, children still end with `stop` and `close`.
  warden.on("error", () => {});
  warden.stdin?.on("error", () => {});
  return {
    pid: warden.pid,
    tell: (line: string) => void warden.stdin?.write(`${line}\n`),
    end: () =>
      new Promise<void>((resolve) => {
        if (warden.exitCode !== null || warden.signalCode !== null || warden.pid === undefined) return resolve();
        warden.once("exit", () => resolve());
        warden.stdin?.end();
      }),
  };
}

/** Resolves when the child has ended. */
async function endChild(child: ChildProcess, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  const timer = setTimeout(() => killGroup(child), graceMs);
  await ended;
  clearTimeout(timer);
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // It ended meanwhile.
  }
}
