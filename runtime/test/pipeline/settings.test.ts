import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decimal } from "@capsule-protocol/deploy/src/jsonFile.ts";
import { exampleRecord } from "@capsule-protocol/deploy/test/exampleRecord.ts";
import { signingAccount } from "../../src/cli/account.ts";
import { SettingError } from "../../src/cli/errors.ts";
import { readSettings } from "../../src/cli/settings.ts";
import { REGISTRY } from "./support/fakeChain.ts";

const deployment = {
  chainId: 31337,
  registry: REGISTRY,
  accessToken: REGISTRY,
  royaltySplitter: REGISTRY,
  keeperRegistry: REGISTRY,
  priceOracle: REGISTRY,
  market: REGISTRY,
  trainingPool: REGISTRY,
  usageMeter: REGISTRY,
  disputeCourt: REGISTRY,
  councilArbiter: REGISTRY,
  capsuleToken: REGISTRY,
  governor: REGISTRY,
  timelock: REGISTRY,
  accessManager: REGISTRY,
  startBlock: 3,
};
const KEY = `0x${"22".repeat(32)}`;

describe("settings of the command line", () => {
  let directory: string;
  const write = (name: string, content: unknown) =>
    writeFile(join(directory, name), typeof content === "string" ? content : JSON.stringify(content));
  const read = (flags = {}, environment = {}) => readSettings(flags, environment, directory);

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "capsule-settings-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("come from flags before the environment before capsule.json", async () => {
    await write("capsule.json", { rpcUrl: "http://file.example", gateways: ["http://gateway.example"] });
    assert.equal((await read()).rpcUrl, "http://file.example");
    const environment = { CAPSULE_RPC_URL: "http://environment.example" };
    assert.equal((await read({}, environment)).rpcUrl, "http://environment.example");
    assert.equal((await read({ rpc: "http://flag.example" }, environment)).rpcUrl, "http://flag.example");
    assert.deepEqual((await read()).gateways, ["http://gateway.example"]);
  });

  it("take paths in capsule.json as relative to it, and a deployment from a record that says more", async () => {
    await write("capsule.json", { deployment: "record.json", keyFile: "key" });
    await write("record.json", { ...deployment, commit: "abc" });
    const settings = await read({ config: "capsule.json" });
    assert.deepEqual(settings.deployment, { ...deployment, startBlock: 3n });
    assert.equal(settings.keyFile, join(directory, "key"));
  });

  it("take the addresses from a record of the deployment too", async () => {
    const record = exampleRecord(() => REGISTRY, { chainId: 31337, startBlock: 3n });
    await write("31337.json", JSON.stringify(record, decimal));
    const settings = await read({ deployment: "31337.json" });
    assert.deepEqual(settings.deployment, { ...deployment, startBlock: 3n });
  });

  it("refuse a record of another version, or without an address, naming the field", async () => {
    const { contracts, ...record } = JSON.parse(
      JSON.stringify(
        exampleRecord(() => REGISTRY),
        decimal,
      ),
    );
    const { Market: _, ...others } = contracts;
    for (const [field, changed] of [
      ["schemaVersion", { ...record, contracts, schemaVersion: 2 }],
      ["contracts.Market", { ...record, contracts: others }],
    ] as const) {
      await write("record.json", changed);
      await assert.rejects(
        read({ deployment: "record.json" }),
        (error) => error instanceof SettingError && error.message.includes(`${field}: `),
      );
    }
  });

  const wrong: [string, unknown, RegExp][] = [
    ["is not JSON", "{", /is not JSON/],
    ["has an unknown field", { privateKey: KEY }, /privateKey/],
    ["names no URL", { rpcUrl: "localhost" }, /rpcUrl/],
    ["has an incomplete deployment", { deployment: { chainId: 1 } }, /deployment/],
  ];
  for (const [title, content, message] of wrong) {
    it(`are refused, naming the field, when capsule.json ${title}`, async () => {
      await write("capsule.json", content);
      await assert.rejects(read(), (error) => error instanceof SettingError && message.test(error.message));
    });
  }

  it("are refused when a file that was named is missing", async () => {
    await assert.rejects(read({ config: "none.json" }), SettingError);
    await assert.rejects(read({ deployment: "none.json" }), SettingError);
  });

  it("take the private key from its file, else from the environment", async () => {
    await write("key", `${KEY}\n`);
    const fromFile = await signingAccount(await read({ keyFile: "key" }), {});
    const fromEnvironment = await signingAccount(await read(), { CAPSULE_PRIVATE_KEY: KEY });
    assert.equal(fromFile.address, fromEnvironment.address);
    await assert.rejects(signingAccount(await read(), {}), SettingError);
  });

  it("never repeat a wrong private key", async () => {
    await write("key", `${KEY}ff`);
    const refused = await signingAccount(await read({ keyFile: "key" }), {}).catch((error: unknown) => error);
    assert.ok(refused instanceof SettingError);
    assert.ok(!`${refused.message}${refused.hint}${refused.stack}`.includes("2222"));
  });
});
