import assert from "node:assert/strict";
import { getAddress, zeroAddress } from "viem";
import { getTransactionCount, sendTransaction, waitForTransactionReceipt } from "viem/actions";
import { anvil } from "viem/chains";
import type { localClient } from "../devnet/localChain.ts";
import type { Artifacts } from "../src/artifacts.ts";
import { deployProtocol } from "../src/deployProtocol.ts";
import { Create2ProxyError } from "../src/errors.ts";
import { safeBatches } from "../src/safeBatches.ts";
import { type TriedTransaction, unsignedDeployment } from "../src/unsignedDeployment.ts";
import { artifacts, config, deployer, keeperSet, onChain } from "./localChain.ts";

describe("a deployment that another wallet signs", function () {
  this.timeout(300_000);
  let compiled: Artifacts;
  before(async () => {
    compiled = await artifacts();
  });
  const missing = (url: string) =>
    unsignedDeployment(url, deployer.address, { artifacts: compiled, config, keeperSet });
  const sendAll = async (client: ReturnType<typeof localClient>, transactions: readonly TriedTransaction[]) => {
    for (const { to, data, value } of transactions) {
      const hash = await sendTransaction(client, { account: deployer, chain: anvil, to, data, value });
      await waitForTransactionReceipt(client, { hash });
    }
  };

  it("sends nothing, and its transactions put the same protocol in place as a deployment does", () =>
    onChain(async (client, { url }) => {
      const transactions = await missing(url);
      assert.equal(await getTransactionCount(client, deployer), 0);
      await sendAll(client, transactions);
      const signed = await deployProtocol({ client, artifacts: compiled, config, keeperSet });
      assert.equal(await getTransactionCount(client, deployer), transactions.length);
      assert.deepEqual(await missing(url), []);
      await onChain(async (other) => {
        const record = await deployProtocol({ client: other, artifacts: compiled, config, keeperSet });
        assert.deepEqual(signed.contracts, record.contracts);
        assert.deepEqual(signed.genesis, record.genesis);
      });
    }));

  it("names only what is still missing", () =>
    onChain(async (client, { url }) => {
      const all = await missing(url);
      await sendAll(client, all.slice(0, 3));
      const rest = await missing(url);
      assert.deepEqual(
        rest.map(({ to, data }) => [to, data]),
        all.slice(3).map(({ to, data }) => [to, data]),
      );
    }));

  it("needs no key of the deployer's: it is tried in the name of any account", () =>
    onChain(async (_, { url }) => {
      const safe = getAddress(`0x${"5afe".repeat(10)}`);
      const parameters = { artifacts: compiled, config, keeperSet };
      assert.equal((await unsignedDeployment(url, safe, parameters)).length, (await missing(url)).length);
    }));

  it("is refused where the deterministic deployment proxy is missing", () =>
    onChain((_, { url }) => assert.rejects(missing(url), Create2ProxyError), ["--disable-default-create2-deployer"]));
});

describe("batches for a Safe", () => {
  const transaction = (gasUsed: bigint, value = 0n): TriedTransaction => ({
    ...{ to: zeroAddress, data: `0x${gasUsed.toString(16).padStart(8, "0")}`, value, gasUsed },
  });
  const options = { chainId: 8453, name: "Deploy", createdAt: 1 };

  it("hold as many transactions as fit one transaction of a chain, in their order", () => {
    const gas = [7_000_000n, 5_000_000n, 1n, 11_999_999n, 20_000_000n, 3n];
    const batches = safeBatches(
      gas.map((used) => transaction(used)),
      options,
    );
    const sizes = batches.map(({ transactions }) => transactions.length);
    assert.deepEqual(sizes, [2, 2, 1, 1]);
    const data = batches.flatMap(({ transactions }) => transactions.map((one) => one.data));
    assert.deepEqual(
      data,
      gas.map((used) => transaction(used).data),
    );
  });

  it("are what the Transaction Builder reads", () => {
    const [batch] = safeBatches([transaction(1n, 10n ** 18n)], options);
    assert.deepEqual(batch, {
      version: "1.0",
      chainId: "8453",
      createdAt: 1,
      meta: { name: "Deploy (1 of 1)", description: "Execute the batches in their order." },
      transactions: [
        {
          ...{ to: zeroAddress, value: "1000000000000000000", data: "0x00000001" },
          ...{ contractMethod: null, contractInputsValues: null },
        },
      ],
    });
    assert.deepEqual(safeBatches([], options), []);
  });
});
