// Where processes of this machine listen, as Linux tells it in /proc.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export type Listener = { pid: number; port: number; isLoopback: boolean };

/** 127.0.0.1, the same as an IPv6 address, and ::1, as the kernel writes them. */
const LOOPBACK = ["0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"];
const LISTENING = "0A";

/** Every TCP port at which these processes accept connections. */
export function listenersOf(pids: readonly number[]): Listener[] {
  const sockets = listeningSockets();
  return pids.flatMap((pid) => {
    const own = new Set(openFiles(pid));
    return sockets.filter(({ name }) => own.has(name)).map(({ port, isLoopback }) => ({ pid, port, isLoopback }));
  });
}

function listeningSockets() {
  const lines = ["tcp", "tcp6"].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, "utf8").trim().split("\n").slice(1),
  );
  const sockets = lines.map((line) => line.trim().split(/\s+/));
  return sockets.flatMap(([, local = "", , state, , , , , , inode]) => {
    const [address = "", port = ""] = local.split(":");
    if (state !== LISTENING) return [];
    return [{ name: `socket:[${inode}]`, port: Number.parseInt(port, 16), isLoopback: LOOPBACK.includes(address) }];
  });
}

/** What a process has open; nothing when it has ended. */
function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).map((name) => linkOf(`${folder}/${name}`));
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
