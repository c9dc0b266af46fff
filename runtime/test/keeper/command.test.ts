import assert from "node:assert/strict";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { cleanUp, later } from "./support/cleanup.ts";
import { doorTo, keeperDirectory, logged, run } from "./support/command.ts";
import { CHAIN_ID, fakeChain, fakeRpc } from "./support/fakeRpc.ts";
import { ask, encryptedKey, licensee, ownKey, postRelease } from "./support/licensee.ts";
import { PASSPHRASE } from "./support/testKeeper.ts";

describe("capsule-keeper", function () {
  this.timeout(180_000); // each step is a process of its own
  afterEach(cleanUp);

  it("leads from nothing to a keeper that serves: init, dkg, start, log verify, log counts", async () => {
    const chain = fakeChain();
    const rpc = await fakeRpc(chain);
    later(rpc.close);
    const places = await Promise.all([0, 1].map(() => keeperDirectory(rpc.url)));
    const ports = places.map(() => Promise.withResolvers<number>());
    const participants = await Promise.all(
      places.map(async ({ config }, i) => {
        const { code, stdout } = await run(["init", "--config", config, "--json"]).done;
        assert.equal(code, 0);
        const { operator, transportKey } = JSON.parse(stdout);
        return { operator, transportKey, url: await doorTo((ports[i] as (typeof ports)[number]).promise) };
      }),
    );
    const ceremony = join(places[0]?.directory ?? "", "ceremony.json");
    await writeFile(ceremony, JSON.stringify({ name: "one", chainId: CHAIN_ID, epoch: 1, threshold: 2, participants }));
    const shares = await Promise.all(
      places.map(async ({ config }, i) => {
        const dkg = run(["dkg", "--config", config, "--ceremony", ceremony, "--json", "--poll", "20"]);
        const { port } = await logged(dkg.child.stderr as NodeJS.ReadableStream, "dkg.listening");
        ports[i]?.resolve(Number(port));
        const { code, stdout, stderr } = await dkg.done;
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout);
      }),
    );
    assert.equal(shares[0].groupKey, shares[1].groupKey);
    assert.deepEqual(
      shares.map(({ index }) => index),
      [1, 2],
    );

    const [{ config, directory }] = places as [(typeof places)[number]];
    const keeper = run(["start", "--config", config, "--json"]);
    const line = await new Promise<string>((resolve) =>
      createInterface({ input: keeper.child.stdout as NodeJS.ReadableStream }).once("line", resolve),
    );
    const { url, groupKey, index } = JSON.parse(line);
    assert.deepEqual([groupKey, index], [shares[0].groupKey, 1]);
    const { header } = encryptedKey(groupKey);
    assert.equal((await postRelease(url, await ask(ownKey(licensee(chain)), header))).status, 200);
    keeper.child.kill("SIGTERM");
    const ended = await keeper.done;
    assert.equal(ended.code, 0, ended.stderr);
    const events = ended.stderr
      .trim()
      .split("\n")
      .map((entry) => JSON.parse(entry).event);
    assert.deepEqual(events, ["keeper.started", "release.served", "keeper.stopped"]);
    await assert.rejects(fetch(`${url}/health`));

    const verify = (...more: string[]) => run(["log", "verify", "--config", config, "--json", ...more]).done;
    const verified = await verify();
    const head = JSON.parse(verified.stdout);
    assert.deepEqual([verified.code, head.entries], [0, 1]);
    const counts = await run(["log", "counts", "--config", config, "--json"]).done;
    const day = new Date().toISOString().slice(0, 10);
    const counted = JSON.parse(counts.stdout).counts;
    assert.deepEqual([counted.length, counted[0].capsuleId, counted[0].releases], [1, "77", 1]);
    assert.ok(counted[0].day <= day);
    assert.equal((await verify("--entries", "1", "--hash", head.hash)).code, 0);
    assert.equal((await verify("--entries", "2", "--hash", head.hash)).code, 1);
    const path = join(directory, "data", "releases.jsonl");
    await writeFile(path, (await readFile(path, "utf8")).replace('"epoch":1', '"epoch":2'));
    const tampered = await verify();
    assert.deepEqual([tampered.code, JSON.parse(tampered.stdout).error.code], [1, "RELEASE_LOG_CORRUPT"]);
  });

  it("says what is wrong and what to do, as text or JSON, and exits with 1", async () => {
    const { config, directory } = await keeperDirectory();
    const text = await run(["start", "--config", config]).done;
    assert.deepEqual([text.code, text.stdout], [1, ""]);
    assert.match(text.stderr, /Keystore .* does not exist\.\nRestore the keystore/);
    const json = await run(["start", "--config", join(directory, "none.json"), "--json"]).done;
    assert.deepEqual([json.code, JSON.parse(json.stdout).error.code], [1, "KEEPER_CONFIG_INVALID"]);
    await run(["init", "--config", config]).done;
    const unready = await run(["start", "--config", config, "--json"]).done;
    assert.equal(JSON.parse(unready.stdout).error.code, "KEY_SHARE_MISSING");
    const twice = await run(["init", "--config", config, "--json"]).done;
    assert.equal(JSON.parse(twice.stdout).error.code, "KEYSTORE_EXISTS");
  });

  it("takes the passphrase from a private file or the environment, and has no argument for it", async () => {
    const { config, directory } = await keeperDirectory();
    await chmod(join(directory, "passphrase"), 0o644);
    if (process.platform !== "win32") {
      const shared = await run(["init", "--config", config, "--json"]).done;
      assert.equal(JSON.parse(shared.stdout).error.code, "FILE_NOT_PRIVATE");
    }
    const other = join(directory, "env");
    await mkdir(other);
    const settings = { dataDirectory: "data", passphrase: { environment: "MY_PASSPHRASE" }, kdfCost: 10 };
    await writeFile(join(other, "keeper.json"), JSON.stringify(settings));
    const args = ["init", "--config", join(other, "keeper.json"), "--json"];
    assert.equal(JSON.parse((await run(args).done).stdout).error.code, "PASSPHRASE_INVALID");
    assert.equal((await run([...args, "--passphrase", PASSPHRASE]).done).code, 1);
    assert.equal((await run(args, { MY_PASSPHRASE: PASSPHRASE }).done).code, 0);
  });
});
