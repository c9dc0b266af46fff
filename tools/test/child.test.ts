import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { runChild } from "../testing/child.ts";

const cwd = tmpdir();
const node = (script: string) => ({ command: process.execPath, args: ["--input-type=module", "-e", script], cwd });
/** Resolves with whether the process ends within two seconds. */
async function ends(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 2_000; waited += 20) {
    if (!isRunning(pid)) return true;
    await sleep(20);
  }
  return false;
}

/** On Linux a process that is dead but not yet waited for counts as ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== "linux" || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

describe("child processes", () => {
  it("report exit code and output", async () => {
    const child = await runChild(node('console.log("out"); console.error("err"); process.exit(3);'));
    assert.equal(child.code, 3);
    assert.equal(child.stdout, "out\n");
    assert.deepEqual(child.output.trim().split("\n").sort(), ["err", "out"]);
    assert.deepEqual([child.timedOut, child.leftovers], [false, false]);
  });

  it("hand over whole lines from descriptor 3", async () => {
    const lines: string[] = [];
    const script =
      'import { writeSync } from "node:fs"; for (const text of ["o", "ne\\ntw", "o\\n"]) writeSync(3, text);';
    await runChild({ ...node(script), onMessage: (line) => void lines.push(line) });
    assert.deepEqual(lines, ["one", "two"]);
  });

  it("are killed with all they started when they take too long", async () => {
    const script =
      'import { spawn } from "node:child_process"; console.log(spawn("sleep", ["60"]).pid); setInterval(() => {}, 1e3);';
    const child = await runChild({ ...node(script), limitMs: 500 });
    assert.equal(child.timedOut, true);
    assert.equal(await ends(Number(child.stdout)), true);
  });

  it("that leave a process behind are told of, and the process is killed", async () => {
    const script =
      'import { spawn } from "node:child_process"; const left = spawn("sleep", ["60"], { stdio: "ignore" }); left.unref(); console.log(left.pid);';
    const child = await runChild(node(script));
    assert.equal(child.code, 0);
    assert.equal(child.leftovers, true);
    assert.equal(await ends(Number(child.stdout)), true);
  });

  it("end with the runner on Ctrl-C", async () => {
    const module = new URL("../testing/child.ts", import.meta.url).href;
    const runner = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { runChild, stopChildrenOnSignals } from ${JSON.stringify(module)};
         stopChildrenOnSignals();
         await runChild({ command: "sh", args: ["-c", "echo $$; trap '' INT; sleep 60"], cwd: ".", onOutput: (text) => console.log(text) });`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const [text] = await once(runner.stdout, "data");
    runner.kill("SIGINT");
    const [code] = await once(runner, "exit");
    assert.equal(code, 130);
    assert.equal(await ends(Number(text)), true, "a child that ignores the signal is killed");
  });
});
