// Installs what is missing before a command of the project runs; does nothing when all is there.
// Runs on the user's own Node, before any dependency exists.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { missingFromInstallation, nodeComplaint } from "./platform.mjs";

const STALE_AFTER_MS = 30 * 60_000;
const say = (text) => process.stderr.write(`${text}\n`);

/** Signals an installation that can't go on; `message` is meant for the user. */
export class InstallationError extends Error {
  name = "InstallationError";
}

/**
 * Brings `root`/node_modules to what the lock says. Two callers at once: one installs, the other waits.
 * @param {string} root
 * @param {(root: string) => Promise<void>} install replaced in tests
 */
export async function ensureInstalled(root, install = installDependencies) {
  const complaint = nodeComplaint();
  if (complaint !== undefined) throw new InstallationError(complaint);
  if (missingFromInstallation(root).length === 0) return;
  const release = await takeLock(join(root, ".bootstrap.lock"));
  try {
    const missing = missingFromInstallation(root);
    if (missing.length === 0) return;
    say(`Installing what is missing: ${missing.join("; ")}.`);
    await install(root);
    const still = missingFromInstallation(root);
    if (still.length > 0) throw new InstallationError(`The installation is incomplete: ${still.join("; ")}.`);
  } finally {
    release();
  }
}

/** `npm ci` with what the project needs whatever the user's npm settings are; progress on standard error. */
async function installDependencies(root) {
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  say("npm ci: one to four minutes, 900 MB in node_modules");
  const ticker = setInterval(() => say(`npm ci: still working (${elapsed()})`), 15_000);
  const [command, first] = npmCommand();
  const args = [...first, "ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  try {
    const code = await run(command, args, root);
    if (code !== 0) {
      throw new InstallationError(
        `"npm ci" failed (exit ${code}). Read npm's message above; the usual causes are no network, a registry that needs a login, or a full disk.`,
      );
    }
  } finally {
    clearInterval(ticker);
  }
  say(`npm ci: done in ${elapsed()}`);
}

/** The npm that runs us, else the one on the PATH. */
function npmCommand() {
  const path = process.env.npm_execpath;
  if (path?.endsWith(".js")) return [process.execPath, [path]];
  return process.platform === "win32" ? ["npm.cmd", []] : ["npm", []];
}

function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", 2, 2], shell: command.endsWith(".cmd") });
    const forward = (signal) => child.kill(signal);
    process.on("SIGINT", forward).on("SIGTERM", forward);
    child.once("error", (cause) => reject(new InstallationError(`"${command}" can't be started`, { cause })));
    child.once("exit", (code, signal) => {
      process.off("SIGINT", forward).off("SIGTERM", forward);
      resolve(code ?? `signal ${signal}`);
    });
  });
}

/**
 * Takes a lock folder, waiting for its holder; a lock whose holder is gone is taken over.
 * @param {string} path
 * @param {{ pollMs?: number }} options
 * @returns {Promise<() => void>} releases it
 */
export async function takeLock(path, { pollMs = 250 } = {}) {
  for (let told = false; ; await sleep(pollMs)) {
    try {
      mkdirSync(path);
      writeFileSync(join(path, "holder"), `${hostname()}\n${process.pid}`);
      return () => rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (isAbandoned(path)) removeAbandoned(path);
    else if (!told) {
      told = true;
      say("Another command is installing the dependencies; waiting for it.");
    }
  }
}

function isAbandoned(path) {
  const holder = holderOf(path);
  if (holder === undefined) return ageOf(path) > 5_000;
  if (holder.host !== hostname()) return ageOf(path) > STALE_AFTER_MS;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/** Renaming is atomic: of several waiters only one removes an abandoned lock, and never a fresh one of another. */
function removeAbandoned(path) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (isAbandoned(aside)) rmSync(aside, { recursive: true, force: true });
  else renameSync(aside, path);
}

function holderOf(path) {
  try {
    const [host, pid] = readFileSync(join(path, "holder"), "utf8").split("\n");
    return { host, pid: Number(pid) };
  } catch {
    return undefined;
  }
}

function ageOf(path) {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureInstalled(fileURLToPath(new URL("..", import.meta.url))).catch((error) => {
    say(error instanceof InstallationError ? error.message : error.stack);
    process.exitCode = 1;
  });
}
