import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Stack, startStack } from "../devnet/stack.ts";
import type { StackProgress } from "../devnet/startup.ts";
import { answers, descendantsOf, eventually, isAlive } from "./processes.ts";
import { ownTemporaryFolder } from "./temporaryFolder.ts";

const DEV = fileURLToPath(new URL("../devnet/dev.ts", import.meta.url));
const ourProcesses = () => descendantsOf(process.pid);
const urlsOf = ({ rpcUrl, ipfsUrl, keepers }: Stack) => [rpcUrl, ipfsUrl, ...keepers.map(({ url }) => url)];

describe("end of a local stack", function () {
  this.timeout(300_000);
  const leftFiles = ownTemporaryFolder();

  it("stop leaves no process, no port and no file, and may be called twice", async () => {
    const before = ourProcesses();
    const stack = await startStack({ keepers: 2, threshold: 2 });
    const urls = urlsOf(stack);
    assert.ok(ourProcesses().length > before.length && existsSync(stack.directory));
    await Promise.all([stack.stop(), stack.stop()]);
    await stack.stop();
    assert.deepEqual(
      ourProcesses().filter((pid) => !before.includes(pid)),
      [],
    );
    for (const url of urls) assert.equal(await answers(url), false, url);
    assert.deepEqual(leftFiles(), []);
  });

  it("a failure in the middle is told, and stops what had started", async () => {
    const before = ourProcesses();
    // The keepers refuse to generate a key that one of them alone could use.
    await assert.rejects(startStack({ keepers: 3, threshold: 1 }), { code: "STACK_START_FAILED", part: "keepers" });
    assert.deepEqual(
      ourProcesses().filter((pid) => !before.includes(pid)),
      [],
    );
    assert.deepEqual(leftFiles(), []);
  });

  for (const part of ["chain", "keepers", "key", "service"] as const) {
    it(`aborted while the part "${part}" starts, it ends with the signal's reason and nothing is left`, async () => {
      const before = ourProcesses();
      const controller = new AbortController();
      const reason = new Error("the user changed their mind");
      const onProgress = (event: StackProgress) => {
        if (event.part === part && event.status === "start") controller.abort(reason);
      };
      await assert.rejects(startStack({ keepers: 2, threshold: 2, signal: controller.signal, onProgress }), reason);
      assert.deepEqual(
        ourProcesses().filter((pid) => !before.includes(pid)),
        [],
      );
      assert.deepEqual(leftFiles(), []);
    });
  }

  for (const signal of ["SIGINT", "SIGKILL"] as const) {
    it(`npm run dev ended by ${signal} leaves nothing behind`, async () => {
      const dev = spawn(process.execPath, [DEV, "--no-seed"], { stdio: ["ignore", "pipe", "inherit"] });
      let output = "";
      dev.stdout.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
      const exit = new Promise<number | null>((resolve) => dev.once("exit", resolve));
      assert.ok(await eventually(() => /Ctrl-C ends everything/.test(output), 240_000), output);
      const pids = descendantsOf(dev.pid as number);
      const urls = [...output.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([url]) => url);
      const [, directory] = /^Contracts (\S+)\/deployment\.json$/m.exec(output) ?? [];
      assert.ok(pids.length >= 9 && urls.length >= 8 && directory && existsSync(directory));
      dev.kill(signal);
      assert.equal(await exit, signal === "SIGINT" ? 0 : null);
      assert.ok(await eventually(() => !pids.some(isAlive)), `left: ${pids.filter(isAlive)}`);
      for (const url of urls) assert.equal(await answers(url), false, url);
      assert.ok(await eventually(() => leftFiles().length === 0));
    });
  }
});
