import assert from "node:assert/strict";
import { deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { capsuleGovernorAbi } from "@capsule-protocol/sdk/generated/capsuleGovernor.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { capsuleTokenAbi } from "@capsule-protocol/sdk/generated/capsuleToken.ts";
import { genesisAbi } from "@capsule-protocol/sdk/generated/genesis.ts";
import { keeperRegistryAbi } from "@capsule-protocol/sdk/generated/keeperRegistry.ts";
import { priceOracleAbi } from "@capsule-protocol/sdk/generated/priceOracle.ts";
import { royaltySplitterAbi } from "@capsule-protocol/sdk/generated/royaltySplitter.ts";
import { type Address, type Client, isAddressEqual, keccak256, parseAbi } from "viem";
import { getCode, getTransactionCount, getTransactionReceipt, readContract } from "viem/actions";
import { localClient } from "../devnet/localChain.ts";
import type { Artifacts } from "../src/artifacts.ts";
import { create2Address } from "../src/create2.ts";
import { type DeploymentStep, deployProtocol } from "../src/deployProtocol.ts";
import { OriginMissingError } from "../src/errors.ts";
import { ensureGenesis, ensureImplementations } from "../src/implementations.ts";
import { accountAt, artifacts, config, deployer, keeperSet, onChain } from "./localChain.ts";

const managerAbi = parseAbi([
  "function hasRole(uint64 roleId, address account) view returns (bool isMember, uint32 delay)",
]);
const ROLES = { ADMIN: 0n, UPGRADER: 1n, PARAMETERS: 2n, GUARDIAN: 3n };
/** Where the governor tells each setting. */
const SETTINGS = {
  proposalGuardian: "proposalGuardian",
  votingDelay: "votingDelay",
  votingPeriod: "votingPeriod",
  lateQuorumExtension: "lateQuorumVoteExtension",
  proposalThreshold: "proposalThreshold",
  quorumPercent: "quorumNumerator",
} as const;

describe("deployProtocol", function () {
  this.timeout(300_000);
  let compiled: Artifacts;
  before(async () => {
    compiled = await artifacts();
  });
  const codeOf = async (client: Client, address: Address) => (await getCode(client, { address })) ?? "0x";
  const deploy = (client: ReturnType<typeof localClient>, more: object = {}) =>
    deployProtocol({ client, artifacts: compiled, config, keeperSet, ...more });

  it("puts every contract where Genesis predicts it, configured as asked", () =>
    onChain(async (client) => {
      const record = await deploy(client);
      const { chainId: _, startBlock: __, registry, ...others } = deploymentOf(record);
      const { royaltySplitter, keeperRegistry, priceOracle } = others;
      const predicted = await readContract(client, {
        address: record.genesis.address,
        abi: genesisAbi,
        functionName: "predict",
      });
      assert.deepEqual(predicted, { ...others, capsuleRegistry: registry });
      const read = { address: registry, abi: capsuleRegistryAbi } as const;
      assert.equal(await readContract(client, { ...read, functionName: "protocolFeeBps" }), 123);
      assert.equal(
        await readContract(client, { ...read, functionName: "contractURI" }),
        `ipfs://f01551220${config.contractDigest.slice(2)}`,
      );
      const treasury = await readContract(client, {
        address: royaltySplitter,
        abi: royaltySplitterAbi,
        functionName: "treasury",
      });
      assert.equal(treasury, config.treasury);
      const sequencerFeed = await readContract(client, {
        address: priceOracle,
        abi: priceOracleAbi,
        functionName: "sequencerFeed",
      });
      assert.equal(sequencerFeed, config.sequencerFeed);
      const set = await readContract(client, {
        address: keeperRegistry,
        abi: keeperRegistryAbi,
        functionName: "keeperSet",
        args: [1n],
      });
      assert.deepEqual(set, { epoch: 1n, ...keeperSet });
    }));

  it("governs as the config says, and gives the votes to who it names", () =>
    onChain(async (client) => {
      const { governor, capsuleToken, timelock } = deploymentOf(await deploy(client));
      const { holder, supply, timelockDelay, ...settings } = config.governance;
      const read = (name: (typeof SETTINGS)[keyof typeof SETTINGS]) =>
        readContract(client, { address: governor, abi: capsuleGovernorAbi, functionName: name });
      for (const [key, name] of Object.entries(SETTINGS)) {
        assert.equal(String(await read(name)), String(settings[key as keyof typeof SETTINGS]), name);
      }
      const token = { address: capsuleToken, abi: capsuleTokenAbi } as const;
      const balance = await readContract(client, { ...token, functionName: "balanceOf", args: [holder] });
      assert.deepEqual(
        [balance, await readContract(client, { ...token, functionName: "totalSupply" })],
        [supply, supply],
      );
      const abi = parseAbi(["function getMinDelay() view returns (uint256)"]);
      const delay = await readContract(client, { address: timelock, abi, functionName: "getMinDelay" });
      assert.equal(delay, BigInt(timelockDelay));
    }));

  it("the record names the creation, Genesis and its arguments, and of each contract code, version and sources", () =>
    onChain(async (client) => {
      const commit = "c0".repeat(20);
      const record = await deploy(client, { commit });
      const { blockNumber, logs } = await getTransactionReceipt(client, { hash: record.transaction });
      const { address, codeHash, ...source } = record.genesis;
      assert.deepEqual([record.schemaVersion, record.startBlock, record.deployer], [1, blockNumber, deployer.address]);
      assert.ok(logs.some((log) => isAddressEqual(log.address, address)));
      assert.equal(codeHash, keccak256(await codeOf(client, address)));
      assert.deepEqual(source, { commit, constructorArguments: [deployer.address] });
      const implementations = Object.values(record.contracts).map(({ implementation }) => implementation);
      assert.equal(new Set(implementations).size, 12);
      for (const { address: proxy, implementation, ...entry } of Object.values(record.contracts)) {
        assert.notEqual(proxy, implementation);
        assert.equal(entry.codeHash, keccak256(await codeOf(client, implementation)));
        assert.match(entry.version, /^\d/);
        assert.deepEqual([entry.commit, entry.pendingImplementation], [commit, null]);
        assert.deepEqual([entry.transaction, entry.block], [record.transaction, blockNumber]);
      }
      const { registry, royaltySplitter } = deploymentOf(record);
      assert.deepEqual(record.contracts.TrainingPool.constructorArguments, [registry, royaltySplitter]);
    }));

  for (const [user, library] of [
    ["AccessToken", "OfferTerms"],
    ["RoyaltySplitter", "OwnerFreeze"],
    ["RoyaltySplitter", "Inboxes"],
  ] as const) {
    it(`${user} is linked with ${library} at the address that its code decides, and the record has its hash`, () =>
      onChain(async (client) => {
        const { contracts, libraries } = await deploy(client);
        const { address, codeHash } = libraries[library];
        assert.equal(address, create2Address(compiled[library].bytecode));
        assert.equal(codeHash, keccak256(await codeOf(client, address)));
        const { implementation } = contracts[user];
        const places = (await codeOf(client, implementation)).split(address.slice(2).toLowerCase()).length - 1;
        const references = Object.values(compiled[user].linkReferences ?? {}).flatMap((file) => file[library] ?? []);
        assert.ok(places > 0);
        assert.equal(places, references.length);
      }));
  }

  it("an implementation of nobody's knowledge is told, unless a record or an origin names its sources", () =>
    onChain(async (client) => {
      const record = await deploy(client);
      const changed = { ...compiled, OfferTerms: { ...compiled.OfferTerms, bytecode: "0x00" } } as const;
      await assert.rejects(deploy(client, { artifacts: changed }), OriginMissingError);
      assert.deepEqual(await deploy(client, { artifacts: changed, earlier: record }), record);
      const { commit, constructorArguments } = record.contracts.AccessToken;
      const libraries = { OfferTerms: record.libraries.OfferTerms.address };
      const originOf = () => ({ commit, constructorArguments, libraries });
      assert.deepEqual(await deploy(client, { artifacts: changed, originOf }), record);
    }));

  it("leaves every role with the timelock, a brake with the guardian, and none with the deployer or Genesis", () =>
    onChain(async (client) => {
      const { accessManager, genesis, timelock } = await deploy(client);
      const hasRole = async (role: bigint, account: Address) => {
        const call = { address: accessManager, abi: managerAbi, functionName: "hasRole" } as const;
        return (await readContract(client, { ...call, args: [role, account] }))[0];
      };
      for (const [name, role] of Object.entries(ROLES)) {
        assert.equal(await hasRole(role, timelock), true, name);
        assert.equal(await hasRole(role, config.guardian), name === "GUARDIAN", name);
        for (const account of [deployer.address, genesis.address])
          assert.equal(await hasRole(role, account), false, name);
      }
    }));

  it("a second run sends nothing and finds the same", () =>
    onChain(async (client) => {
      const first = await deploy(client);
      const nonce = await getTransactionCount(client, deployer);
      const steps: DeploymentStep[] = [];
      const onStep = (step: DeploymentStep) => steps.push(step);
      assert.deepEqual(await deploy(client, { onStep }), first);
      assert.deepEqual(await deploy(client, { onStep, earlier: first }), first);
      assert.equal(await getTransactionCount(client, deployer), nonce);
      assert.ok(steps.every(({ hash }) => hash === undefined));
    }));

  it("an interrupted run is taken up where it stopped", () =>
    onChain(async (client) => {
      const parameters = { artifacts: compiled, deployer: deployer.address, onStep: () => {} };
      const { genesis, addresses } = await ensureGenesis(client, parameters);
      await ensureImplementations(client, { ...parameters, addresses });
      const nonce = await getTransactionCount(client, deployer);
      const sent: string[] = [];
      const onStep = ({ name, hash }: DeploymentStep) => hash !== undefined && sent.push(name);
      const record = await deploy(client, { onStep });
      assert.deepEqual(sent, ["protocol"]);
      assert.equal(record.genesis.address, genesis);
      assert.equal(await getTransactionCount(client, deployer), nonce + 1);
    }));

  it("another deployer gets other addresses: nobody can take ours", () =>
    onChain(async (client, anvil) => {
      const first = await deploy(client);
      const second = await deploy(localClient(anvil.url, accountAt(1)));
      assert.notEqual(second.genesis.address, first.genesis.address);
      assert.notEqual(second.contracts.AccessToken.address, first.contracts.AccessToken.address);
    }));
});
