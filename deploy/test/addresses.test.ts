import assert from "node:assert/strict";
import { deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { type Address, createClient, getContractAddress, type Hex, http, keccak256, toHex } from "viem";
import { startAnvil } from "../devnet/anvil.ts";
import { CREATE2_PROXY, hasCode } from "../src/create2.ts";
import { deployProtocol } from "../src/deployProtocol.ts";
import { type Addresses, genesisAddress, planImplementations } from "../src/implementations.ts";
import { artifacts, config, deployer, guarded, keeperSet } from "./localChain.ts";

/** Of what OpenZeppelin's Create3 puts in between. Source: @openzeppelin/contracts/utils/Create3.sol */
const CREATE3_HASH: Hex = "0x57a34f6e879358dd76825d6700df87013ad6a3fb43c0d0c602f70a8772c153bd";
/** What Genesis derives each address from. */
const NAMES: Record<keyof Addresses, string> = {
  accessManager: "AccessManager",
  capsuleRegistry: "CapsuleRegistry",
  accessToken: "AccessToken",
  royaltySplitter: "RoyaltySplitter",
  keeperRegistry: "KeeperRegistry",
  priceOracle: "PriceOracle",
  market: "Market",
  trainingPool: "TrainingPool",
  usageMeter: "UsageMeter",
  disputeCourt: "DisputeCourt",
  councilArbiter: "CouncilArbiter",
  capsuleToken: "CapsuleToken",
  governor: "CapsuleGovernor",
  timelock: "TimelockController",
};

/** Without asking any chain. */
function predict(genesis: Address): Addresses {
  const places = Object.entries(NAMES).map(([key, name]) => {
    const salt = keccak256(toHex(`capsule-protocol/${name}`));
    const from = getContractAddress({ opcode: "CREATE2", from: genesis, salt, bytecodeHash: CREATE3_HASH });
    return [key, getContractAddress({ from, nonce: 1n })];
  });
  return Object.fromEntries(places);
}

describe("addresses of the protocol", function () {
  this.timeout(300_000);

  it("are as predicted on chains of two ids, one of which lacked the deterministic deployment proxy", () =>
    guarded(async (guard) => {
      const compiled = await artifacts();
      const deployTo = async (chainId: number, args: readonly string[]) => {
        const { url } = await startAnvil(guard, { chainId, args });
        const client = createClient({ account: deployer, transport: http(url), pollingInterval: 25 });
        const chosen = { ...config, chainId };
        const record = await deployProtocol({ client, artifacts: compiled, config: chosen, keeperSet });
        assert.equal(await hasCode(client, CREATE2_PROXY), true);
        return record;
      };
      const bare = ["--disable-default-create2-deployer", "--number", "500", "--code-size-limit", "32768"];
      const records = [await deployTo(31337, []), await deployTo(84532, bare)];
      assert.deepEqual(
        records.map(({ chainId }) => chainId),
        [31337, 84532],
      );
      const predicted = predict(genesisAddress(compiled, deployer.address));
      const planned = Object.values(planImplementations(compiled, predicted));
      for (const record of records) {
        const { chainId: _, startBlock: __, registry: capsuleRegistry, ...others } = deploymentOf(record);
        assert.deepEqual({ capsuleRegistry, ...others }, predicted);
        assert.deepEqual(
          planned.map(({ name }) => record.contracts[name].implementation),
          planned.map(({ address }) => address),
        );
      }
      assert.deepEqual(records[0]?.genesis, records[1]?.genesis);
      assert.deepEqual(records[0]?.libraries, records[1]?.libraries);
    }));
});
