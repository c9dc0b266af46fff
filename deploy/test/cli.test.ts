import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFeedFunction } from "@capsule-protocol/sdk/generated/priceOracle.ts";
import { type Address, createClient, decodeFunctionData, type Hex, http, zeroAddress } from "viem";
import { getTransactionCount } from "viem/actions";
import { localAccounts } from "../devnet/accounts.ts";
import { startAnvil } from "../devnet/anvil.ts";
import { buildContracts } from "../src/buildContracts.ts";
import { readRecord } from "../src/record.ts";
import { afterTransactions, startFailingNode } from "./failingNode.ts";
import { FOLDER, guarded, keeperSet } from "./localChain.ts";

const CLI = fileURLToPath(new URL("../src/cli.ts", import.meta.url));
const CONFIG = fileURLToPath(new URL("../config/31337.json", import.meta.url));
const KEY = localAccounts(1)[0]?.privateKey as string;

const DEPLOYER = localAccounts(1)[0]?.address as Address;
const PUBLIC_CHAIN = 84532;
const FEED = localAccounts(2)[1]?.address as string;

type Run = { code: number | null; stdout: string; stderr: string };

function run(args: readonly string[], environment: Record<string, string> = {}): Promise<Run> {
  const { CAPSULE_DEPLOYER_KEY: _, ...env } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...env, ...environment } });
  const result = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (result.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (result.stderr += text));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...result })));
}

/** A chain, and a directory with a keeper set and a key. */
function scene<result>(test: (flags: string[], directory: string) => Promise<result>): Promise<result> {
  return guarded(async (guard) => {
    const { url } = await startAnvil(guard);
    const directory = guard.directory("capsule-cli-");
    writeFileSync(join(directory, "keepers.json"), JSON.stringify(keeperSet));
    writeFileSync(join(directory, "key"), `${KEY}\n`);
    const inputs = ["--config", CONFIG, "--keepers", join(directory, "keepers.json"), "--artifacts", FOLDER];
    return test(["deploy", "--rpc", url, ...inputs, "--record", join(directory, "record.json")], directory);
  });
}

describe("the command deploy", function () {
  this.timeout(300_000);
  before(() => buildContracts("default"));

  it("deploys with the key of a file, though a node went away meanwhile, and writes the record; run again, it changes nothing", () =>
    scene(async (flags, directory) => {
      const keyFile = ["--key-file", join(directory, "key")];
      const rpc = flags[flags.indexOf("--rpc") + 1] as string;
      const failing = await startFailingNode(rpc, afterTransactions(3));
      const through = flags.map((flag) => (flag === rpc ? failing.url : flag));
      const gone = await run([...through, ...keyFile, "--json"]);
      failing.close();
      assert.deepEqual([gone.code, JSON.parse(gone.stdout).error.code], [1, "RPC_UNREACHABLE"]);
      assert.equal(existsSync(join(directory, "record.json")), false);
      const first = await run([...flags, ...keyFile, "--json"]);
      assert.equal(first.code, 0, first.stderr);
      const { record, steps } = JSON.parse(first.stdout);
      const found = steps.filter(({ hash }: { hash?: string }) => hash === undefined);
      assert.equal(found.length, 4, "the deployment proxy was there, and three were put in place before the node went");
      assert.equal(readRecord(join(directory, "record.json")).genesis.address, record.genesis.address);
      assert.match(steps.find(({ name }: { name: string }) => name === "protocol").hash, /^0x/);
      const text = readFileSync(join(directory, "record.json"), "utf8");
      const second = await run([...flags, ...keyFile]);
      assert.equal(second.code, 0, second.stderr);
      assert.match(second.stdout, /✓ protocol: there already/);
      assert.equal(readFileSync(join(directory, "record.json"), "utf8"), text);
    }));

  it("check compares chain, record and config: nothing to say, or each difference and exit code 1", () =>
    scene(async (flags, directory) => {
      const first = await run(flags, { CAPSULE_DEPLOYER_KEY: KEY });
      assert.equal(first.code, 0, first.stderr);
      const record = join(directory, "record.json");
      const compared = ["check", "--rpc", flags[flags.indexOf("--rpc") + 1] ?? "", "--record", record];
      const same = await run([...compared, "--config", CONFIG]);
      assert.deepEqual([same.code, same.stdout], [0, `✓ The chain is as ${record} and ${CONFIG} say.\n`]);
      const changed = JSON.parse(readFileSync(record, "utf8"));
      changed.startBlock = "1234";
      writeFileSync(record, JSON.stringify(changed));
      const other = await run([...compared, "--json"]);
      assert.equal(other.code, 1);
      const { ok, differences } = JSON.parse(other.stdout);
      assert.equal(ok, false);
      assert.deepEqual(
        differences.map(({ source, expected }: { source: string; expected: string }) => [source, expected]),
        [["record", "1234"]],
      );
    }));

  it("prints the call that has to be voted on for a price feed that the config names since", () =>
    scene(async (flags, directory) => {
      const first = await run(flags, { CAPSULE_DEPLOYER_KEY: KEY });
      assert.equal(first.code, 0, first.stderr);
      const feed = { currency: zeroAddress, aggregator: FEED, maxAge: 3600, minimum: "1", maximum: "2" };
      const config = { ...JSON.parse(readFileSync(CONFIG, "utf8")), priceFeeds: [feed] };
      copyFileSync(join(CONFIG, "..", config.collection), join(directory, config.collection));
      writeFileSync(join(directory, "config.json"), JSON.stringify(config));
      const chosen = flags.map((flag) => (flag === CONFIG ? join(directory, "config.json") : flag));
      const { code, stdout, stderr } = await run(chosen, { CAPSULE_DEPLOYER_KEY: KEY });
      assert.equal(code, 0, stderr);
      const { contracts } = readRecord(join(directory, "record.json"));
      const [, to, data] = /→ price feed of 0x0{40}: governance has to call (\S+) with (\S+)/.exec(stdout) ?? [];
      assert.equal(to, contracts.PriceOracle.address);
      const { functionName, args } = decodeFunctionData({ abi: [setFeedFunction], data: data as Hex });
      const { currency, ...terms } = { ...feed, minimum: 1n, maximum: 2n };
      assert.deepEqual([functionName, args], ["setFeed", [currency, terms]]);
    }));

  it("for another wallet it prints what is missing, or batches for a Safe, without a key; afterwards it writes the record", () =>
    scene(async (flags, directory) => {
      const [account] = localAccounts(1);
      const unsigned = [...flags, "--unsigned", account?.address ?? ""];
      const { code, stdout, stderr } = await run(unsigned);
      assert.equal(code, 0, stderr);
      const { chainId, from, transactions } = JSON.parse(stdout);
      assert.deepEqual([chainId, from], [31337, account?.address]);
      const safe = JSON.parse((await run([...unsigned, "--safe"])).stdout);
      const batched = safe.flatMap((batch: { transactions: object[] }) => batch.transactions);
      assert.equal(batched.length, transactions.length);
      const record = join(directory, "record.json");
      assert.equal(existsSync(record), false);
      assert.equal((await run(flags, { CAPSULE_DEPLOYER_KEY: KEY })).code, 0);
      const written = readFileSync(record, "utf8");
      rmSync(record);
      const again = await run(unsigned);
      assert.equal(again.code, 0, again.stderr);
      assert.equal(readFileSync(record, "utf8"), written);
      const wrong = await run([...flags, "--unsigned", "me", "--json"]);
      assert.equal(JSON.parse(wrong.stdout).error.code, "INVALID_ARGUMENT");
    }));

  it("takes the key from the environment", () =>
    scene(async (flags) => {
      const { code, stdout, stderr } = await run(flags, { CAPSULE_DEPLOYER_KEY: KEY });
      assert.equal(code, 0, stderr);
      assert.match(stdout, /✓ protocol: 0x[0-9a-f]{64}, \d+ gas/);
      assert.ok(!`${stdout}${stderr}`.includes(KEY.slice(2)), "the key was printed");
    }));

  it("without a key, or with something else in its place, it says where to put one and sends nothing", () =>
    scene(async (flags, directory) => {
      const none = await run([...flags, "--json"]);
      assert.equal(none.code, 1);
      const { error } = JSON.parse(none.stdout);
      assert.equal(error.code, "DEPLOYER_KEY_MISSING");
      assert.match(error.hint, /--key-file/);
      const wrong = await run([...flags, "--key-file", join(directory, "keepers.json")]);
      assert.equal(wrong.code, 1);
      assert.match(wrong.stderr, /holds no private key/);
    }));

  it("puts on a public chain what a commit gives, and nothing else unless that is agreed to", () =>
    guarded(async (guard) => {
      const { url } = await startAnvil(guard, { chainId: PUBLIC_CHAIN, args: ["--code-size-limit", "32768"] });
      const directory = guard.directory("capsule-cli-");
      const example = JSON.parse(readFileSync(join(CONFIG, "../production.example.json"), "utf8"));
      const governance = { ...example.governance, holder: FEED };
      copyFileSync(join(CONFIG, "..", example.collection), join(directory, example.collection));
      const chosen = { ...example, chainId: PUBLIC_CHAIN, treasury: FEED, priceFeeds: [], governance };
      writeFileSync(join(directory, "config.json"), JSON.stringify(chosen));
      writeFileSync(join(directory, "keepers.json"), JSON.stringify(keeperSet));
      const git = (...args: string[]) =>
        execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: directory });
      git("init", "--quiet");
      git("commit", "--quiet", "--allow-empty", "--message", "first");
      const files = { config: "config.json", keepers: "keepers.json", record: "record.json" };
      const paths = Object.entries(files).flatMap(([name, file]) => [`--${name}`, join(directory, file)]);
      const flags = ["deploy", "--rpc", url, ...paths, "--json"];
      // In the eyes of a repository that has no file of them, all sources are changed.
      const key = { CAPSULE_DEPLOYER_KEY: KEY };
      const elsewhere = { ...key, GIT_DIR: join(directory, ".git") };
      const unsigned = ["--unsigned", DEPLOYER];
      for (const more of [[], unsigned]) {
        const dirty = await run([...flags, ...more], elsewhere);
        const { code, message } = JSON.parse(dirty.stdout).error;
        assert.deepEqual([dirty.code, code], [1, "DIRTY_WORKING_TREE"]);
        assert.match(message, /[0-9a-f]{40}-dirty/);
      }
      const artifacts = ["--artifacts", FOLDER];
      const built = await run([...flags, ...artifacts], key);
      assert.deepEqual([built.code, JSON.parse(built.stdout).error.code], [1, "DIRTY_WORKING_TREE"]);
      const client = createClient({ transport: http(url) });
      assert.equal(await getTransactionCount(client, { address: DEPLOYER }), 0);
      assert.equal(existsSync(join(directory, "record.json")), false);
      const agreed = await run([...flags, ...artifacts, "--allow-dirty"], key);
      assert.equal(agreed.code, 0, agreed.stderr);
      const { chainId, genesis, contracts } = readRecord(join(directory, "record.json"));
      assert.deepEqual([chainId, genesis.commit, contracts.Market.commit], [PUBLIC_CHAIN, "unknown", "unknown"]);
    }));

  it("contracts that aren't compiled are an error that says how to compile them", () =>
    scene(async (flags, directory) => {
      const { code, stderr } = await run([...flags, "--artifacts", directory], { CAPSULE_DEPLOYER_KEY: KEY });
      assert.equal(code, 1);
      assert.match(stderr, /Genesis is not compiled/);
      assert.match(stderr, /forge -- build/);
    }));
});
