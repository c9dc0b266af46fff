import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getProposalIds } from "@capsule-protocol/sdk/actions/governance/getProposalIds.ts";
import type { Address } from "viem";
import { localAccounts } from "../../devnet/accounts.ts";
import { type Guard, startGuard } from "../../devnet/guard.ts";
import { hasCode } from "../../src/create2.ts";
import { DirtyWorkingTreeError } from "../../src/errors.ts";
import { originsPath, readOrigin, recordLive } from "../../src/origins.ts";
import { readRecord, writeRecord } from "../../src/record.ts";
import { requireCommitted, sourcesCommit } from "../../src/workingTree.ts";
import { afterTransactions, startFailingNode } from "../failingNode.ts";
import { artifacts, FOLDER } from "../localChain.ts";
import { COMMIT, carryOut, MIGRATE, type Scene, SOURCES, startScene } from "./scene.ts";

const PROPOSE = fileURLToPath(new URL("../../src/upgradePropose.ts", import.meta.url));
const VERIFY = fileURLToPath(new URL("../../src/upgradeVerify.ts", import.meta.url));
const GOV = fileURLToPath(new URL("../../src/gov.ts", import.meta.url));
const CLI = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));
/** Not that of local chains: nothing may depend on it. */
const OTHER_CHAIN = 84532;
const KEY = localAccounts(1)[0]?.privateKey as string;

function run(script: string, args: readonly string[], key = KEY) {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, CAPSULE_VOTER_KEY: key } });
  const result = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (result.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (result.stderr += text));
  return new Promise<{ code: number | null; stderr: string; json: never }>((resolve) =>
    child.once("close", (code) => resolve({ code, ...result, json: JSON.parse(result.stdout || "null") as never })),
  );
}

describe("the commands upgrade:propose and upgrade:verify", function () {
  this.timeout(300_000);
  let guard: Guard;
  let scene: Scene;
  let folder: string;
  let common: string[];
  let proposing: string[];
  /** How a proposal ended whose node went away after its first transaction, and what was there then. */
  let interrupted: { exit: number | null; error: string; proposals: readonly bigint[]; written: boolean };
  let proposed: { proposalId: string; path: string; implementation: string };
  before(async () => {
    guard = startGuard();
    scene = await startScene(guard, OTHER_CHAIN);
    folder = guard.directory("capsule-upgrade-");
    const record = join(folder, "record.json");
    writeRecord(record, scene.record);
    await recordLive(record, scene.record, await artifacts());
    const files = ["--record", record, "--proposals", join(folder, "proposals"), "--artifacts", FOLDER];
    common = ["--rpc", scene.url, ...files, "--json"];
    const next = ["--with", "NextKeeperRegistry", "--source", SOURCES.NextKeeperRegistry, "--call-data", MIGRATE];
    proposing = ["--contract", "KeeperRegistry", ...next, ...common, "--allow-dirty"];
    interrupted = await interrupt();
    const { code, json, stderr } = await run(PROPOSE, proposing);
    assert.equal(code, 0, stderr);
    proposed = json;
  });
  after(() => guard?.close());

  const proposalIds = () => getProposalIds(scene.client, { deployment: scene.deployment });
  async function interrupt(): Promise<typeof interrupted> {
    const read = () => readFileSync(join(folder, "record.json"), "utf8");
    const before = read();
    const failing = await startFailingNode(scene.url, afterTransactions(1));
    const through = proposing.map((flag) => (flag === scene.url ? failing.url : flag));
    const { code, json } = await run(PROPOSE, through);
    failing.close();
    const proposals = await proposalIds();
    const written = read() !== before || existsSync(join(folder, "proposals"));
    return { exit: code, error: (json as { error: { code: string } }).error.code, proposals, written };
  }
  const refused = async (code: string, script: string, args: readonly string[], key?: string) => {
    const { code: exit, json } = await run(script, args, key);
    assert.deepEqual([exit, (json as { error: { code: string } }).error.code], [1, code], args.join(" "));
  };

  it("know of every live implementation where it comes from", async () => {
    const { contracts } = scene.record;
    const record = join(folder, "record.json");
    const origins = Object.values(contracts).map(({ implementation }) => readOrigin(record, implementation));
    assert.deepEqual(
      origins.map(({ contract }) => contract),
      Object.keys(contracts),
    );
    const { registry, accessToken, market, trainingPool, disputeCourt } = scene.deployment;
    const splitter = readOrigin(record, contracts.RoyaltySplitter.implementation);
    assert.deepEqual(splitter.constructorArguments, [registry, accessToken, market, trainingPool, disputeCourt]);
    assert.ok(splitter.layout.namespaces?.["erc7201:capsule.storage.RoyaltySplitter"]?.length);
    const governor = readOrigin(record, contracts.CapsuleGovernor.implementation);
    assert.equal(await hasCode(scene.client, governor.constructorArguments[0] as Address), true);
  });

  it("of a node that goes away in the middle nothing is proposed or written, and it can be run again", async () => {
    assert.deepEqual(interrupted, { exit: 1, error: "RPC_UNREACHABLE", proposals: [], written: false });
    assert.deepEqual((await proposalIds()).map(String), [proposed.proposalId]);
  });

  it("propose, and verify with exit code 0; a report that was tampered with fails with exit code 1", async () => {
    const { proposalId, path, implementation } = proposed;
    assert.deepEqual((await proposalIds()).map(String), [proposalId]);
    const origins = JSON.parse(readFileSync(originsPath(join(folder, "record.json")), "utf8"));
    assert.equal(origins[implementation].contract, "NextKeeperRegistry");

    const { pendingImplementation } = readRecord(join(folder, "record.json")).contracts.KeeperRegistry;
    assert.deepEqual(
      [pendingImplementation?.implementation, String(pendingImplementation?.proposalId)],
      [implementation, proposalId],
    );

    const verifying = ["--proposal", proposalId, ...common];
    const verified = await run(VERIFY, verifying);
    assert.deepEqual([verified.code, (verified.json as { pass: boolean }).pass], [0, true], verified.stderr);
    assert.match(verified.stderr, /PASS\n$/);

    const report = join(path, "report.md");
    const published = readFileSync(report, "utf8");
    writeFileSync(report, published.replace("every function", "any function"));
    const tampered = await run(VERIFY, verifying);
    assert.deepEqual([tampered.code, (tampered.json as { pass: boolean }).pass], [1, false]);
    assert.match(tampered.stderr, /\n {4}- .*any function[^\n]*\n {4}\+ .*every function/);
    writeFileSync(report, published);
  });

  it("leaves the sending to another wallet, or to nobody", async () => {
    const before = readdirSync(join(folder, "proposals"));
    const proposer = ["--proposer", scene.deployment.timelock];
    const unsigned = await run(PROPOSE, [...proposing, ...proposer, "--unsigned"], "none");
    assert.equal(unsigned.code, 0, unsigned.stderr);
    const { path, transactions } = unsigned.json as { path: string; transactions: { to: string }[] };
    assert.equal(transactions.at(-1)?.to, scene.deployment.governor);
    assert.match(
      readFileSync(join(path, "description.md"), "utf8"),
      new RegExp(`#proposer=${scene.deployment.timelock}$`),
    );
    assert.equal(readdirSync(join(folder, "proposals")).length, before.length + 1);
    const dry = await run(PROPOSE, [...proposing, ...proposer, "--dry-run"], "none");
    assert.equal((dry.json as { dryRun: boolean }).dryRun, true, dry.stderr);
    assert.match(dry.stderr, /# Upgrade of KeeperRegistry/);
    assert.equal(readdirSync(join(folder, "proposals")).length, before.length + 1);
  });

  it("say what is wrong, with exit code 1, and leave nothing behind", async () => {
    const before = readdirSync(join(folder, "proposals"));
    const contract = (name: string) => ["--contract", name, ...common, "--allow-dirty"];
    // The same sources with the recorded arguments and library give the very code that is live.
    for (const name of ["RoyaltySplitter", "AccessToken"]) await refused("ALREADY_LIVE", PROPOSE, contract(name));
    await refused("UPGRADE_REFUSED", PROPOSE, [...contract("KeeperRegistry"), "--with", "PriceOracle"]);
    await refused("INVALID_ARGUMENT", PROPOSE, contract("Nothing"));
    await refused("VOTER_KEY_MISSING", PROPOSE, proposing, "none");
    await refused("INVALID_ARGUMENT", PROPOSE, [...proposing, "--unsigned", "--proposer", "me"]);
    await refused("INVALID_ARGUMENT", PROPOSE, [...proposing, "--arguments", "{}"]);
    await refused("GOVERNOR_NONEXISTENT_PROPOSAL", VERIFY, ["--proposal", "1", ...common]);
    await refused("INVALID_ARGUMENT", VERIFY, ["--proposal", "0x1", ...common]);
    const gone = common.map((flag) => (flag === scene.url ? "http://127.0.0.1:9" : flag));
    await refused("RPC_UNREACHABLE", VERIFY, ["--proposal", "1", ...gone]);
    const other = join(folder, "other.json");
    const elsewhere = proposing.map((flag) => (flag === join(folder, "record.json") ? other : flag));
    writeRecord(other, scene.record);
    await refused("ORIGIN_MISSING", PROPOSE, elsewhere);
    writeRecord(other, { ...scene.record, chainId: 10 });
    await refused("WRONG_CHAIN", VERIFY, ["--proposal", "1", "--record", other, "--rpc", scene.url, "--json"]);
    assert.deepEqual(readdirSync(join(folder, "proposals")), before);
  });

  it("sources that differ from their commit are refused, unless that is agreed to", async () => {
    const project = guard.directory("capsule-sources-");
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: project });
    assert.equal(await sourcesCommit(project), "unknown");
    git("init", "--quiet");
    git("commit", "--quiet", "--allow-empty", "--message", "first");
    const commit = await sourcesCommit(project);
    assert.match(commit, /^[0-9a-f]{40}$/);
    requireCommitted(commit);
    writeFileSync(join(project, "changed.sol"), "");
    assert.equal(await sourcesCommit(project), `${commit}-dirty`);
    assert.throws(() => requireCommitted(`${commit}-dirty`), DirtyWorkingTreeError);
    assert.throws(() => requireCommitted("unknown"), DirtyWorkingTreeError);
    requireCommitted(`${commit}-dirty`, true);
  });

  it("verify what was executed, too, and bring the record up to date", async () => {
    const { proposalId, implementation } = proposed;
    const snapshot = await scene.node.snapshot();
    const recorded = readFileSync(join(folder, "record.json"), "utf8");
    const record = ["--rpc", scene.url, "--record", join(folder, "record.json"), "--json"];
    const check = async (...more: string[]) => {
      const { code, json } = await run(CLI, ["check", ...record, ...more]);
      const { differences, pending } = json as { differences: { found: string }[]; pending: { state: string }[] };
      return { code, found: differences.map(({ found }) => found), states: pending.map(({ state }) => state) };
    };
    assert.deepEqual(await check(), { code: 0, found: [], states: ["pending"] });
    await carryOut(scene, BigInt(proposalId));
    await refused("GOVERNOR_UNEXPECTED_PROPOSAL_STATE", GOV, ["vote", proposalId, "--support", "for", ...record]);
    const outdated = await check();
    const ended = `proposal ${proposalId} executed`;
    assert.deepEqual(outdated, { code: 1, found: [implementation, ended], states: ["executed"] });
    assert.deepEqual(await check("--update"), { code: 0, found: [], states: [] });
    const { startBlock, contracts } = readRecord(join(folder, "record.json"));
    const { KeeperRegistry, Market } = contracts;
    assert.equal(KeeperRegistry.implementation, implementation);
    assert.ok(KeeperRegistry.commit.startsWith(COMMIT), KeeperRegistry.commit);
    assert.ok(KeeperRegistry.block > startBlock && Market.block === startBlock);
    assert.deepEqual(Market, scene.record.contracts.Market);
    const verified = await run(VERIFY, ["--proposal", proposalId, ...common]);
    assert.equal(verified.code, 0, verified.stderr);
    const done = new RegExp(
      `✓ Executed as it was voted for: in block \\d+ by 0x\\w+, the proxy got ${implementation}, and has it`,
    );
    assert.match(verified.stderr, done);
    assert.match(verified.stderr, /PASS\n$/);
    writeFileSync(join(folder, "record.json"), recorded);
    await scene.node.revert({ id: snapshot });
  });
});
