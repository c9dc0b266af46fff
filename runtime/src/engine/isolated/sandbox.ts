import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { EngineCrashedError } from "../errors.ts";

/** What the model's process may use. */
export type SandboxOptions = {
  /** The script that it runs, with its arguments. */
  script: string;
  args?: readonly string[];
  /** Folders that it may read besides the engine's own code and ONNX Runtime's files. */
  readable?: readonly string[];
  /** Bytes of WebAssembly memory; the whole process gets 2 GiB more, most of which it only reserves. */
  maxMemory: number;
};

const engineFolder = join(import.meta.dirname, "..");
const mebibyte = 2 ** 20;
const wasmPage = 65536;
/** What Node, V8's compiled code (which it reserves generously) and the tensors on their way in and out take beside it. */
const overhead = 2048 * mebibyte;

/**
 * The command that starts a Node process which can read its own code and nothing else, can't write a file, start a
 * process or load native code. Limits of the operating system are set where it has them: no core dump and no file can
 * carry plaintext to the disk, and memory is bounded. It must be spawned with an empty environment and folder.
 */
export function sandboxedNode({ script, args = [], readable = [], maxMemory }: SandboxOptions) {
  const node = [process.execPath, ...nodeOptions(readable, maxMemory), script, ...args];
  if (process.platform === "win32") return { command: process.execPath, args: node.slice(1) };
  const limits = [`-d ${Math.ceil((maxMemory + overhead) / 1024)}`, "-c 0", "-f 0"];
  // Setting a limit may be refused, and the sandbox holds without it. The shell leaves its own variables behind.
  const shell = [...limits.map((limit) => `ulimit ${limit} 2>/dev/null`), "unset PWD OLDPWD", 'exec "$@"'];
  return { command: "/bin/sh", args: ["-c", shell.join("; "), "sh", ...node] };
}

function nodeOptions(readable: readonly string[], maxMemory: number): string[] {
  const ort = ortFolder();
  const folders = [engineFolder, join(ort, "dist"), ...readable].map((folder) => folder + sep);
  return [
    "--permission",
    ...[...folders, join(ort, "package.json")].map((path) => `--allow-fs-read=${path}`),
    // Some installers link packages in from elsewhere; the links themselves need not be readable then.
    "--preserve-symlinks",
    "--preserve-symlinks-main",
    // For the watch over the parent; a worker has the same permissions.
    "--allow-worker",
    "--disallow-code-generation-from-strings",
    `--wasm-max-mem-pages=${Math.ceil(maxMemory / wasmPage)}`,
    "--max-old-space-size=256",
    "--no-warnings",
  ];
}

/** Where Node will look ONNX Runtime up from the engine's code. */
function ortFolder(): string {
  for (let folder = engineFolder; dirname(folder) !== folder; folder = dirname(folder)) {
    const found = join(folder, "node_modules", "onnxruntime-web");
    if (existsSync(join(found, "package.json"))) return found;
  }
  throw new EngineCrashedError("onnxruntime-web is not installed");
}
