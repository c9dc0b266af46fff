import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lockDirectory } from "../../../keeper/store/directoryLock.ts";
import { DataDirectoryLockedError } from "../../../keeper/store/errors.ts";
import { cleanUp, temporaryDirectory } from "../support/cleanup.ts";

describe("keeper: lock of the data directory", () => {
  afterEach(cleanUp);

  it("lets one in at a time, and the next after it", async () => {
    const directory = await temporaryDirectory();
    const unlock = await lockDirectory(directory);
    await assert.rejects(lockDirectory(directory), DataDirectoryLockedError);
    await unlock();
    await (await lockDirectory(directory))();
    assert.deepEqual(await readdir(directory), []);
  });

  it("holds against a living process, and falls with a dead one", async () => {
    const directory = await temporaryDirectory();
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await writeFile(join(directory, "keeper.lock"), `${child.pid}\n`);
    await assert.rejects(lockDirectory(directory), new RegExp(`process ${child.pid}`));
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await exited;
    await (await lockDirectory(directory))();
  });

  it("is taken in the name of another process, which it then tells of", async () => {
    const directory = await temporaryDirectory();
    const unlock = await lockDirectory(directory, { name: "other.lock", processId: process.ppid });
    assert.deepEqual(await readdir(directory), ["other.lock"]);
    await assert.rejects(lockDirectory(directory, { name: "other.lock" }), { processId: process.ppid });
    await unlock();
  });

  it("a lock of this process's own number was left by an earlier one", async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, "keeper.lock"), `${process.pid}\n`);
    await (await lockDirectory(directory))();
  });
});
