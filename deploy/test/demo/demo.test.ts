import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const DEMO = fileURLToPath(new URL("../../devnet/demo.ts", import.meta.url));
const TALES = fileURLToPath(new URL("../../../runtime/models/tales.onnx", import.meta.url));

describe("npm run demo", function () {
  this.timeout(240_000);
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "capsule-demo-test-"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  /** Starts the demo with a temporary directory of its own, so that all it makes can be seen. */
  function start(...args: string[]) {
    const child = spawn(process.execPath, [DEMO, ...args], {
      env: { ...process.env, TMPDIR: directory },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const exit = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
    return { child, exit, stdout: child.stdout, stderr: child.stderr };
  }

  /** Processes whose command line or directory names the demo's temporary directory, or that are children of `parent`. */
  async function processesOf(parent: number | undefined): Promise<string[]> {
    if (process.platform !== "linux") return [];
    const found: string[] = [];
    for (const id of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
      const read = (file: string) => readFile(`/proc/${id}/${file}`, "utf8").catch(() => "");
      const [command, environment] = [await read("cmdline"), await read("environ")];
      const ours = environment.includes(directory) || command.includes(directory);
      if (ours && Number(id) !== parent) found.push(command.replaceAll("\0", " "));
    }
    return found;
  }

  it("checks every claim on a user's model, prints them as JSON, exits with 0 and leaves nothing", async () => {
    const { child, exit, stdout, stderr } = start("--model", TALES, "--json");
    const [out, err] = [text(stdout), text(stderr)];
    const [code] = await exit;
    assert.equal(code, 0, await err);
    const result = JSON.parse(await out);
    assert.equal(result.ok, true);
    assert.equal(result.model, "tales.onnx");
    const titles: string[] = result.claims.map(({ title }: { title: string }) => title);
    const parts = ["sealed", "refuses a stranger", "noise", "3 proven answers", "plain model's", "by itself"];
    const economy = [
      "before paying",
      "without a license",
      "$19.99",
      "ERC-2981",
      "inbox",
      "outvoted",
      "keepers and the round are as before",
      "handed over",
      "dust",
    ];
    const metering = ["Each run is counted", "beyond what was bought", "Every receipt counts", "used up"];
    const disputes = ["contested", "even for its owner", "to nobody", "the ruling stands", "respondent's favour"];
    for (const part of [...parts, ...economy, ...metering, ...disputes]) {
      assert.ok(
        titles.some((title) => title.includes(part)),
        part,
      );
    }
    const sent = result.transactions.map(({ title }: { title: string }) => title);
    const first = ["Genesis", "register", "seal", "offer", "purchase", "claim", "collect the fee"];
    assert.deepEqual(sent.slice(0, first.length), first);
    for (const title of [
      "register the merge, a derivative",
      "collect 4 hops",
      "fill the order",
      "sweep the inbox",
      "execute the upgrade",
      "pay the referrer",
      "rule on the dispute",
    ]) {
      assert.equal(sent.filter((one: string) => one === title).length, 1, title);
    }
    for (const { hash, gasUsed } of result.transactions) assert.ok(/^0x[0-9a-f]{64}$/.test(hash) && gasUsed >= 21_000);
    const till = result.balances.find(({ account }: { account: string }) => account.includes("till"));
    assert.deepEqual([till.before, till.after], ["50000000000000007", "0"]);
    const parties = result.payments.map(({ party }: { party: string }) => party);
    const contributors = ["first contributor", "second contributor", "third contributor"];
    assert.deepEqual(parties, ["creator", "artist", "builder", "remixer", ...contributors, "referrer", "treasury"]);
    for (const { party, owed, paid } of result.payments) {
      assert.ok(paid === owed && BigInt(paid) > 10n ** 14n, `${party}: ${paid} instead of ${owed}`);
      assert.equal(titles.filter((title) => title === `The ${party} got what was owed, to the wei`).length, 1);
    }
    assert.deepEqual(await readdir(directory), []);
    assert.deepEqual(await processesOf(child.pid), []);
  });

  for (const [moment, line] of [
    ["while the stack starts", /^1\. /m],
    ["while the license runs", /^8\. /m],
  ] as const) {
    it(`leaves no process and no file when it is interrupted ${moment}`, async () => {
      const { child, exit, stdout } = start();
      for await (const said of createInterface({ input: stdout })) {
        if (line.test(said)) break;
      }
      stdout.resume();
      child.kill("SIGINT");
      const [code] = await exit;
      assert.equal(code, 130);
      assert.deepEqual(await processesOf(child.pid), []);
      assert.deepEqual(await readdir(directory), []);
    });
  }

  it("leaves no process and no file when it is killed", async () => {
    const { child, exit, stdout } = start();
    for await (const said of createInterface({ input: stdout })) {
      if (/^2\. /m.test(said)) break;
    }
    stdout.resume();
    child.kill("SIGKILL");
    await exit;
    const deadline = Date.now() + 10_000;
    let left = [...(await processesOf(child.pid)), ...(await readdir(directory))];
    while (left.length > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      left = [...(await processesOf(child.pid)), ...(await readdir(directory))];
    }
    assert.deepEqual(left, []);
  });

  it("refuses a file that is no model, and a wrong flag, before it starts anything", async () => {
    const none = start("--model", DEMO, "--json");
    const out = text(none.stdout);
    none.stderr.resume();
    assert.deepEqual(await none.exit, [1, null]);
    assert.deepEqual([JSON.parse(await out).ok, JSON.parse(await out).error.code], [false, "MODEL_REJECTED"]);
    const wrong = start("--modle", TALES);
    const err = text(wrong.stderr);
    assert.deepEqual(await wrong.exit, [2, null]);
    assert.match(await err, /--modle/);
  });
});
