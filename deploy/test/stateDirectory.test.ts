import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startGuard } from "../devnet/guard.ts";
import { type Startup, startup } from "../devnet/startup.ts";
import { keptChainArguments } from "../devnet/state/keptChain.ts";
import { requireSameContracts } from "../devnet/state/stackState.ts";
import { type KeptStack, openState } from "../devnet/state/stateDirectory.ts";
import { artifactFolder, buildContracts } from "../src/buildContracts.ts";

const FORMAT = "local stack of Capsule Protocol";
const WORD = `0x${"ab".repeat(32)}` as const;
const ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const KEPT: KeptStack = {
  ...{ fingerprint: WORD, threshold: 2, priceFeed: ADDRESS },
  keepers: [{ url: "http://127.0.0.1:4000", operator: ADDRESS, transportKey: WORD }],
};

describe("directory of a local stack's state", function () {
  this.timeout(300_000);
  let place: string;
  const starts: Startup[] = [];
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), "capsule-state-test-"));
  });
  afterEach(async () => {
    for (const start of starts.splice(0)) await start.close();
    rmSync(place, { recursive: true });
  });
  const newStart = () => {
    const start = startup(startGuard(), {});
    starts.push(start);
    return start;
  };
  const open = (path = place) => openState(newStart(), path);
  const stateIs = (content: unknown) => writeFileSync(join(place, "state.json"), JSON.stringify(content));
  const unusable = (reason: RegExp) => ({ code: "STATE_UNUSABLE", message: reason });

  it("is made where it is missing, for its owner alone, and begins with nothing", async () => {
    const path = join(place, "in/a/folder");
    const state = await open(path);
    assert.equal(state.path, path);
    assert.equal(state.kept, undefined);
    assert.deepEqual(readdirSync(path).sort(), ["stack.lock", "state.json"]);
  });

  it("has what was kept in it, once the start was complete, and is free again when the stack has ended", async () => {
    const first = newStart();
    await (await openState(first, place)).complete(KEPT);
    await first.close();
    assert.ok(!existsSync(join(place, "stack.lock")));
    assert.deepEqual((await open()).kept, KEPT);
  });

  it("after a start that was not completed it begins anew, without what that had written, and with all else", async () => {
    const first = newStart();
    await openState(first, place);
    for (const name of ["deployment.json", "keeper-1.log", "my-notes.txt"]) writeFileSync(join(place, name), "");
    mkdirSync(join(place, "keeper-1"));
    mkdirSync(join(place, "blocks"));
    await first.close();
    assert.equal((await open()).kept, undefined);
    assert.deepEqual(readdirSync(place).sort(), ["my-notes.txt", "stack.lock", "state.json"]);
  });

  it("is refused while another stack has it, with the process that holds it", async () => {
    const holder = newStart();
    await openState(holder, place);
    const id = String(holder.guard.wardenId);
    assert.equal(readFileSync(join(place, "stack.lock"), "utf8").trim(), id);
    await assert.rejects(open(), { code: "STATE_IN_USE", message: new RegExp(`process ${id} `) });
  });

  it("is taken over from a process that is gone", async () => {
    writeFileSync(join(place, "stack.lock"), "4194305\n");
    assert.equal((await open()).kept, undefined);
  });

  it("is refused, and nothing written, where others' files are", async () => {
    writeFileSync(join(place, "thesis.txt"), "");
    await assert.rejects(open(), unusable(/has other files in it/));
    assert.deepEqual(readdirSync(place), ["thesis.txt"]);
    await assert.rejects(open(join(place, "thesis.txt")), unusable(/is not a directory/));
  });

  const states: [name: string, content: unknown, reason: RegExp][] = [
    ["of another program", { name: "a page" }, /state\.json is something else/],
    ["of another version", { format: FORMAT, version: 2, kept: {} }, /it is of version 2, and this is 1/],
    ["that somebody changed", { format: FORMAT, version: 1, kept: { ...KEPT, threshold: 0 } }, /is damaged/],
  ];
  for (const [name, content, reason] of states) {
    it(`is refused, and left as it is, with a state ${name}`, async () => {
      stateIs(content);
      await assert.rejects(open(), unusable(reason));
      assert.deepEqual(readdirSync(place), ["state.json"]);
    });
  }

  it("is refused with a state that is no JSON", async () => {
    writeFileSync(join(place, "state.json"), "{");
    await assert.rejects(open(), unusable(/state\.json can't be read/));
  });

  it("is refused for other contracts than those that were deployed", async () => {
    await buildContracts("default");
    const state = { path: place, kept: KEPT, complete: () => Promise.resolve() };
    assert.throws(() => requireSameContracts(state, artifactFolder("default")), unusable(/contracts are others/));
  });

  it("is refused when its chain is cut off or missing", () => {
    const { guard } = newStart();
    assert.throws(() => keptChainArguments(guard, place), unusable(/chain can't be read/));
    const whole = gzipSync(JSON.stringify({ block: { timestamp: "0x10" } }));
    writeFileSync(join(place, "chain.json.gz"), whole.subarray(0, whole.length - 9));
    assert.throws(() => keptChainArguments(guard, place), unusable(/chain can't be read/));
  });

  it("has a chain whose clock goes on where it was ahead, and is this machine's where it was behind", () => {
    const { guard } = newStart();
    const clockAfter = (timestamp: number) => {
      const dump = { block: { timestamp: `0x${timestamp.toString(16)}` } };
      writeFileSync(join(place, "chain.json.gz"), gzipSync(JSON.stringify(dump)));
      const [option, file = "", clock, time] = keptChainArguments(guard, place);
      assert.deepEqual([option, clock], ["--load-state", "--timestamp"]);
      assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), dump);
      return Number(time);
    };
    assert.equal(clockAfter(9_000_000_000), 9_000_000_001);
    const before = Math.floor(Date.now() / 1000);
    assert.ok(clockAfter(16) >= before);
  });
});
