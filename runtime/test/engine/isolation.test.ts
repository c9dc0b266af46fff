import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type IsolatedSession, ortEngine } from "../../src/engine/isolated/ortEngine.ts";
import { sandboxedNode } from "../../src/engine/isolated/sandbox.ts";
import { addOne, floats } from "./models.ts";
import { endsWithin, isRunning } from "./processes.ts";

const scripts = join(import.meta.dirname, "scripts");
const onLinux = process.platform === "linux";
const canary = "canary-5f1c9e";

/** Runs a script of ours in the same sandbox as the engine's; returns what it writes, one word for each thing it tried. */
async function probe(folder: string): Promise<Record<string, string>> {
  const { command, args } = sandboxedNode({
    script: join(scripts, "probe.ts"),
    readable: [scripts],
    maxMemory: 2 ** 28,
  });
  const child = spawn(command, args, { cwd: folder, env: {}, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  await new Promise((resolve) => child.once("close", resolve));
  return JSON.parse(text);
}

describe("the model's process", function () {
  this.timeout(120_000);
  let folder: string;

  before(async () => {
    process.env.CAPSULE_TEST_CANARY = canary;
    folder = await mkdtemp(join(tmpdir(), "capsule-test-"));
  });
  after(async () => {
    delete process.env.CAPSULE_TEST_CANARY;
    await rm(folder, { recursive: true });
  });

  it("can read no file, write none, start no process, load no native code, and see no environment", async () => {
    const denied = "ERR_ACCESS_DENIED";
    assert.deepEqual(await probe(folder), {
      "read /etc/passwd": denied,
      "read its folder": denied,
      "read the repository": denied,
      "write a file": denied,
      "write to the temporary folder": denied,
      "start a process": denied,
      "load native code": "ERR_DLOPEN_DISABLED",
      "compile a string": "EvalError",
      "open an inspector": denied,
      "read the same in a worker": denied,
      environment: "",
    });
    assert.deepEqual(await readdir(folder), []);
  });

  describe("while it holds a model", () => {
    let session: IsolatedSession;
    let proc: string;

    const open = () => ortEngine({ maxMemory: 2 ** 28 }).open(addOne);

    before(async function () {
      if (!onLinux) this.skip();
      session = await open();
      await session.run({ x: floats(1) });
      proc = `/proc/${session.pid}`;
    });
    after(() => session?.close());

    it("has none of our environment", async () => {
      const environment = await readFile(`${proc}/environ`, "latin1");
      assert.equal(environment.includes(canary), false);
      assert.equal(environment.replaceAll("\0", "").replace(/PWD=[^=]*/, ""), "");
      assert.equal((await readFile("/proc/self/environ", "latin1")).length > 0, true);
    });

    it("stands in a folder that is gone, so that nothing can be put there", async () => {
      assert.match(await readlink(`${proc}/cwd`), /capsule-engine-\w+ \(deleted\)$/);
    });

    it("may write no core dump and no file, and has bounded memory", async () => {
      const limits = await readFile(`${proc}/limits`, "utf8");
      const soft = (name: string) => new RegExp(`^${name}\\s+(\\S+)`, "m").exec(limits)?.[1];
      assert.equal(soft("Max core file size"), "0");
      assert.equal(soft("Max file size"), "0");
      assert.equal(Number(soft("Max data size")), 2 ** 28 + 2 ** 31);
    });

    it("has no file open and one connection: ours", async () => {
      const links = await Promise.all(
        (await readdir(`${proc}/fd`)).map((fd) => readlink(`${proc}/fd/${fd}`).catch(() => "")),
      );
      const files = links.filter((link) => link.startsWith("/") && link !== "/dev/null");
      assert.deepEqual(files, []);
      // Standard error and the channel; the event loops' own are anonymous or pipes.
      assert.ok(links.filter((link) => link.startsWith("socket:")).length <= 2, links.join(" "));
    });

    it("leaves interrupts from the terminal to its parent", async () => {
      process.kill(session.pid as number, "SIGINT");
      assert.deepEqual(await session.run({ x: floats(1) }), { y: floats(2) });
    });

    it("leaves no process and no folder when it is closed", async () => {
      const closing = await open();
      const pid = closing.pid as number;
      assert.equal(await isRunning(pid), true);
      await closing.close();
      assert.equal(await isRunning(pid), false);
    });
  });

  describe("whose parent ends", () => {
    const startParent = async (mode: "exits" | "computes") => {
      const parent = spawn(process.execPath, [join(scripts, "parent.ts"), mode], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const pid = await new Promise<number>((resolve, reject) => {
        parent.stdout.once("data", (chunk: Buffer) => resolve(Number(chunk)));
        parent.once("close", (code) => reject(new Error(`the parent ended with ${code}`)));
      });
      return { parent, pid };
    };

    it("ends with a parent that exits without closing it", async () => {
      const { pid } = await startParent("exits");
      assert.equal(await endsWithin(pid, 30_000), true);
    });

    it("ends even in the midst of an endless model when the parent is killed", async function () {
      if (!onLinux) this.skip();
      const { parent, pid } = await startParent("computes");
      assert.equal(await isRunning(pid), true);
      parent.kill("SIGKILL");
      assert.equal(await endsWithin(pid, 30_000), true);
    });
  });
});
