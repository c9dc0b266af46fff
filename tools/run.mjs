// Runs a command of the project: installs what is missing, then starts the command on the project's own Node.
import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureInstalled, InstallationError } from "./bootstrap.mjs";
import { isAtLeast, OLDEST_RUNNER, pinnedNode } from "./platform.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const COMMANDS = {
  bench: "tools/bench.ts",
  build: "tools/build.ts",
  canary: "tools/canary/run.ts",
  check: "tools/check.ts",
  coverage: "tools/coverage.ts",
  demo: "deploy/devnet/demo.ts",
  dev: "deploy/devnet/dev.ts",
  gov: "deploy/src/gov.ts",
  mutate: "tools/mutate.ts",
  prove: "tools/prove.ts",
  test: "tools/test.ts",
  "upgrade:propose": "deploy/src/upgradePropose.ts",
  "upgrade:verify": "deploy/src/upgradeVerify.ts",
};

async function main([name, ...args]) {
  const script = COMMANDS[name];
  if (script === undefined) {
    throw new InstallationError(`Unknown command "${name}". There are: ${Object.keys(COMMANDS).join(", ")}.`);
  }
  await ensureInstalled(root);
  const path = join(root, script);
  if (!existsSync(path)) throw new InstallationError(`${script} does not exist.`);
  const node = pinnedNode(root) ?? process.execPath;
  if (realpathSync(node) !== realpathSync(process.execPath)) {
    process.exitCode = await start(node, [path, ...args]);
    return;
  }
  if (!isAtLeast(process.versions.node, OLDEST_RUNNER)) {
    throw new InstallationError(
      `"${name}" needs Node ${OLDEST_RUNNER.join(".")} or newer; this is ${process.version}.`,
    );
  }
  // The usual case (npm puts the pinned Node first on the PATH): no second process, so a signal arrives exactly once.
  process.argv = [process.execPath, path, ...args];
  addToolsToPath();
  await import(pathToFileURL(path).href);
}

/** So that a command finds the project's tools however it was started. */
function addToolsToPath() {
  process.env.PATH = [join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
}

/** Starts a child that shares our terminal; resolves with its exit code once it has ended. */
function start(node, args) {
  addToolsToPath();
  const child = spawn(node, args, { cwd: root, stdio: "inherit" });
  // A Ctrl-C in a terminal reaches the child by itself and forwarding would repeat it; from elsewhere it must be passed on.
  const forward = (signal) => child.kill(signal);
  process
    .on("SIGINT", process.stdin.isTTY ? () => {} : forward)
    .on("SIGTERM", forward)
    .on("SIGHUP", forward);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 1)));
  });
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error instanceof InstallationError ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
