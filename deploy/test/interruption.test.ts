import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { DeploymentRecord } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { type Client, createClient, createTestClient, custom, HttpRequestError, http } from "viem";
import { getTransactionCount } from "viem/actions";
import { anvil as anvilChain } from "viem/chains";
import { startAnvil } from "../devnet/anvil.ts";
import type { Artifacts } from "../src/artifacts.ts";
import { deployProtocol } from "../src/deployProtocol.ts";
import { TransactionPendingError } from "../src/errors.ts";
import { artifacts, config, deployer, guarded, keeperSet } from "./localChain.ts";

const GONE = "the node is gone";

/** Of what a run leaves, all but where in the chain the creation stands. */
function lasting({ startBlock: _, transaction: __, contracts, ...rest }: DeploymentRecord) {
  const entries = Object.values(contracts).map(({ transaction: _transaction, block: _block, ...entry }) => entry);
  return { ...rest, entries };
}

/**
 * A client of a node that takes some transactions, `limit` at most, and is gone once it has the last one, as for a process
 * that is killed before it reads the answer.
 *
 * @param onCall is told of each call.
 */
function countingClient(url: string, limit = Number.POSITIVE_INFINITY, onCall: (method: string) => void = () => {}) {
  const { request } = http(url, { retryCount: 0 })({ chain: anvilChain });
  let sent = 0;
  const requireAlive = () => {
    if (sent === limit) throw new HttpRequestError({ url, details: GONE });
  };
  const transport = custom(
    {
      request: async (call: { method: string; params?: unknown }) => {
        requireAlive();
        onCall(call.method);
        const answer = await request(call as never);
        if (call.method === "eth_sendRawTransaction") sent++;
        requireAlive();
        return answer;
      },
    },
    { retryCount: 0 },
  );
  const client = createClient({ account: deployer, chain: anvilChain, transport, pollingInterval: 25 });
  return { client, sent: () => sent };
}

describe("a deployment that is killed", function () {
  this.timeout(300_000);
  let compiled: Artifacts;
  before(async () => {
    compiled = await artifacts();
  });

  it("after any of its transactions, and started again, ends as one that was not", () =>
    guarded(async (guard) => {
      const { url } = await startAnvil(guard, { args: ["--disable-default-create2-deployer"] });
      const node = createTestClient({ mode: "anvil", chain: anvilChain, transport: http(url) });
      const run = async (limit?: number) => {
        const { client, sent } = countingClient(url, limit);
        const record = await deployProtocol({ client, artifacts: compiled, config, keeperSet }).catch((error) => error);
        return { record, sent: sent() };
      };
      let untouched = await node.snapshot();
      const whole = await run();
      for (let killedAfter = 1; killedAfter < whole.sent; killedAfter++) {
        await node.revert({ id: untouched });
        untouched = await node.snapshot();
        const { record: error } = await run(killedAfter);
        assert.ok(error instanceof Error && inspect(error).includes(GONE), `${killedAfter}: ${error}`);
        const { record, sent } = await run();
        assert.deepEqual(lasting(record), lasting(whole.record), `killed after transaction ${killedAfter}`);
        assert.equal(sent, whole.sent - killedAfter, `sent again after ${killedAfter}`);
      }
    }));

  it("while its transaction waits to be mined, and started again, waits for that, and sends nothing twice", () =>
    guarded(async (guard) => {
      const { url } = await startAnvil(guard, { args: ["--no-mining"] });
      const node = createTestClient({ mode: "anvil", chain: anvilChain, transport: http(url) });
      const deploy = (client: Client, patience?: number) =>
        deployProtocol({ client, artifacts: compiled, config, keeperSet, ...(patience !== undefined && { patience }) });
      await assert.rejects(deploy(countingClient(url, 1).client), (error) => inspect(error).includes(GONE));
      assert.equal((await node.getTxpoolStatus()).pending, 1);

      const impatient = countingClient(url);
      await assert.rejects(
        deploy(impatient.client, 0),
        (error) =>
          error instanceof TransactionPendingError && error.message.includes(`1 transactions of ${deployer.address}`),
      );
      assert.equal(impatient.sent(), 0);

      let asked = 0;
      const waits = Promise.withResolvers<void>();
      const again = countingClient(url, undefined, (method) => {
        // It asks two counts at a time: now it asks for the second time.
        if (method === "eth_getTransactionCount" && ++asked === 3) waits.resolve();
      });
      const deployed = deploy(again.client);
      await Promise.race([waits.promise, deployed]);
      assert.equal(again.sent(), 0);
      await node.setAutomine(true);
      await node.mine({ blocks: 1 });
      const { chainId } = await deployed;
      assert.equal(chainId, config.chainId);
      assert.equal(await getTransactionCount(again.client, deployer), again.sent() + 1);
    }));
});
