import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled, InstallationError, takeLock } from "../bootstrap.mjs";

describe("bootstrap", () => {
  let root: string;
  const lock = () => join(root, ".bootstrap.lock");

  /** A root whose lock is empty: installed as soon as npm's record and the native packages exist. */
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "capsule-bootstrap-"));
    await writeFile(
      join(root, "package-lock.json"),
      JSON.stringify({ packages: { "node_modules/a": { version: "1.0.0" } } }),
    );
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("says what is still missing when an installation did not help", async () => {
    await assert.rejects(
      ensureInstalled(root, async () => {}),
      (error: Error) => {
        assert.ok(error instanceof InstallationError);
        assert.equal(error.message, "The installation is incomplete: dependencies are not installed yet.");
        return true;
      },
    );
    assert.equal(existsSync(lock()), false, "the lock is released after a failure");
  });

  it("lets one of two simultaneous commands install at a time", async () => {
    const running: number[] = [];
    let now = 0;
    const install = async () => {
      running.push(++now);
      await new Promise((resolve) => setTimeout(resolve, 30));
      now--;
    };
    await Promise.allSettled([ensureInstalled(root, install), ensureInstalled(root, install)]);
    assert.deepEqual(running, [1, 1]);
  });

  it("takes over a lock whose holder is gone", async () => {
    const gone = await endedProcess();
    await mkdir(lock());
    await writeFile(join(lock(), "holder"), `${hostname()}\n${gone.pid}`);
    const release = await takeLock(lock(), { pollMs: 5 });
    release();
    assert.equal(existsSync(lock()), false);
  });

  it("waits while the holder lives", async () => {
    const first = await takeLock(lock());
    const order: string[] = [];
    const waiting = takeLock(lock(), { pollMs: 5 }).then((release) => {
      order.push("taken");
      release();
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    order.push("released");
    first();
    await waiting;
    assert.deepEqual(order, ["released", "taken"]);
    assert.equal(existsSync(lock()), false);
  });
});

function endedProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["-e", ""]);
  return new Promise((resolve) => child.once("exit", () => resolve(child)));
}
