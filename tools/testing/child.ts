// Child processes that never outlive us: each runs in a process group of its own, which ends with it.
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setPriority } from "node:os";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

export type ChildOptions = {
  command: string;
  args: readonly string[];
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** How much it yields to others, as `os.setPriority` has it. */
  priority?: number | undefined;
  /** Milliseconds after which the group is killed. */
  limitMs?: number;
  /** Called with each line the child writes to file descriptor 3; may answer how many milliseconds it has left. */
  onMessage?: (line: string) => number | undefined;
  /** Called with what it prints, as it comes. */
  onOutput?: (text: string) => void;
};

export type ChildResult = {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  /** Standard output and standard error, interleaved as they came. */
  output: string;
  timedOut: boolean;
  /** True when it left processes behind, which were then killed. */
  leftovers: boolean;
};

const LIMIT_MS = 30 * 60_000;
const GRACE_MS = 2_000;
const running = new Set<ChildProcess>();
let stopping = false;

/** Runs a command to its end and reports all about it; throws only when it can't be started. */
export async function runChild(options: ChildOptions): Promise<ChildResult> {
  if (stopping) throw new Error("stopped by a signal");
  const { command, args, cwd, env = process.env, limitMs = LIMIT_MS } = options;
  const stdio: SpawnOptions["stdio"] = ["pipe", "pipe", "pipe", "pipe"];
  const child = spawn(command, args, { cwd, env, stdio, detached: process.platform !== "win32" });
  child.stdin?.on("error", () => {});
  running.add(child);
  if (options.priority !== undefined && child.pid !== undefined) yieldTo(child.pid, options.priority);
  const texts = { stdout: "", output: "" };
  const limit = timeLimit(child, limitMs);
  collectOutput(child, texts, options.onOutput);
  collectMessages(child, (line) => {
    const left = options.onMessage?.(line);
    if (left !== undefined) limit.shorten(left);
  });
  try {
    const { code, signal } = await exitOf(child);
    const leftovers = await endGroup(child);
    // We are about to exit: what a stopped child leaves as its result is nobody's business.
    if (stopping) await new Promise(() => {});
    return { code, signal, ...texts, timedOut: limit.reached(), leftovers };
  } finally {
    limit.clear();
    running.delete(child);
  }
}

function yieldTo(pid: number, priority: number): void {
  try {
    setPriority(pid, priority);
  } catch {
    // It has ended already, or the machine does not let us.
  }
}

function timeLimit(child: ChildProcess, limitMs: number) {
  let reached = false;
  const stop = () => {
    reached = true;
    killGroup(child, "SIGKILL");
  };
  let timer = setTimeout(stop, limitMs);
  return {
    reached: () => reached,
    clear: () => clearTimeout(timer),
    shorten: (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(stop, ms);
    },
  };
}

type Texts = { stdout: string; output: string };

function collectOutput(child: ChildProcess, texts: Texts, onOutput: ChildOptions["onOutput"]): void {
  const add = (text: string) => {
    texts.output += text;
    onOutput?.(text);
  };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    texts.stdout += text;
    add(text);
  });
  child.stderr?.setEncoding("utf8").on("data", add);
}

function collectMessages(child: ChildProcess, onLine: (line: string) => void): void {
  let rest = "";
  (child.stdio[3] as Readable).setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}

/** Waits for the exit and for what it wrote before, but not for pipes that its own children keep open. */
async function exitOf(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const exit = await new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  await Promise.race([closed, sleep(GRACE_MS, undefined, { ref: false })]);
  return exit;
}

/** True when something of the group was still alive after a moment; it is killed then. */
async function endGroup(child: ChildProcess): Promise<boolean> {
  for (let waited = 0; waited < GRACE_MS; waited += 50) {
    if (!groupLives(child)) return false;
    await sleep(50);
  }
  killGroup(child, "SIGKILL");
  return true;
}

function groupLives(child: ChildProcess): boolean {
  if (process.platform === "win32" || child.pid === undefined) return false;
  try {
    process.kill(-child.pid, 0);
  } catch {
    return false;
  }
  return process.platform !== "linux" || hasRunningMember(child.pid);
}

/** A dead process that nobody has waited for still answers signal 0; in a container without init it does so for ever. */
function hasRunningMember(group: number): boolean {
  return readdirSync("/proc").some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      // pid (command) state parent group …; the command may hold any character, so read from its closing bracket on.
      const [state, , pgrp] = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      return Number(pgrp) === group && state !== "Z" && state !== "X";
    } catch {
      return false;
    }
  });
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}

/** On Ctrl-C or SIGTERM passes the signal on, kills what does not end within two seconds, and exits. */
export function stopChildrenOnSignals(): void {
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    const children = [...running];
    for (const child of children) killGroup(child, signal);
    for (let waited = 0; waited < GRACE_MS && children.some(groupLives); waited += 50) await sleep(50);
    for (const child of children) killGroup(child, "SIGKILL");
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(signal));
}
