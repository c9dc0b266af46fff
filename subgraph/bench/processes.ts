// What processes take of the machine, as Linux tells; zeros where there is no /proc.
import { readdirSync, readFileSync } from "node:fs";

/** Of Linux: fixed for programs, whatever the kernel counts in. */
const TICKS_PER_SECOND = 100;

/** Fields of /proc/PID/stat after the name, which may hold spaces. */
const PARENT = 1;
const OWN_TICKS = [11, 12];
const ENDED_CHILDREN_TICKS = [13, 14];

type Process = { pid: number; fields: readonly string[] };

/** Memory of a process and its children; what several share is counted once. */
export function memoryMb(pid: number): number {
  const kilobytes = family(pid).map((process) => {
    const [, size = "0"] = /^Pss:\s+(\d+)/m.exec(read(process.pid, "smaps_rollup")) ?? [];
    return Number(size);
  });
  return Math.round(sum(kilobytes) / 1024);
}

/** Seconds of one core that a process and its children worked so far, those that ended included. */
export function cpuSeconds(pid: number): number {
  const ticks = ({ fields }: Process) => [...OWN_TICKS, ...ENDED_CHILDREN_TICKS].map((field) => Number(fields[field]));
  return sum(family(pid).flatMap(ticks)) / TICKS_PER_SECOND;
}

function family(pid: number): Process[] {
  const all = processes();
  return all.filter((process) => process.pid === pid || process.fields[PARENT] === String(pid));
}

function processes(): Process[] {
  return pids().flatMap((pid) => {
    const stat = read(pid, "stat");
    // It may have ended meanwhile.
    return stat === "" ? [] : [{ pid, fields: stat.slice(stat.lastIndexOf(")") + 2).split(" ") }];
  });
}

function pids(): number[] {
  try {
    return readdirSync("/proc").map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
