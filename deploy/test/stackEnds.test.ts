import assert from "node:assert/strict";
import { type SpawnOptions, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Stack, startStack } from "../devnet/stack.ts";
import type { StackProgress } from "../devnet/startup.ts";
import { type OrdinaryUser, ordinaryUser } from "./ordinaryUser.ts";
import { answers, descendantsOf, eventually, isAlive, ownersOf } from "./processes.ts";
import { ownTemporaryFolder } from "./temporaryFolder.ts";

type Runner = Pick<OrdinaryUser, "options" | "find">;

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

  it("npm run dev ended by Ctrl-C leaves nothing behind", async () => {
    const { exit } = await startAndEndDev("SIGINT");
    assert.equal(exit, 0);
    assert.ok(await eventually(() => leftFiles().length === 0));
  });

  it("npm run dev runs as an ordinary user, every process of it, and leaves nothing behind when it is killed", async function () {
    const user = await ordinaryUser();
    if (user === undefined) this.skip();
    const { exit, owners } = await startAndEndDev("SIGKILL", user);
    assert.equal(exit, null);
    assert.deepEqual(owners, [user.uid]);
    assert.ok(await eventually(() => readdirSync(user.home).length === 0));
    user.leave();
    assert.deepEqual(leftFiles(), []);
  });
});

/** Has `npm run dev` start all there is, ends it, and asserts that no process and no server is left. */
async function startAndEndDev(
  signal: NodeJS.Signals,
  { options, find }: Runner = { options: {}, find: (path) => path },
) {
  const stdio: SpawnOptions = { stdio: ["ignore", "pipe", "inherit"] };
  const dev = spawn(find(process.execPath), [find(DEV), "--no-seed"], { ...stdio, ...options });
  let output = "";
  dev.stdout?.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  const exit = new Promise<number | null>((resolve) => dev.once("exit", resolve));
  assert.ok(await eventually(() => /Ctrl-C ends everything/.test(output), 240_000), output);
  const pids = descendantsOf(dev.pid as number);
  const owners = ownersOf([dev.pid as number, ...pids]);
  const urls = [...output.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(([url]) => url);
  const [, directory] = /^Contracts (\S+)\/deployment\.json$/m.exec(output) ?? [];
  assert.ok(pids.length >= 9 && urls.length >= 8 && directory && existsSync(directory));
  dev.kill(signal);
  const code = await exit;
  assert.ok(await eventually(() => !pids.some(isAlive)), `left: ${pids.filter(isAlive)}`);
  for (const url of urls) assert.equal(await answers(url), false, url);
  return { exit: code, owners };
}
