import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { convertUsd, digestToCid, getCurrentEpoch, getKeeperSet } from "@capsule-protocol/sdk";
import { deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { erc20Abi, parseAbi, zeroAddress } from "viem";
import {
  getBalance,
  getBlock,
  getBlockNumber,
  readContract,
  waitForTransactionReceipt,
  writeContract,
} from "viem/actions";
import { checkHealth } from "../devnet/health.ts";
import { localClient } from "../devnet/localChain.ts";
import { type Stack, startStack } from "../devnet/stack.ts";
import type { StackProgress } from "../devnet/startup.ts";
import { readConfig } from "../src/config.ts";
import { readRecord } from "../src/record.ts";
import { listenersOf } from "./listeners.ts";
import { answers, descendantsOf, eventually, isAlive } from "./processes.ts";
import { ownTemporaryFolder } from "./temporaryFolder.ts";

const CONFIG = fileURLToPath(new URL("../config/31337.json", import.meta.url));

describe("local stack", function () {
  this.timeout(300_000);
  const leftFiles = ownTemporaryFolder();

  describe("while it runs", () => {
    let stack: Stack;
    const progress: StackProgress[] = [];
    before(async () => {
      stack = await startStack({ keepers: 3, threshold: 2, onProgress: (event) => progress.push(event) });
    });
    after(() => stack?.stop());

    it("every part was reported as it began and as it was done", () => {
      const parts = ["chain", "ipfs", "keepers", "contracts", "key", "protocol", "service"];
      for (const status of ["start", "done"]) {
        const reported = progress.filter((event) => event.status === status).map(({ part }) => part);
        assert.deepEqual(reported.sort(), [...parts].sort());
      }
    });

    it("the chain goes on by itself, a block each second", async () => {
      const client = localClient(stack.rpcUrl);
      const first = await getBlock(client);
      assert.ok(await eventually(async () => (await getBlock(client)).timestamp >= first.timestamp + 2n));
    });

    it("finalize makes what has happened final", async () => {
      const client = localClient(stack.rpcUrl);
      const latest = await getBlockNumber(client, { cacheTime: 0 });
      await stack.finalize();
      assert.ok((await getBlock(client, { blockTag: "finalized" })).number >= latest);
    });

    it("the keepers on chain are those that serve, with the key they generated", async () => {
      const { deployment } = stack;
      const client = localClient(stack.rpcUrl);
      const epoch = await getCurrentEpoch(client, { deployment });
      const set = await getKeeperSet(client, { deployment, epoch });
      assert.equal(set.threshold, 2);
      assert.equal(set.keepers.length, 3);
      for (const [position, { url, operator, verificationShare, transportKey }] of set.keepers.entries()) {
        const key = await jsonAt(`${url}/key`);
        assert.equal(key.index, position + 1);
        assert.equal(key.groupKey, set.groupKey);
        assert.equal(key.verificationShare, verificationShare);
        assert.equal(key.transportKey, transportKey);
        assert.equal(String(key.operator).toLowerCase(), operator.toLowerCase());
        assert.equal((await jsonAt(`${url}/health`)).status, "ok");
      }
    });

    it("the collection's metadata can be fetched from IPFS by the digest on chain", async () => {
      const { contractDigest } = readConfig(CONFIG);
      const metadata = await jsonAt(`${stack.ipfsUrl}/ipfs/${digestToCid(contractDigest)}?format=raw`);
      assert.equal(metadata.name, "Capsules");
    });

    it("the record on disk is the deployment", () => {
      assert.deepEqual(deploymentOf(readRecord(stack.recordFile)), stack.deployment);
    });

    it("accounts are funded, and a test token gives each a million", async () => {
      const client = localClient(stack.rpcUrl);
      const token = await stack.deployTestToken();
      assert.equal(stack.accounts.length, 10);
      for (const { address } of stack.accounts.slice(1)) {
        assert.ok((await getBalance(client, { address })) >= 10n ** 21n);
        const call = { address: token, abi: erc20Abi, functionName: "balanceOf", args: [address] } as const;
        assert.equal(await readContract(client, call), 1_000_000_000_000n);
      }
    });

    it("a dollar has a price, that of the stand-in, which anyone may change", async () => {
      const { deployment, priceFeed, accounts } = stack;
      const client = localClient(stack.rpcUrl, accounts[5]?.account);
      const dollar = () => convertUsd(client, { deployment, currency: zeroAddress, cents: 100n });
      assert.equal(await dollar(), (10n ** 26n + 314_159_265_358n) / 314_159_265_359n);
      const abi = parseAbi(["function setAnswer(int256 answer)"]);
      const call = { address: priceFeed, abi, functionName: "setAnswer", args: [10n ** 11n] } as const;
      await waitForTransactionReceipt(client, { hash: await writeContract(client, call as never) });
      assert.equal(await dollar(), 10n ** 15n);
    });

    it("the ninth account may pause entries and end that; no other account may, the deployer neither", async () => {
      const { deployment, accounts } = stack;
      const pause = async (index: number, functionName: "pauseEntries" | "unpauseEntries", ...args: bigint[]) => {
        const client = localClient(stack.rpcUrl, accounts[index]?.account);
        const call = { address: deployment.accessToken, abi: accessTokenAbi, functionName, args };
        return waitForTransactionReceipt(client, { hash: await writeContract(client, call as never) });
      };
      for (const index of [0, 1]) await assert.rejects(pause(index, "pauseEntries", 60n), /AccessManagedUnauthorized/);
      assert.equal((await pause(8, "pauseEntries", 60n)).status, "success");
      await assert.rejects(pause(0, "unpauseEntries"), /AccessManagedUnauthorized/);
      assert.equal((await pause(8, "unpauseEntries")).status, "success");
    });

    it("a keeper can be stopped, and another replaced by noise, while the rest goes on", async () => {
      const [first, second, third] = stack.keepers;
      assert.ok(first && second && third);
      await second.stop();
      assert.equal(await answers(second.url), false);
      const garbage = await third.replaceByGarbage();
      const noise = Buffer.from(await (await fetch(`${third.url}/key`)).arrayBuffer());
      assert.throws(() => JSON.parse(noise.toString()));
      assert.equal(garbage.answers(), 1);
      assert.equal((await jsonAt(`${first.url}/health`)).status, "ok");
      const unwell = (await checkHealth(stack)).filter(({ problem }) => problem !== undefined);
      assert.deepEqual(
        unwell.map(({ part }) => part),
        ["keeper 2"],
      );
    });

    it("no secret is in what keepers log", () => {
      for (const { logFile } of stack.keepers) {
        const lines = readFileSync(logFile, "utf8").trim().split("\n");
        assert.ok(lines.some((line) => JSON.parse(line).event === "keeper.started"));
        for (const line of lines) assert.ok(!/secret|passphrase/i.test(line), line);
      }
    });
  });

  it("with an indexer, what the chain says is there to be asked by GraphQL, and all but graph-node is on loopback", async () => {
    const parts: string[] = [];
    const onProgress = ({ part, status }: StackProgress) => status === "done" && parts.push(part);
    const stack = await startStack({ keepers: 2, threshold: 2, indexer: true, onProgress });
    const { indexer, deployment } = stack;
    assert.ok(indexer && parts.includes("subgraph") && parts.includes("indexer"));
    await indexer.synced();
    const { contracts, indexerInfo } = await graphql(
      indexer.url,
      '{ contracts { id name } indexerInfo(id: "0x01") { chainId } }',
    );
    assert.equal(indexerInfo.chainId, "31337");
    const registry = contracts.find(({ name }: { name: string }) => name === "CapsuleRegistry");
    assert.equal(registry.id, deployment.registry.toLowerCase());
    const listeners = listenersOf([process.pid, ...descendantsOf(process.pid)]);
    // Its four servers can't be told to (graph-node #1877); whatever else this finds is ours to close.
    const open = listeners.filter(({ isLoopback }) => !isLoopback).map(({ pid }) => pid);
    assert.deepEqual(open, Array(4).fill(indexer.pid));
    for (const url of [stack.rpcUrl, stack.ipfsUrl, ...stack.keepers.map((keeper) => keeper.url)]) {
      assert.ok(
        listeners.some(({ port, isLoopback }) => isLoopback && port === Number(new URL(url).port)),
        url,
      );
    }
    await stack.stop();
    assert.equal(await answers(indexer.url), false);
    assert.ok(!isAlive(indexer.pid) && !existsSync(indexer.logFile));
    assert.deepEqual(leftFiles(), []);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
async function graphql(url: string, query: string): Promise<any> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ query }) });
  return ((await response.json()) as { data: unknown }).data;
}

async function jsonAt(url: string): Promise<Record<string, unknown>> {
  return (await (await fetch(url)).json()) as Record<string, unknown>;
}
