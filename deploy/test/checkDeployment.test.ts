import assert from "node:assert/strict";
import { cancelProposal } from "@capsule-protocol/sdk/actions/governance/cancelProposal.ts";
import { delegate } from "@capsule-protocol/sdk/actions/governance/delegate.ts";
import { propose } from "@capsule-protocol/sdk/actions/governance/propose.ts";
import { type DeploymentRecord, deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { WrongChainError } from "@capsule-protocol/sdk/errors/contractCall.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { createClient, createTestClient, encodeFunctionData, http, keccak256, padHex, zeroAddress } from "viem";
import { anvil } from "viem/chains";
import { startAnvil } from "../devnet/anvil.ts";
import { asGovernance } from "../devnet/governance.ts";
import type { Guard } from "../devnet/guard.ts";
import { startGuard } from "../devnet/guard.ts";
import { localClient } from "../devnet/localChain.ts";
import { checkDeployment } from "../src/checkDeployment.ts";
import { deployProtocol } from "../src/deployProtocol.ts";
import { InstallationNotFoundError } from "../src/errors.ts";
import { findInstallations } from "../src/installations.ts";
import { describePending } from "../src/pending.ts";
import { IMPLEMENTATION_SLOT, upgradeAbi } from "../src/proxy.ts";
import { updateRecord } from "../src/updateRecord.ts";
import { accountAt, artifacts, config, deployer, keeperSet } from "./localChain.ts";

describe("checkDeployment", function () {
  this.timeout(300_000);
  let guard: Guard;
  let url: string;
  let record: DeploymentRecord;
  before(async () => {
    guard = startGuard();
    ({ url } = await startAnvil(guard));
    const client = localClient(url, deployer);
    record = await deployProtocol({ client, artifacts: await artifacts(), config, keeperSet });
  });
  after(() => guard.close());
  const node = () => createTestClient({ mode: "anvil", chain: anvil, transport: http(url) });
  const check = (changed: Partial<DeploymentRecord> = {}, chosen = config) =>
    checkDeployment(localClient(url), { ...record, ...changed }, chosen);

  it("finds nothing where chain, record and config say the same", async () => {
    assert.deepEqual(await check(), []);
  });

  const stranger = accountAt(5).address;

  it("names what the config says otherwise: settings, accounts, feeds", async () => {
    const feed = { currency: zeroAddress, aggregator: stranger, maxAge: 60, minimum: 1n, maximum: 2n };
    const { governance } = config;
    const other = {
      ...config,
      ...{ feeBps: 124, treasury: stranger, guardian: stranger, council: stranger },
      ...{ priceFeeds: [feed], governance: { ...governance, votingPeriod: 7201, timelockDelay: 1801 } },
    };
    const differences = await check({}, other);
    assert.deepEqual(
      differences.map(({ what, expected, found }) => [what, expected, found]),
      [
        ["CapsuleRegistry: feeBps", "124", "123"],
        ["RoyaltySplitter: treasury", stranger, config.treasury],
        ["CapsuleGovernor: votingPeriod", "7201", "7200"],
        ["timelock: timelockDelay", "1801", "1800"],
        [`AccessManager: role COUNCIL of ${stranger}`, "true", "false"],
        [`AccessManager: role GUARDIAN of ${stranger}`, "true", "false"],
        [`PriceOracle: price feed of ${zeroAddress}`, stranger, "other terms"],
      ],
    );
    assert.ok(differences.every(({ source }) => source === "config"));
  });

  it("tells what was voted on since as a difference from the config", async () => {
    const snapshot = await node().snapshot();
    const { registry } = deploymentOf(record);
    const call = { address: registry, abi: capsuleRegistryAbi, functionName: "setProtocolFee", args: [77] };
    await asGovernance(url, deploymentOf(record), call);
    const [difference, ...others] = await check();
    assert.deepEqual(difference, { source: "config", what: "CapsuleRegistry: feeBps", expected: "123", found: "77" });
    assert.deepEqual(others, []);
    await node().revert({ id: snapshot });
  });

  it("names what is put to the vote, of several for a contract the last; a record that was updated knows it", async () => {
    const snapshot = await node().snapshot();
    const deployment = deploymentOf(record);
    const { holder } = config.governance;
    await node().impersonateAccount({ address: holder });
    await node().setBalance({ address: holder, value: 10n ** 20n });
    const client = createClient({ account: holder, chain: anvil, transport: http(url), pollingInterval: 25 });
    await delegate.sync(client, { deployment, delegatee: holder });
    await node().mine({ blocks: 1, interval: 1 });
    const { Market, UsageMeter, PriceOracle } = record.contracts;
    const upgrades = [PriceOracle.implementation, UsageMeter.implementation, stranger];
    const ids: bigint[] = [];
    for (const implementation of upgrades) {
      const data = encodeFunctionData({ abi: upgradeAbi, args: [implementation, "0x"] });
      const calls = [{ to: Market.address, data }];
      ids.push((await propose.sync(client, { deployment, calls, description: implementation })).proposalId);
    }
    // There is no code at the last: nothing can be upgraded to that.
    const [, proposalId] = ids as [bigint, bigint];
    const { implementation, codeHash } = UsageMeter;
    const found = `${implementation} (code hash ${codeHash}) of proposal ${proposalId}`;
    const difference = { source: "record", what: "Market: pending implementation", expected: "nothing", found };
    assert.deepEqual(await check(), [difference]);
    const updated = await updateRecord(client, record, "none.json");
    assert.deepEqual(updated.contracts.Market, {
      ...Market,
      pendingImplementation: { implementation, codeHash, proposalId },
    });
    assert.deepEqual(await check(updated), []);
    const pending = { contract: "Market", implementation, proposalId, state: "pending" };
    assert.deepEqual(await describePending(client, updated), [pending]);
    await cancelProposal.sync(client, { deployment, proposalId });
    const [other] = await check(updated);
    assert.deepEqual(
      [other?.expected, other?.found],
      [found, `${PriceOracle.implementation} (code hash ${PriceOracle.codeHash}) of proposal ${ids[0]}`],
    );
    await node().revert({ id: snapshot });
  });

  it("an installation that no log tells of is an error", async () => {
    const { address } = record.contracts.Market;
    await assert.rejects(
      findInstallations(localClient(url), [{ address, implementation: stranger }], 0n),
      InstallationNotFoundError,
    );
  });

  it("names another implementation, other code, and a creation in another block", async () => {
    const snapshot = await node().snapshot();
    const { Market, UsageMeter } = record.contracts;
    await node().setStorageAt({
      ...{ address: Market.address, index: IMPLEMENTATION_SLOT },
      value: padHex(UsageMeter.implementation),
    });
    await node().setCode({ address: UsageMeter.implementation, bytecode: "0x00" });
    const differences = await check({ startBlock: record.startBlock + 1n });
    assert.deepEqual(
      differences.map(({ what, expected, found }) => [what, expected, found]),
      [
        [`block of ${record.transaction}`, String(record.startBlock + 1n), String(record.startBlock)],
        [
          `UsageMeter: implementation: code hash at ${UsageMeter.implementation}`,
          UsageMeter.codeHash,
          keccak256("0x00"),
        ],
        ["Market: implementation", Market.implementation, UsageMeter.implementation],
      ],
    );
    await node().revert({ id: snapshot });
  });

  it("says that nothing is there, of what is not; and refuses another chain", async () => {
    const missing = { address: accountAt(3).address, codeHash: keccak256("0x") };
    const differences = await check({
      libraries: { ...record.libraries, Inboxes: missing },
      transaction: keccak256("0x01"),
    });
    assert.deepEqual(
      differences.map(({ found }) => found),
      ["nothing", "nothing", "nothing"],
    );
    await assert.rejects(check({ chainId: 5 }), WrongChainError);
  });
});
