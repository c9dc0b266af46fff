import assert from "node:assert/strict";
import { WrongChainError } from "@capsule-protocol/sdk/errors/contractCall.ts";
import { isContractRevert } from "@capsule-protocol/sdk/errors/contractRevert.ts";
import { priceOracleAbi, setFeedFunction } from "@capsule-protocol/sdk/generated/priceOracle.ts";
import { type Address, createClient, custom, decodeFunctionData, type Hex, zeroAddress } from "viem";
import { getTransactionCount, readContract } from "viem/actions";
import { deployTestContract, type localClient } from "../devnet/localChain.ts";
import type { Artifacts } from "../src/artifacts.ts";
import { type DeploymentStep, deployProtocol } from "../src/deployProtocol.ts";
import { artifacts, config, deployer, keeperSet, onChain } from "./localChain.ts";

type Local = ReturnType<typeof localClient>;

describe("price feeds", function () {
  this.timeout(300_000);
  let compiled: Artifacts;
  before(async () => {
    compiled = await artifacts();
  });

  /** Deploys with a feed of the native currency at 2,000 USD, and with none of a rollup's sequencer. */
  async function deploy(client: Local, band = { minimum: 1n, maximum: 10n ** 12n }) {
    const args = [8, 2000n * 10n ** 8n];
    const { address: aggregator } = await deployTestContract(client, "default", "StandInPriceFeed", args);
    const feed = { currency: zeroAddress, aggregator, maxAge: 60, ...band };
    const run = async (more: object = {}) => {
      const steps: DeploymentStep[] = [];
      const onStep = (step: DeploymentStep) => steps.push(step);
      const chosen = { ...config, sequencerFeed: zeroAddress, priceFeeds: [{ ...feed, ...more }] };
      const { contracts } = await deployProtocol({ client, artifacts: compiled, config: chosen, keeperSet, onStep });
      return { oracle: contracts.PriceOracle.address, step: steps.at(-1) };
    };
    return { run, feed };
  }
  const read = (client: Local, address: Address, functionName: "feedOf" | "convert", ...args: unknown[]) =>
    readContract(client, { address, abi: priceOracleAbi, functionName, args } as never) as Promise<unknown>;

  it("are believed from the first block, and a dollar has its price; a second run changes nothing", () =>
    onChain(async (client) => {
      const { run, feed } = await deploy(client);
      const { oracle, step } = await run();
      assert.deepEqual(step, { name: `price feed of ${zeroAddress}`, address: feed.aggregator });
      const { currency: _, ...terms } = feed;
      assert.deepEqual(await read(client, oracle, "feedOf", zeroAddress), terms);
      assert.equal(await read(client, oracle, "convert", zeroAddress, 100n), 10n ** 18n / 2000n);
      const nonce = await getTransactionCount(client, deployer);
      assert.deepEqual(await run(), { oracle, step });
      assert.equal(await getTransactionCount(client, deployer), nonce);
    }));

  it("that the config changes later are left to a vote, with the call that it has to make", () =>
    onChain(async (client) => {
      const { run, feed } = await deploy(client);
      const { oracle } = await run();
      const { step } = await run({ maxAge: 61 });
      assert.equal(step?.governance?.to, oracle);
      const { functionName, args } = decodeFunctionData({
        abi: [setFeedFunction],
        data: step?.governance?.data as Hex,
      });
      const { currency, ...terms } = { ...feed, maxAge: 61 };
      assert.deepEqual([functionName, args], ["setFeed", [currency, terms]]);
      const { maxAge } = (await read(client, oracle, "feedOf", zeroAddress)) as { maxAge: number };
      assert.equal(maxAge, 60);
    }));

  it("that the oracle refuses end in its own error, and nothing is created", () =>
    onChain(async (client) => {
      const { run } = await deploy(client, { minimum: 5n, maximum: 5n });
      await assert.rejects(run(), (error) => isContractRevert(error, "PriceOracle_InvalidFeed"));
    }));

  it("stand-ins are put on no chain but a local one, by the client or by themselves", () =>
    onChain(async (local) => {
      const sent: string[] = [];
      const request = ({ method }: { method: string }) => {
        sent.push(method);
        return Promise.resolve("0x1");
      };
      const client = createClient({ account: deployer, transport: custom({ request }) });
      await assert.rejects(
        deployTestContract(client, "default", "StandInPriceFeed", [8, 1n]),
        (error) => error instanceof WrongChainError && error.actual === 1,
      );
      assert.deepEqual(sent, ["eth_chainId"]);
      await local.request({ method: "anvil_setChainId" as never, params: [10] as never });
      const pretending = createClient({
        account: deployer,
        transport: custom({
          request: ({ method, params }) =>
            method === "eth_chainId" ? Promise.resolve("0x7a69") : local.request({ method, params } as never),
        }),
      });
      await assert.rejects(deployTestContract(pretending, "default", "StandInPriceFeed", [8, 1n]), /reverted|chain/i);
    }));
});
