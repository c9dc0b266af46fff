import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { fileFromBytes } from "@capsule-protocol/runtime/publish/sourceFile.ts";
import { viemPublishChain } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { type PublishedCapsule, publishCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { gatewayReader, kuboWriter } from "@capsule-protocol/runtime/storage/index.ts";
import { findCapsules, findUsage } from "@capsule-protocol/sdk/indexer/index.ts";
import { type Hex, toHex } from "viem";
import { getBlock, getTransactionCount, sendTransaction, waitForTransactionReceipt } from "viem/actions";
import { localAccounts } from "../devnet/accounts.ts";
import { actorAt } from "../devnet/demo/scene.ts";
import { checkHealth } from "../devnet/health.ts";
import { localClient, passSeconds } from "../devnet/localChain.ts";
import { sealsOf, sellRuns } from "../devnet/seed/metering.ts";
import { type Stack, startStack } from "../devnet/stack.ts";
import { descendantsOf, eventually, isAlive } from "./processes.ts";

const DEV = fileURLToPath(new URL("../devnet/dev.ts", import.meta.url));
const DAY = 86_400;
const CREATOR = 1;

describe("local stack whose state is kept", function () {
  this.timeout(300_000);
  let state: string;
  before(() => {
    state = mkdtempSync(join(tmpdir(), "capsule-kept-test-"));
  });
  after(() => rmSync(state, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));

  it("goes on after it was stopped, and after it was killed: same chain, files, keepers, and the same index", async () => {
    const begun = await begin(state);
    const killed = await goOnAndKill(state, begun.stack);
    const stack = await startStack({ state, indexer: true });
    try {
      const { deployment, record, threshold, keepers, indexer } = stack;
      assert.ok(stack.state?.isContinued && indexer);
      const identity = (one: Stack) => one.keepers.map(({ url, operator }) => [url, operator]);
      assert.deepEqual([deployment, record, threshold], [begun.stack.deployment, begun.stack.record, 2]);
      assert.deepEqual(identity(stack), identity(begun.stack));
      assert.equal(keepers.length, 2);
      const client = localClient(stack.rpcUrl);
      for (const { number, hash } of [begun.last, killed.last]) {
        assert.equal((await getBlock(client, { blockNumber: number })).hash, hash);
      }
      assert.ok((await getBlock(client)).timestamp > killed.last.timestamp);
      const address = localAccounts(7)[6]?.address as Hex;
      assert.equal(await getTransactionCount(client, { address }), 2);
      await askForAll(stack, begun.published);
      assert.deepEqual(
        (await checkHealth(stack)).flatMap(({ problem }) => problem ?? []),
        [],
      );
    } finally {
      await stack.stop();
    }
  });
});

/** A new stack with an encrypted work on a chain whose clock is ahead, stopped after a last transaction. */
async function begin(state: string) {
  const stack = await startStack({ keepers: 2, threshold: 2, state });
  try {
    assert.equal(stack.state?.isContinued, false);
    const published = await publish(stack);
    await passSeconds(stack.rpcUrl, DAY);
    await stack.state.keep();
    return { stack, published, last: await transact(stack.rpcUrl) };
  } finally {
    await stack.stop();
  }
}

/** `npm run dev` with the same state: it deploys and seeds nothing, and is killed when a transaction was kept. */
async function goOnAndKill(state: string, { keepers, deployment }: Stack) {
  const dev = spawn(process.execPath, [DEV, "--state", state], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  dev.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  assert.ok(await eventually(() => output.includes(`--state ${state}\n`), 240_000), output);
  assert.ok(!/deployed\n|generated|seeded/.test(output.replace("subgraph deployed", "")), output);
  for (const expected of [deployment.registry, deployment.market, ...keepers.map(({ url }) => url)]) {
    assert.ok(output.includes(expected), expected);
  }
  const [, rpcUrl = ""] = /^Chain +(\S+)/m.exec(output) ?? [];
  const last = await transact(rpcUrl);
  const kept = () => gunzipSync(readFileSync(join(state, "chain.json.gz"))).includes(last.transaction);
  assert.ok(await eventually(kept, 30_000));
  const pids = descendantsOf(dev.pid as number);
  dev.kill("SIGKILL");
  assert.ok(await eventually(() => !pids.some(isAlive)), `left: ${pids.filter(isAlive)}`);
  return { last };
}

/** The work is in the index, its files are in IPFS, and its keepers hand out its key, as the chain then says. */
async function askForAll(stack: Stack, published: PublishedCapsule): Promise<void> {
  const url = stack.indexer?.url ?? "";
  const { capsuleId } = published.binding;
  await sellRuns(stack, published, CREATOR);
  await stack.indexer?.synced();
  const capsules = await findCapsules({ url }, {});
  assert.deepEqual(
    capsules.map(({ id, manifest }) => [BigInt(id), manifest?.name]),
    [[capsuleId, "Diary"]],
  );
  const { capsule } = await findUsage({ url }, { capsuleId, from: 0n, to: 1_000_000n });
  assert.equal(capsule?.runsUsed, 40n);
}

function publish(stack: Stack): Promise<PublishedCapsule> {
  const { get } = gatewayReader({ url: stack.ipfsUrl });
  const { put } = kuboWriter({ url: stack.ipfsUrl });
  const license = { name: "License of a test", text: "You may read it.\n" };
  const chain = viemPublishChain(actorAt(stack, CREATOR, "creator").client, stack.deployment);
  return publishCapsule({
    salt: toHex(1, { size: 32 }),
    publication: { name: "Diary", kind: "dataset", description: "What was kept.", tags: [], license },
    files: [fileFromBytes("diary.txt", new TextEncoder().encode("Dear diary,\n"))],
    ports: { chain, blocks: { get, put }, seals: sealsOf(stack) },
  });
}

/** The seventh account sends something. */
async function transact(rpcUrl: string) {
  const client = localClient(rpcUrl, localAccounts(7)[6]?.account);
  const to = localAccounts(8)[7]?.address as Hex;
  const transaction = await sendTransaction(client, { to, value: 1n } as never);
  const { blockNumber } = await waitForTransactionReceipt(client, { hash: transaction });
  const { number, hash, timestamp } = await getBlock(client, { blockNumber });
  return { transaction, number, hash, timestamp };
}
