import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import type { Hex } from "viem";
import { sampleModel, sampleTolerance } from "../../models/index.ts";
import { feedsFromJson, tensorsToJson } from "../../src/tensors/tensorJson.ts";
import { type CommandLine, commandLine } from "./support/commandLine.ts";
import { buyer, creator, deployer, type Network, network, stranger } from "./support/network.ts";
import { assertClose } from "./support/tensors.ts";

describe("capsule", function () {
  this.timeout(120_000);
  let net: Network;
  let directory: string;
  let capsule: Hex;
  let offerId: string;
  let published: Awaited<ReturnType<CommandLine["capsuleAs"]>>;
  let capsuleAs: CommandLine["capsuleAs"];

  before(async () => {
    net = await network();
    ({ directory, capsuleAs } = await commandLine(net));
    published = await capsuleAs(
      creator,
      ...["publish", "digits.onnx", "--name", "Digits", "--description", "Tells digits apart.", "--json"],
      ...["--license-name", "Research only", "--license-file", "LICENSE", "--card", "card.md"],
      ...["--task", "image-classification", "--tag", "digits", "--price", "0.05", "--duration", "1h"],
    );
    assert.equal(published.code, 0, published.err);
    capsule = published.json.capsuleId;
    [offerId] = published.json.offerIds;
  });

  it("publishes, with an offer", () => {
    const { json, err } = published;
    assert.match(err, /Salt 0x[0-9a-f]{64}/);
    assert.match(err, /✓ Seal the capsule/);
    assert.deepEqual(
      json.transactions.map(({ step }: { step: string }) => step),
      ["register", "seal", "offer"],
    );
  });

  it("shows what was published and how it is licensed", async () => {
    const { json } = await capsuleAs(buyer, "show", capsule, "--json");
    assert.equal(json.manifest.properties.capsule.model.task, "image-classification");
    assert.deepEqual([json.owner, json.isSealed, json.version], [creator.address, true, "1"]);
    assert.deepEqual([json.offers[0].offerId, json.offers[0].price], [offerId, (5n * 10n ** 16n).toString()]);
    const { out } = await capsuleAs(buyer, "show", capsule);
    assert.match(out, /^payload +encrypted, sealed by the keepers$/m);
    assert.match(out, new RegExp(`^offer ${offerId} +0.05 ETH for 1 h, RUN$`, "m"));
  });

  it("refuses to run without a license: exit code 1, a sentence and what to do", async () => {
    const { code, out, err } = await capsuleAs(stranger, "run", capsule, "--sample");
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, new RegExp(`${stranger.address} holds no license of capsule ${capsule}`));
    assert.match(err, /Buy one/);
    const { json } = await capsuleAs(stranger, "run", capsule, "--sample", "--json");
    assert.equal(json.error.code, "LICENSE_MISSING");
  });

  it("buys, at most at the price that is named", async () => {
    const dear = await capsuleAs(buyer, "buy", offerId, "--max", "0.049", "--json");
    assert.deepEqual([dear.code, dear.json.error.code], [1, "ACCESS_TOKEN_PRICE_ABOVE_MAXIMUM"]);
    const { code, json } = await capsuleAs(buyer, "buy", offerId, "--json");
    assert.deepEqual([code, json.paid], [0, (5n * 10n ** 16n).toString()]);
    assert.equal(BigInt(json.licenseId) >> 64n, BigInt(offerId));
  });

  it("pulls, lists what was pulled, and removes it, once", async () => {
    const { capsuleAs: elsewhere } = await commandLine(net);
    assert.equal((await elsewhere(buyer, "ls")).out, "No capsule was pulled yet.\n");
    assert.equal((await elsewhere(buyer, "pull", capsule)).code, 0);
    const { json } = await elsewhere(buyer, "ls", "--json");
    assert.deepEqual(
      json.map(({ capsuleId }: { capsuleId: Hex }) => capsuleId),
      [capsule],
    );
    const removed = await elsewhere(buyer, "rm", capsule, "--json");
    assert.ok(removed.json.freed > 320_000);
    assert.deepEqual((await elsewhere(buyer, "ls", "--json")).json, []);
    assert.equal((await elsewhere(buyer, "rm", capsule)).code, 1);
  });

  it("verifies what can be verified without the key", async () => {
    const { code, json, err } = await capsuleAs(stranger, "verify", capsule, "--json");
    assert.deepEqual([code, json.verified], [0, true]);
    assert.match(err, /✓ Every block of every file/);
  });

  it("runs with the license that the account holds, on given and on made-up inputs", async () => {
    const { metadata, samples } = await sampleModel("digits").load();
    const [sample] = samples;
    assert.ok(sample);
    await writeFile(join(directory, "input.json"), JSON.stringify(tensorsToJson(sample.inputs)));
    assert.equal((await capsuleAs(buyer, "buy", offerId)).code, 0);
    const { code, json, err } = await capsuleAs(buyer, "run", capsule, "--input", "input.json", "--json");
    assert.equal(code, 0, err);
    assertClose(feedsFromJson(json.outputs, metadata.outputs), sample.outputs, sampleTolerance);
    const written = await capsuleAs(buyer, "run", capsule, "--sample", "3", "--output", "out.json");
    assert.equal(written.code, 0, written.err);
    const outputs = JSON.parse(await readFile(join(directory, "out.json"), "utf8"));
    assert.deepEqual(outputs.logits.dims, [1, 10]);
    const again = await capsuleAs(buyer, "run", capsule, "--sample", "3", "--json");
    assert.deepEqual(again.json.outputs, outputs);
  });

  it("offers what is already published", async () => {
    const { json } = await capsuleAs(creator, "offer", capsule, "--price", "1", "--rights", "RUN,COMMERCIAL", "--json");
    const { out } = await capsuleAs(buyer, "show", capsule);
    assert.match(out, new RegExp(`^offer ${json.offerId} +1 ETH for ever, RUN, COMMERCIAL$`, "m"));
    const refused = await capsuleAs(stranger, "offer", capsule, "--price", "1", "--json");
    assert.deepEqual([refused.code, refused.json.error.code], [1, "ACCESS_TOKEN_NOT_AUTHORIZED"]);
  });

  it("says that a license has ended, not that there is none", async () => {
    const offered = await capsuleAs(creator, "offer", capsule, "--price", "0", "--duration", "1s", "--json");
    await capsuleAs(deployer, "buy", offered.json.offerId);
    await sleep(2500); // a second, and the next block that shows it
    const { code, json } = await capsuleAs(deployer, "run", capsule, "--sample", "--json");
    assert.deepEqual([code, json.error.code], [1, "LICENSE_EXPIRED"]);
  });

  it("tells a wrong command line from a failure: exit code 2", async () => {
    for (const args of [["buy"], ["show", "digits"], ["fetch"], ["publish"], ["run", capsule, "--license", "x"]]) {
      const { code, err } = await capsuleAs(buyer, ...args);
      assert.equal(code, 2, args.join(" "));
      assert.match(err, /error: /);
    }
    assert.equal((await capsuleAs(buyer, "--help")).code, 0);
  });

  it("names the setting that is missing", async () => {
    const { code, err } = await capsuleAs(buyer, "--config", "none.json", "show", capsule);
    assert.equal(code, 1);
    assert.match(err, /none.json can't be read/);
    const unknown = await capsuleAs(buyer, "show", capsuleIdToHex(7n), "--json");
    assert.equal(unknown.json.error.code, "UNKNOWN_CAPSULE");
  });

  it("stops at Ctrl-C with exit code 130", async () => {
    const silent = createServer(() => {}); // an RPC that never answers
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const bin = fileURLToPath(new URL("../../bin/capsule.ts", import.meta.url));
    const args = [bin, "--rpc", `http://127.0.0.1:${port}`, "show", capsule];
    const child = spawn(process.execPath, args, { cwd: directory, stdio: ["ignore", "ignore", "pipe"] });
    try {
      const said = text(child.stderr);
      await once(silent, "request");
      const interrupted = performance.now();
      child.kill("SIGINT");
      const [code] = await once(child, "exit");
      assert.deepEqual([code, (await said).split("\n")[0]], [130, "Interrupted."]);
      assert.ok(performance.now() - interrupted < 5000, "at once");
    } finally {
      child.kill("SIGKILL");
      silent.closeAllConnections();
      silent.close();
    }
  });
});
