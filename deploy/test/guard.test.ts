import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { startGuard } from "../devnet/guard.ts";
import { eventually, isAlive } from "./processes.ts";

const GUARD = new URL("../devnet/guard.ts", import.meta.url).href;
/** A child that ignores requests to end and has a child of its own. */
const STUBBORN = `
  const { spawn } = require("node:child_process");
  process.on("SIGTERM", () => {});
  const inner = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]);
  console.log(inner.pid);
  setInterval(() => {}, 1000);
`;
/** A parent that starts the stubborn child under a guard and tells its pid, its child's pid and a directory. */
const PARENT = `
  const { startGuard } = await import(${JSON.stringify(GUARD)});
  const guard = startGuard();
  const directory = guard.directory("capsule-guard-");
  const child = guard.spawn(process.execPath, ["-e", ${JSON.stringify(STUBBORN)}], { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.on("data", (text) => console.log(JSON.stringify({ child: child.pid, inner: Number(text), directory })));
  setInterval(() => {}, 1000);
`;

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) =>
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once("line", resolve),
  );
}

describe("guard", function () {
  this.timeout(60_000);

  it("close ends a child that won't, with its own children, and removes the directories", async () => {
    const guard = startGuard();
    const directory = guard.directory("capsule-guard-");
    const child = guard.spawn(process.execPath, ["-e", STUBBORN], { stdio: ["ignore", "pipe", "inherit"] });
    const inner = Number(await firstLine(child));
    assert.ok(isAlive(inner) && existsSync(directory));
    await guard.close();
    assert.ok(child.signalCode === "SIGKILL" && (await eventually(() => !isAlive(inner))));
    assert.equal(existsSync(directory), false);
  });

  it("nothing is started once it is closed", async () => {
    const guard = startGuard();
    await guard.close();
    assert.throws(() => guard.spawn(process.execPath, ["-e", ""]), /being stopped/);
  });

  for (const signal of ["SIGKILL", "SIGTERM", "SIGINT"] as const) {
    it(`a parent ended by ${signal} leaves no child, no grandchild and no directory`, async () => {
      const parent = spawn(process.execPath, ["--input-type=module", "-e", PARENT], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const { child, inner, directory } = JSON.parse(await firstLine(parent));
      assert.ok(isAlive(child) && isAlive(inner) && existsSync(directory));
      parent.kill(signal);
      assert.ok(await eventually(() => !isAlive(child) && !isAlive(inner) && !existsSync(directory)));
    });
  }
});
