import assert from "node:assert/strict";
import { AccountRequiredError, WrongChainError } from "@capsule-protocol/sdk/errors/contractCall.ts";
import { isContractRevert } from "@capsule-protocol/sdk/errors/contractRevert.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { createClient, http, zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { getTransactionCount, simulateContract } from "viem/actions";
import { localClient } from "../devnet/localChain.ts";
import type { Artifacts } from "../src/artifacts.ts";
import { createProtocol, findCreation } from "../src/creation.ts";
import { deployProtocol } from "../src/deployProtocol.ts";
import { CreationNotFoundError, DeploymentFailedError } from "../src/errors.ts";
import { ensureGenesis, ensureImplementations } from "../src/implementations.ts";
import { accountAt, artifacts, config, deployer, keeperSet, onChain } from "./localChain.ts";

describe("deployProtocol refuses, or says what is wrong:", function () {
  this.timeout(300_000);
  let compiled: Artifacts;
  before(async () => {
    compiled = await artifacts();
  });
  const deploy = (client: ReturnType<typeof localClient>, more: object = {}) =>
    deployProtocol({ client, artifacts: compiled, config, keeperSet, ...more });

  it("nobody but the deployer can have Genesis create the protocol", () =>
    onChain(async (client, anvil) => {
      const parameters = { artifacts: compiled, deployer: deployer.address, onStep: () => {} };
      const { genesis, addresses } = await ensureGenesis(client, parameters);
      const implementations = await ensureImplementations(client, { ...parameters, addresses });
      await assert.rejects(
        createProtocol(localClient(anvil.url, accountAt(1)), { genesis, implementations, config, keeperSet }),
        (error) => isContractRevert(error, "Genesis_NotDeployer"),
      );
    }));

  it("implementations can't be initialized by anybody", () =>
    onChain(async (client) => {
      const { contracts } = await deploy(client);
      await assert.rejects(
        simulateContract(client, {
          address: contracts.AccessToken.implementation,
          abi: accessTokenAbi,
          functionName: "initialize",
          args: [deployer.address],
        }),
        /InvalidInitialization/,
      );
    }));

  it("the wrong chain is refused before anything is sent", () =>
    onChain(async (client) => {
      await assert.rejects(
        deploy(client, { config: { ...config, chainId: 1 } }),
        (error) => error instanceof WrongChainError && error.actual === 31337 && error.expected === 1,
      );
      assert.equal(await getTransactionCount(client, deployer), 0);
    }));

  it("without an account nothing can be deployed", () =>
    onChain(async (_, anvil) => {
      const client = createClient({ transport: http(anvil.url) });
      await assert.rejects(
        deployProtocol({ client, artifacts: compiled, config, keeperSet }),
        (error) => error instanceof AccountRequiredError,
      );
    }));

  it("a config that Genesis refuses ends in its own error, and a corrected one goes on from there", () =>
    onChain(async (client) => {
      const governance = { ...config.governance, holder: zeroAddress };
      await assert.rejects(deploy(client, { config: { ...config, governance } }), (error) =>
        isContractRevert(error, "ERC20InvalidReceiver"),
      );
      await assert.rejects(
        deploy(client, { keeperSet: { ...keeperSet, threshold: 1 } }),
        (error) => isContractRevert(error, "KeeperRegistry_InvalidThreshold") && error.args.threshold === 1n,
      );
      const record = await deploy(client);
      assert.ok(record.startBlock > 0n);
    }));

  it("code that reverts on creation is told as such", () =>
    onChain(async (client) => {
      // PUSH1 0 PUSH1 0 REVERT
      const broken = { ...compiled, Genesis: { abi: compiled.Genesis.abi, bytecode: "0x60006000fd" } } as const;
      await assert.rejects(
        deploy(client, { artifacts: broken }),
        (error) => error instanceof DeploymentFailedError && /^Genesis could not be deployed/.test(error.message),
      );
    }));

  it("an account that can't pay is told so", () =>
    onChain(async (_, anvil) => {
      const poor = localClient(anvil.url, privateKeyToAccount(generatePrivateKey()));
      await assert.rejects(
        deploy(poor),
        (error) => error instanceof DeploymentFailedError && /balance|funds/.test(error.message),
      );
    }));

  it("a creation that can't be found is told, with what to do", () =>
    onChain(async (client) => {
      await assert.rejects(
        findCreation(client, zeroAddress),
        (error) => error instanceof CreationNotFoundError && /--record/.test(error.hint),
      );
    }));
});
