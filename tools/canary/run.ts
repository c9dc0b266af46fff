// Proves that continuous integration can fail: plants one fault at a time in a tiny copy of the project and runs there
// what is run here. Does not use the test runner, which is what it is about.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { layOutFixture } from "./fixture.ts";
import { moreGas, movedField, type Plant, plants } from "./plants.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
const LAST_LINE = /(\d+) passed, (\d+) failed\s*$/;
let passed = 0;
let failed = 0;

function run(folder: string, [command, ...args]: readonly [string, ...string[]]) {
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024, timeout: 10 * 60_000 } as const;
  const { status, stdout, stderr, error } = spawnSync(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const output = `${stderr}${stdout}`;
  const [, , count] = LAST_LINE.exec(output) ?? [];
  return {
    status,
    output: error === undefined ? output : `${output}${error.message}`,
    failures: Number(count ?? Number.NaN),
  };
}

function report(name: string, complaint: string | undefined, output: string, started: number): void {
  const time = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  if (complaint === undefined) {
    passed++;
    console.log(`✓ ${name}  (${time})`);
    return;
  }
  failed++;
  console.log(`✗ ${name}: ${complaint}  (${time})\n${output.slice(-6000).replaceAll(/^/gm, "    ")}`);
}

/** Without a fault everything must be green: a runner that is always red proves nothing. */
function expectGreen(folder: string): boolean {
  const started = performance.now();
  const { status, output, failures } = run(folder, [".ci/run"]);
  const green = status === 0 && failures === 0;
  const complaint = green ? undefined : `.ci/run ended with ${status} and ${failures} failures`;
  report("green without a fault", complaint, output, started);
  return green;
}

function expectRed(folder: string, { name, files, command, says }: Plant): void {
  const started = performance.now();
  const before = Object.keys(files).map((path) => [path, contentOf(join(folder, path))] as const);
  for (const [path, content] of Object.entries(files)) write(join(folder, path), content);
  spawnSync("git", ["add", "."], { cwd: folder });
  const { status, output, failures } = run(folder, command);
  for (const [path, content] of before) {
    if (content === undefined) rmSync(join(folder, path));
    else write(join(folder, path), content);
  }
  let complaint: string | undefined;
  if (status === 0) complaint = "the exit code was 0";
  else if (!(failures > 0)) complaint = "the last line did not count a failure";
  else if (!says.test(output)) complaint = `the output does not say ${says}`;
  report(`red on ${name}`, complaint, output, started);
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const contentOf = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

const folder = mkdtempSync(join(tmpdir(), "capsule-canary-"));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
layOutFixture(root, folder);
for (const script of ["generate", "snapshots"]) {
  const { status, output } = run(folder, ["npm", "run", "--silent", script]);
  if (status !== 0) throw new Error(`the copy of the project can't be prepared:\n${output}`);
}
if (expectGreen(folder)) {
  const counter = readFileSync(join(folder, "contracts/src/Counter.sol"), "utf8");
  for (const plant of [...plants, movedField(counter), moreGas(counter)]) expectRed(folder, plant);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
