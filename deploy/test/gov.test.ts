import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { delegate } from "@capsule-protocol/sdk/actions/governance/delegate.ts";
import { getProposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import { propose } from "@capsule-protocol/sdk/actions/governance/propose.ts";
import { queueProposal } from "@capsule-protocol/sdk/actions/governance/queueProposal.ts";
import { deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { setProtocolFeeFunction } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { createTestClient, encodeFunctionData, http } from "viem";
import { anvil as anvilChain } from "viem/chains";
import { localAccounts } from "../devnet/accounts.ts";
import { startAnvil } from "../devnet/anvil.ts";
import type { Guard } from "../devnet/guard.ts";
import { localClient } from "../devnet/localChain.ts";
import { deployProtocol } from "../src/deployProtocol.ts";
import { writeRecord } from "../src/record.ts";
import { afterTransactions, startFailingNode } from "./failingNode.ts";
import { artifacts, config, deployer, guarded, keeperSet } from "./localChain.ts";

const CLI = fileURLToPath(new URL("../src/gov.ts", import.meta.url));
const KEYS = localAccounts(3).map(({ privateKey }) => privateKey);
const NO_CHAIN = "http://127.0.0.1:9";

type Run = { code: number | null; stdout: string; stderr: string };

function run(args: readonly string[], key?: string): Promise<Run> {
  const { CAPSULE_VOTER_KEY: _, ...env } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...env, ...(key && { CAPSULE_VOTER_KEY: key }) } });
  const result = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (result.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (result.stderr += text));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...result })));
}

const governance = { ...config.governance, holder: deployer.address };

/** A chain with the protocol, whose deployer holds all votes. */
async function governed(guard: Guard) {
  const { url } = await startAnvil(guard);
  const directory = guard.directory("capsule-gov-");
  const client = localClient(url, deployer);
  const chosen = { ...config, governance };
  const record = await deployProtocol({ client, artifacts: await artifacts(), config: chosen, keeperSet });
  const recordFile = join(directory, "record.json");
  writeRecord(recordFile, record);
  const node = createTestClient({ mode: "anvil", chain: anvilChain, transport: http(url) });
  const pass = (seconds: number) => node.mine({ blocks: 2, interval: seconds });
  return { url, directory, client, record, recordFile, pass };
}

describe("the command gov", function () {
  this.timeout(600_000);

  it("delegates, proposes, lists, shows, votes, queues and executes, and says what is refused", () =>
    guarded(async (guard) => {
      const { url, directory, record, recordFile, pass } = await governed(guard);
      const data = encodeFunctionData({ abi: [setProtocolFeeFunction], args: [7] });
      const registry = record.contracts.CapsuleRegistry.address;
      writeFileSync(join(directory, "calls.json"), JSON.stringify([{ to: registry, data }]));
      writeFileSync(join(directory, "text.md"), "A lower fee\n");

      const flags = ["--rpc", url, "--record", recordFile, "--json"];
      const gov = async (args: readonly string[], key: string | undefined = KEYS[0]) => {
        const { code, stdout, stderr } = await run([...args, ...flags], key);
        return { code, stderr, json: stdout === "" ? undefined : JSON.parse(stdout) };
      };
      const does = async (...args: string[]) => {
        const { code, stderr, json } = await gov(args);
        assert.equal(code, 0, stderr);
        return json;
      };
      const refused = async (errorCode: string, args: readonly string[], key?: string) => {
        const { code, json } = await gov(args, key);
        assert.deepEqual([code, json.error.code], [1, errorCode], args.join(" "));
      };
      const proposing = [
        ...["propose", "--calls", join(directory, "calls.json"), "--description", join(directory, "text.md")],
      ];

      await refused("GOVERNOR_INSUFFICIENT_PROPOSER_VOTES", proposing);
      assert.equal((await does("delegate", deployer.address)).toDelegate, deployer.address);
      await pass(1);
      assert.deepEqual(await does(...proposing, "--dry-run"), { dryRun: true });
      assert.deepEqual((await does("list")).proposals, []);
      const { proposalId: id, description } = await does(...proposing);
      assert.equal(description, `A lower fee\n#proposer=${deployer.address}`);
      assert.equal((await does("list")).proposals[0].proposalId, id);
      const shown = await run(["show", id, ...flags.slice(0, 4)]);
      assert.match(shown.stdout, /State +pending/);
      assert.match(shown.stdout, /Call 1 +CapsuleRegistry\.setProtocolFee\(7\)/);

      await refused("GOVERNOR_UNEXPECTED_PROPOSAL_STATE", ["vote", id, "--support", "for"]);
      await pass(governance.votingDelay + 1);
      await refused("NO_VOTES", ["vote", id, "--support", "for"], KEYS[1]);
      assert.equal((await does("vote", id, "--support", "for", "--reason", "cheaper")).reason, "cheaper");
      await refused("GOVERNOR_ALREADY_CAST_VOTE", ["vote", id, "--support", "against"]);
      await refused("GOVERNOR_UNEXPECTED_PROPOSAL_STATE", ["queue", id]);
      await refused("GOVERNOR_UNABLE_TO_CANCEL", ["cancel", id]);
      await pass(governance.votingPeriod + 1);
      await refused("GOVERNOR_UNEXPECTED_PROPOSAL_STATE", ["vote", id, "--support", "against"]);
      await refused("GOVERNOR_UNEXPECTED_PROPOSAL_STATE", ["execute", id]);
      await does("queue", id);
      await refused("TOO_EARLY", ["execute", id]);
      await pass(governance.timelockDelay + 1);
      await does("execute", id);
      assert.equal((await does("show", id)).state, "executed");
      await refused("GOVERNOR_UNEXPECTED_PROPOSAL_STATE", ["execute", id]);

      for (const [name, ...more] of [["show"], ["vote", "--support", "for"], ["queue"], ["execute"], ["cancel"]]) {
        await refused("GOVERNOR_NONEXISTENT_PROPOSAL", [name as string, "1", ...more]);
      }
      await refused("INVALID_ARGUMENT", ["show", "0x12"]);
      await refused("INVALID_ARGUMENT", ["delegate", "me"]);
      await refused("VOTER_KEY_MISSING", ["queue", id], "nothing");
      const gone = await run(["list", "--rpc", NO_CHAIN, ...flags.slice(2)]);
      assert.deepEqual([gone.code, JSON.parse(gone.stdout).error.code], [1, "RPC_UNREACHABLE"]);
      const elsewhere = join(directory, "elsewhere.json");
      writeRecord(elsewhere, { ...record, chainId: 10 });
      for (const args of [["list"], ["delegate", deployer.address]]) {
        const { code, stdout } = await run([...args, "--rpc", url, "--record", elsewhere, "--json"], KEYS[0]);
        assert.deepEqual([code, JSON.parse(stdout).error.code], [1, "WRONG_CHAIN"]);
      }
    }));

  it("says that the node went away in the middle of a vote, and that it is too late to execute", () =>
    guarded(async (guard) => {
      const { url, client, record, recordFile, pass } = await governed(guard);
      const deployment = deploymentOf(record);
      await delegate.sync(client, { deployment, delegatee: deployer.address });
      await pass(1);
      const calls = [
        { to: deployment.registry, data: encodeFunctionData({ abi: [setProtocolFeeFunction], args: [7] }) },
      ];
      const { proposalId } = await propose.sync(client, { deployment, calls, description: "A lower fee" });
      await pass(governance.votingDelay + 1);
      const refused = async (code: string, args: readonly string[], rpc = url) => {
        const flags = ["--rpc", rpc, "--record", recordFile, "--json"];
        const done = await run([...args, ...flags], KEYS[0]);
        assert.deepEqual([done.code, JSON.parse(done.stdout).error.code], [1, code], done.stderr);
      };

      const voting = ["vote", `${proposalId}`, "--support", "for"];
      const failing = await startFailingNode(url, afterTransactions(1));
      await refused("RPC_UNREACHABLE", voting, failing.url);
      failing.close();
      const { votes } = await getProposal(client, { deployment, proposalId });
      assert.equal(votes.for, governance.supply, "it was sent before");
      await refused("GOVERNOR_ALREADY_CAST_VOTE", voting);

      await pass(governance.votingPeriod + 1);
      await queueProposal.sync(client, { deployment, proposalId });
      await pass(governance.timelockDelay + 15 * 86_400);
      assert.equal((await getProposal(client, { deployment, proposalId })).state, "expired");
      for (const command of ["execute", "queue"]) {
        await refused("GOVERNOR_UNEXPECTED_PROPOSAL_STATE", [command, `${proposalId}`]);
      }
    }));
});
