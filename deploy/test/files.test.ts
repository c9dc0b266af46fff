import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DeploymentRecord, deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { zeroAddress } from "viem";
import { deploymentsSource } from "../src/codegen.ts";
import { readConfig, readKeeperSet } from "../src/config.ts";
import { InvalidFileError } from "../src/errors.ts";
import { decimal } from "../src/jsonFile.ts";
import { readRecord, writeRecord } from "../src/record.ts";
import { exampleRecord } from "./exampleRecord.ts";
import { keeperSet } from "./localChain.ts";

const CONFIG = fileURLToPath(new URL("../config/31337.json", import.meta.url));
const COLLECTION = fileURLToPath(new URL("../config/collection.json", import.meta.url));
const ADDRESS = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const record = exampleRecord(() => ADDRESS, { startBlock: 123_456_789_012_345_678n });

describe("files of the deployment", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "capsule-files-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Writes a file and returns its path. */
  function file(name: string, content: unknown): string {
    const path = join(folder, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  }
  const refused = (work: () => unknown, ...fields: RegExp[]) =>
    assert.throws(work, (error) => {
      assert.ok(error instanceof InvalidFileError, String(error));
      for (const field of fields)
        assert.ok(
          error.issues.some((issue) => field.test(issue)),
          `${field}: ${error.issues}`,
        );
      return true;
    });

  it("the config of the local chain is valid, and names the digest of the collection's metadata", () => {
    const { contractDigest, chainId, feeBps } = readConfig(CONFIG);
    const digest = createHash("sha256").update(readFileSync(COLLECTION)).digest("hex");
    assert.deepEqual(
      { contractDigest, chainId, feeBps },
      { contractDigest: `0x${digest}`, chainId: 31337, feeBps: 250 },
    );
    assert.equal(JSON.parse(readFileSync(COLLECTION, "utf8")).name, "Capsules");
  });

  it("the example for public chains lacks nothing but accounts", () => {
    const example = join(CONFIG, "..", "production.example.json");
    assert.throws(
      () => readConfig(example),
      (error) => {
        assert.ok(error instanceof InvalidFileError);
        assert.deepEqual(error.issues, [
          "treasury: must not be the zero address",
          "governance.holder: must not be the zero address",
        ]);
        return true;
      },
    );
  });

  it("votes on a public chain leave time to learn of them and to leave", () => {
    const local = JSON.parse(readFileSync(CONFIG, "utf8"));
    copyFileSync(COLLECTION, join(folder, basename(COLLECTION)));
    const read = (governance: object, chainId = 1) =>
      readConfig(file("c.json", { ...local, chainId, governance: { ...local.governance, ...governance } }));
    const slow = { votingDelay: 86_400, votingPeriod: 259_200, lateQuorumExtension: 86_400, timelockDelay: 172_800 };
    assert.equal(read(slow).governance.supply, 10n ** 27n);
    for (const [name, least] of Object.entries(slow)) {
      refused(
        () => read({ ...slow, [name]: least - 1 }),
        new RegExp(`^governance\\.${name}: must be at least ${least}`),
      );
    }
    refused(() => read({ lateQuorumExtension: 11 }, 31337), /^governance\.lateQuorumExtension: must not be above/);
    refused(
      () => read({ proposalThreshold: "1000000001" }, 31337),
      /^governance\.proposalThreshold: must not be above/,
    );
    refused(() => read({ quorumPercent: 0 }, 31337), /^governance\.quorumPercent: /);
    refused(() => read({ holder: zeroAddress }, 31337), /^governance\.holder: /);
  });

  it("a config names each wrong field", () => {
    const config = JSON.parse(readFileSync(CONFIG, "utf8"));
    refused(() => readConfig(file("c.json", { ...config, feeBps: 501, guardian: "0x12" })), /^feeBps: /, /^guardian: /);
    refused(() => readConfig(file("c.json", { ...config, fee: 1 })), /fee/);
    refused(() => readConfig(file("c.json", config)), /^collection: .*collection\.json can't be read/);
    refused(() => readConfig(file("c.json", "{")), /JSON/);
    refused(() => readConfig(join(folder, "absent.json")), /ENOENT/);
  });

  it("a price feed is read with whole numbers, and needs an age, a band and a currency of its own", () => {
    const config = { ...JSON.parse(readFileSync(CONFIG, "utf8")), collection: basename(COLLECTION) };
    copyFileSync(COLLECTION, join(folder, config.collection));
    const feed = { currency: ADDRESS, aggregator: ADDRESS, maxAge: 3600, minimum: "1", maximum: `${2n ** 128n - 1n}` };
    const read = (...priceFeeds: object[]) => readConfig(file("c.json", { ...config, priceFeeds })).priceFeeds;
    assert.deepEqual(read(feed), [{ ...feed, minimum: 1n, maximum: 2n ** 128n - 1n }]);
    assert.equal(read(feed, { ...feed, currency: zeroAddress }).length, 2);
    refused(() => read(feed, feed), /^priceFeeds: .*twice/);
    refused(() => read({ ...feed, maxAge: 0 }), /^priceFeeds\.0\.maxAge: /);
    refused(() => read({ ...feed, minimum: "5", maximum: "5" }), /^priceFeeds\.0\.minimum: must be below/);
    refused(() => read({ ...feed, minimum: "0" }), /^priceFeeds\.0\.minimum: must be from 1/);
    refused(() => read({ ...feed, maximum: `${2n ** 128n}` }), /^priceFeeds\.0\.maximum: must be from 1/);
    refused(() => read({ ...feed, aggregator: "ETH/USD" }), /^priceFeeds\.0\.aggregator: must be an address/);
    for (const name of ["guardian", "council", "sequencerFeed", "priceFeeds"]) {
      const { [name]: _, ...rest } = config;
      refused(() => readConfig(file("c.json", rest)), new RegExp(`^${name}: `));
    }
  });

  it("a keeper set needs a majority as its threshold, and whole keys", () => {
    assert.deepEqual(readKeeperSet(file("k.json", keeperSet)), keeperSet);
    for (const threshold of [1, 4])
      refused(() => readKeeperSet(file("k.json", { ...keeperSet, threshold })), /^threshold: /);
    refused(() => readKeeperSet(file("k.json", { ...keeperSet, groupKey: "0x12" })), /^groupKey: must be 0x and 64/);
    const [first, ...others] = keeperSet.keepers;
    const keepers = [{ ...first, url: "ftp://keeper" }, ...others];
    refused(() => readKeeperSet(file("k.json", { ...keeperSet, keepers })), /^keepers\.0\.url: /);
  });

  it("a record is read back as it was written, its numbers whole, and leaves no other file", () => {
    const path = join(folder, "deep", "10.json");
    writeRecord(path, record);
    assert.deepEqual(readRecord(path), record);
    assert.deepEqual(readdirSync(join(folder, "deep")), ["10.json"]);
    assert.equal(deploymentOf(record).startBlock, record.startBlock);
  });

  it("a record that is not as its version says is refused, read or to be written", () => {
    const { KeeperRegistry, ...contracts } = record.contracts;
    const { version: _, ...unversioned } = KeeperRegistry;
    const { schemaVersion: __, ...older } = record;
    const wrong: [object, RegExp][] = [
      [older, /^schemaVersion: must be 1/],
      [{ ...record, schemaVersion: 2 }, /^schemaVersion: must be 1/],
      [{ ...record, contracts }, /^contracts\.KeeperRegistry: /],
      [
        { ...record, contracts: { ...contracts, KeeperRegistry: unversioned } },
        /^contracts\.KeeperRegistry\.version: /,
      ],
      [{ ...record, libraries: {} }, /^libraries\.OfferTerms: /],
      [{ ...record, libraries: { OfferTerms: record.libraries.OfferTerms } }, /^libraries\.OwnerFreeze: /],
      [{ ...record, note: "by hand" }, /note/],
    ];
    for (const [value, field] of wrong) {
      refused(() => readRecord(file("r.json", JSON.stringify(value, decimal))), field);
      refused(() => writeRecord(join(folder, "w.json"), value as DeploymentRecord), field);
    }
    assert.deepEqual(readdirSync(folder), ["r.json"]);
  });

  it("the SDK's constant has the deployment of each record, by chain id", async () => {
    mkdirSync(join(folder, "deploy/records"), { recursive: true });
    writeRecord(join(folder, "deploy/records/10.json"), record);
    writeRecord(join(folder, "deploy/records/1.json"), { ...record, chainId: 1 });
    const source = deploymentsSource(folder).replace(/^import .*$/m, "type Deployment = unknown;");
    const module = file("deployments.ts", source);
    const { deployments } = await import(module);
    assert.deepEqual(deployments, { 1: deploymentOf({ ...record, chainId: 1 }), 10: deploymentOf(record) });
  });

  it("a record under another chain's name is refused", () => {
    mkdirSync(join(folder, "deploy/records"), { recursive: true });
    writeRecord(join(folder, "deploy/records/5.json"), record);
    refused(() => deploymentsSource(folder), /^chainId: is 10/);
  });
});
