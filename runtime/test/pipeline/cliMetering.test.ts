// A metered license as it is typed: run until it is used up, then settled by somebody else.
import assert from "node:assert/strict";
import type { Hex } from "viem";
import { type CommandLine, commandLine } from "./support/commandLine.ts";
import { buyer, creator, type Network, network, stranger } from "./support/network.ts";

describe("capsule, metered licenses", function () {
  this.timeout(120_000);
  let net: Network;
  let capsuleAs: CommandLine["capsuleAs"];
  let capsule: Hex;

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
    assert.equal((await capsuleAs(buyer, "buy", json.offerIds[0], "--json")).code, 0);
  });

  const run = () => capsuleAs(buyer, "run", capsule, "--sample", "3", "--json");

  it("run leases one run at a time, tells how many are left, and refuses when none are", async () => {
    for (const left of [1, 0]) {
      const { code, json, err } = await run();
      assert.equal(code, 0, err);
      assert.equal(json.runsLeft, left);
    }
    const { code, json } = await run();
    assert.deepEqual([code, json.error.code], [1, "LICENSE_USED_UP"]);
  });

  it("settle brings it on chain, whoever types it, once", async () => {
    const { code, json, err } = await capsuleAs(stranger, "settle", "--json");
    assert.equal(code, 0, err);
    assert.ok(Number(json.settled) >= 1);
    assert.deepEqual(json.rejected, []);
    const again = await capsuleAs(stranger, "settle");
    assert.match(again.out, /^Settled 0 of \d+ licenses\.$/m);
    const refused = await run();
    assert.deepEqual([refused.code, refused.json.error.code], [1, "LICENSE_USED_UP"]);
    assert.match(refused.json.error.message, /^All 2 runs of license \d+ are used\.$/);
  });

  it("settle --releases asks for a day that is over, on which nothing was released here", async () => {
    const today = Math.floor(Date.now() / 86_400_000);
    const { json } = await capsuleAs(stranger, "settle", "--releases", String(today - 1), "--json");
    assert.deepEqual(json, { day: today - 1, reported: 0 });
  });
});
