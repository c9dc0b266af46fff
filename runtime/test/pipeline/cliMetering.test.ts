// A metered license as it is typed: run until it is used up, then settled by somebody else.
import assert from "node:assert/strict";
import { join } from "node:path";
import type { HDAccount, Hex } from "viem";
import { type CommandLine, commandLine } from "./support/commandLine.ts";
import { buyer, creator, type Network, network, stranger } from "./support/network.ts";

describe("capsule, metered licenses", function () {
  this.timeout(120_000);
  let net: Network;
  let capsuleAs: CommandLine["capsuleAs"];
  let capsule: Hex;
  let licenseId: string;

  before(async () => {
    net = await network();
    ({ capsuleAs } = await commandLine(net));
    const { code, json, err } = await capsuleAs(
      creator,
      ...["publish", "digits.onnx", "--name", "Metered", "--description", "Tells digits apart.", "--json"],
      ...["--license-name", "Research only", "--license-file", "LICENSE", "--price", "0.05", "--runs", "2"],
    );
    assert.equal(code, 0, err);
    capsule = json.capsuleId;
    const bought = await capsuleAs(buyer, "buy", json.offerIds[0], "--json");
    assert.equal(bought.code, 0, bought.err);
    licenseId = bought.json.licenseId;
    assert.equal((await capsuleAs(buyer, "pull", capsule)).code, 0);
  });

  /** What `ls` says of the account's metered licenses of the capsule. */
  async function listedAs(account: HDAccount) {
    const { code, json, err } = await capsuleAs(account, "ls", "--json");
    assert.equal(code, 0, err);
    return json.find(({ capsuleId }: { capsuleId: Hex }) => capsuleId === capsule).metered;
  }

  const run = () => capsuleAs(buyer, "run", capsule, "--sample", "3", "--json");

  it("run refuses a place where outputs can't be written before a run is spent", async () => {
    for (const [place, problem] of [
      [join("nowhere", "out.json"), "can't be written"],
      [".", "is no file"],
    ] as const) {
      const { code, json } = await capsuleAs(buyer, "run", capsule, "--sample", "3", "--output", place, "--json");
      assert.deepEqual([code, json.error.code], [1, "SETTING_INVALID"]);
      assert.equal(json.error.message, `The output ${place} ${problem}.`);
    }
    assert.deepEqual(await listedAs(buyer), [{ licenseId, bought: 2, left: 2 }]);
  });

  it("run leases one run at a time until none are left, settle brings it on chain, whoever types it, once", async () => {
    assert.deepEqual(await listedAs(buyer), [{ licenseId, bought: 2, left: 2 }]);
    for (const left of [1, 0]) {
      const { code, json, err } = await run();
      assert.equal(code, 0, err);
      assert.equal(json.runsLeft, left);
      assert.deepEqual(await listedAs(buyer), [{ licenseId, bought: 2, left }], "before anything is settled");
    }
    const usedUp = await run();
    assert.deepEqual([usedUp.code, usedUp.json.error.code], [1, "LICENSE_USED_UP"]);
    const { code, json, err } = await capsuleAs(stranger, "settle", "--json");
    assert.equal(code, 0, err);
    assert.ok(Number(json.settled) >= 1);
    assert.deepEqual(json.rejected, []);
    const again = await capsuleAs(stranger, "settle");
    assert.match(again.out, /^Settled 0 of \d+ licenses\.$/m);
    assert.deepEqual(await listedAs(buyer), [{ licenseId, bought: 2, left: 0 }]);
    const refused = await run();
    assert.deepEqual([refused.code, refused.json.error.code], [1, "LICENSE_USED_UP"]);
    assert.match(refused.json.error.message, /^All 2 runs of license \d+ are used\.$/);
    const { out } = await capsuleAs(buyer, "ls");
    const line = `^${capsule}  Metered, version 1, .* kB, 0 of 2 runs left of license ${licenseId}$`;
    assert.match(out, new RegExp(line, "m"), "people are told, too");
  });

  it("ls tells of one's own licenses only, and lists without the chain too", async () => {
    assert.deepEqual(await listedAs(stranger), []);
    const offline = await capsuleAs(buyer, "ls", "--rpc", "http://127.0.0.1:9", "--json");
    assert.equal(offline.code, 0);
    assert.match(offline.err, /^Runs left are not known: /);
    const [listed] = offline.json.filter(({ capsuleId }: { capsuleId: Hex }) => capsuleId === capsule);
    assert.deepEqual([listed.name, "metered" in listed], ["Metered", false]);
  });

  it("settle --releases asks for a day that is over, on which nothing was released here", async () => {
    const today = Math.floor(Date.now() / 86_400_000);
    const { json } = await capsuleAs(stranger, "settle", "--releases", String(today - 1), "--json");
    assert.deepEqual(json, { day: today - 1, reported: 0 });
  });
});
