/** Tries what a model's process must not be able to do, and writes the code of each refusal as JSON. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import inspector from "node:inspector";
import { constants } from "node:os";
import { Worker } from "node:worker_threads";

function attempt(task: () => unknown): string {
  try {
    const result = task();
    return `allowed: ${JSON.stringify(result)?.slice(0, 40)}`;
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    return code ?? name;
  }
}

const readInWorker = `
  const { parentPort } = require("node:worker_threads");
  try {
    require("node:fs").readFileSync("/etc/passwd");
    parentPort.postMessage("allowed");
  } catch (error) {
    parentPort.postMessage(error.code);
  }
`;

function inWorker(): Promise<string> {
  const worker = new Worker(readInWorker, { eval: true });
  return new Promise((resolve) => {
    worker.once("message", resolve);
    worker.once("error", (error) => resolve((error as NodeJS.ErrnoException).code ?? error.name));
  });
}

const results = {
  "read /etc/passwd": attempt(() => readFileSync("/etc/passwd", "utf8")),
  "read its folder": attempt(() => readdirSync(".")),
  "read the repository": attempt(() => readFileSync(new URL("../../../../package.json", import.meta.url), "utf8")),
  "write a file": attempt(() => writeFileSync("out", "plaintext")),
  "write to the temporary folder": attempt(() => writeFileSync("/tmp/capsule-probe", "plaintext")),
  "start a process": attempt(() => spawnSync("ls").status),
  "load native code": attempt(() => process.dlopen({ exports: {} }, "/lib/libc.so.6", constants.dlopen?.RTLD_LAZY)),
  "compile a string": attempt(() => new Function("return 1")()),
  "open an inspector": attempt(() => inspector.open(0)),
  "read the same in a worker": await inWorker(),
  environment: Object.keys(process.env).join(),
};

process.stdout.write(JSON.stringify(results));
