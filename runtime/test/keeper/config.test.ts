import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  KeeperConfigError,
  type KeeperConfigInput,
  loadKeeperConfig,
  loadNodeConfig,
  parseKeeperConfig,
} from "../../keeper/index.ts";
import { cleanUp, temporaryDirectory } from "./support/cleanup.ts";
import { ACCESS_TOKEN, CHAIN_ID, KEEPER_REGISTRY, REGISTRY, USAGE_METER } from "./support/fakeRpc.ts";

const minimal: KeeperConfigInput = {
  dataDirectory: "data",
  chain: {
    ...{
      id: CHAIN_ID,
      registry: REGISTRY,
      accessToken: ACCESS_TOKEN,
      keeperRegistry: KEEPER_REGISTRY,
      usageMeter: USAGE_METER,
    },
    ...{ endpoints: ["http://127.0.0.1:8545"], quorum: 1 },
  },
};

describe("keeper: configuration", () => {
  afterEach(cleanUp);

  it("is safe where nothing is said: loopback, finalized blocks, fresh heads, limits", () => {
    const config = parseKeeperConfig(minimal);
    assert.deepEqual(config.listen, { host: "127.0.0.1", port: 8787 });
    assert.deepEqual(config.passphrase, { environment: "CAPSULE_KEEPER_PASSPHRASE" });
    const { finality, maxHeadAge, maxHeadAhead, maxFinalAge, maxFinalSpread } = config.chain;
    assert.deepEqual(
      [finality, maxHeadAge, maxHeadAhead, maxFinalAge, maxFinalSpread],
      ["finalized", 120, 60, 3600, 600],
    );
    assert.deepEqual([config.limits.perAddressPerMinute, config.limits.concurrency], [120, 8]);
    assert.deepEqual([config.kdfCost, config.origins, config.trustedProxies], [17, ["*"], []]);
  });

  it("names every field that is wrong, by its path", () => {
    const { chain } = minimal;
    const wrong: [unknown, string, RegExp][] = [
      [{ ...minimal, dataDirectory: "" }, "dataDirectory", /./],
      [{ ...minimal, datadirectory: "x" }, "datadirectory", /not a known field/],
      [{ ...minimal, listen: { port: 70_000 } }, "listen.port", /./],
      [{ ...minimal, chain: { ...chain, id: "1" } }, "chain.id", /./],
      [{ ...minimal, chain: { ...chain, registry: "0x12" } }, "chain.registry", /must be an address/],
      [{ ...minimal, chain: { ...chain, endpoints: [] } }, "chain.endpoints", /./],
      [{ ...minimal, chain: { ...chain, endpoints: ["ws://x"] } }, "chain.endpoints.0", /http or https/],
      [{ ...minimal, chain: { ...chain, quorum: 2 } }, "chain.quorum", /at most 1/],
      [{ ...minimal, chain: { ...chain, finality: "latest" } }, "chain.finality", /./],
      [{ ...minimal, chain: { ...chain, cacheMilliseconds: 60_000 } }, "chain.cacheMilliseconds", /./],
      [{ ...minimal, passphrase: "secret" }, "passphrase", /./],
      [{ ...minimal, trustedProxies: ["example.org"] }, "trustedProxies.0", /./],
    ];
    for (const [value, path, message] of wrong) {
      assert.throws(
        () => parseKeeperConfig(value, "keeper.json"),
        (error: Error) => {
          assert.ok(error instanceof KeeperConfigError);
          const issue = error.issues.find((one) => one.path === path);
          assert.ok(issue, `${path}: ${error.message}`);
          assert.match(issue.message, message);
          assert.match(error.message, /^keeper\.json: /);
          return true;
        },
      );
    }
  });

  it("takes only a quorum of more than half of the endpoints, each named once", () => {
    const endpoints = ["http://a.example", "http://b.example", "http://c.example", "http://d.example"];
    const check = (count: number, quorum: number) => () =>
      parseKeeperConfig({ ...minimal, chain: { ...minimal.chain, endpoints: endpoints.slice(0, count), quorum } });
    for (const [count, quorum] of [
      [1, 1],
      [2, 2],
      [3, 2],
      [3, 3],
      [4, 3],
    ] as const)
      check(count, quorum)();
    for (const [count, quorum] of [
      [2, 1],
      [3, 1],
      [4, 2],
    ] as const)
      assert.throws(check(count, quorum), /more than half/);
    const twice = { ...minimal.chain, endpoints: ["http://a.example", "http://a.example"], quorum: 2 };
    assert.throws(() => parseKeeperConfig({ ...minimal, chain: twice }), /must not name an endpoint twice/);
  });

  it("reads paths relative to its file; without the chain for what needs no chain", async () => {
    const directory = join(await temporaryDirectory(), "etc");
    await mkdir(directory);
    const path = join(directory, "keeper.json");
    await writeFile(path, JSON.stringify({ ...minimal, passphrase: { file: "../pass" } }));
    const config = await loadKeeperConfig(path);
    assert.equal(config.dataDirectory, join(directory, "data"));
    assert.deepEqual(config.passphrase, { file: join(directory, "..", "pass") });
    await writeFile(path, JSON.stringify({ dataDirectory: "/abs" }));
    assert.equal((await loadNodeConfig(path)).dataDirectory, "/abs");
    await assert.rejects(loadKeeperConfig(path), /chain: /);
    await writeFile(path, "{");
    await assert.rejects(loadKeeperConfig(path), /is not JSON/);
    await assert.rejects(loadKeeperConfig(`${path}.other`), /can't be read/);
  });
});
