import assert from "node:assert/strict";
import { addresses, addressOf, log, word } from "./support/events.ts";
import type { Answer } from "./support/indexedChain.ts";
import { sharedChain } from "./support/shared.ts";
import { fresh, freshAccount } from "./support/story.ts";

describe("subgraph: governance and keepers", function () {
  this.timeout(180_000);

  it("an upgrade names the implementation before and after", async () => {
    const chain = sharedChain();
    const [first, second] = [freshAccount(), freshAccount()];
    await chain.emit([
      log("UsageMeter", "Upgraded", { implementation: first }),
      log("UsageMeter", "Upgraded", { implementation: second }),
    ]);
    const { contract } = await chain.query(
      `query ($id: ID!) { contract(id: $id) { name implementation
        upgrades(orderBy: sequence) { oldImplementation newImplementation } } }`,
      { id: addresses.UsageMeter },
    );
    assert.deepEqual(contract, {
      ...{ name: "UsageMeter", implementation: second },
      upgrades: [
        { oldImplementation: null, newImplementation: first },
        { oldImplementation: first, newImplementation: second },
      ],
    });
  });

  it("parameters, prices and pauses are remembered with their history", async () => {
    const chain = sharedChain();
    const [treasury, sequencer, currency, aggregator, authority] = [0, 1, 2, 3, 4].map(freshAccount);
    const feed = { aggregator, maxAge: 3600, minimum: 1n, maximum: 10n ** 12n };
    const { blockNumber, timestamp } = await chain.emit([
      log("CapsuleRegistry", "ProtocolFeeChanged", { feeBps: 321 }),
      log("CapsuleRegistry", "ContractURIUpdated", {}),
      log("CapsuleRegistry", "AuthorityUpdated", { authority }),
      log("RoyaltySplitter", "TreasuryChanged", { treasury }),
      log("PriceOracle", "SequencerFeedChanged", { feed: sequencer }),
      log("PriceOracle", "FeedChanged", { currency, feed, feedDecimals: 8, currencyDecimals: 6 }),
      log("AccessToken", "EntriesPaused", { until: 5_000_000_000n }),
      log("AccessToken", "EntriesUnpaused", {}),
    ]);
    const answer = await chain.query(
      `query ($currency: ID!, $token: ID!, $block: BigInt!) {
        protocol(id: "0x01") { feeBps treasury sequencerFeed }
        priceFeed(id: $currency) { aggregator maxAge minimum maximum feedDecimals currencyDecimals }
        contract(id: $token) { pausedUntil }
        parameterChanges(where: { blockNumber: $block }, orderBy: sequence) { contract { name } name value } }`,
      { currency, token: addresses.AccessToken, block: String(blockNumber) },
    );
    assert.deepEqual(answer.protocol, { feeBps: 321, treasury, sequencerFeed: sequencer });
    assert.deepEqual(answer.priceFeed, {
      ...{ aggregator, maxAge: "3600", minimum: "1", maximum: "1000000000000", feedDecimals: 8, currencyDecimals: 6 },
    });
    assert.equal(answer.contract.pausedUntil, String(timestamp));
    assert.deepEqual(
      answer.parameterChanges.map(({ contract, name, value }: Answer) => [contract.name, name, value]),
      [
        ["CapsuleRegistry", "protocolFee", "321"],
        ["CapsuleRegistry", "contractURI", "changed"],
        ["CapsuleRegistry", "authority", authority],
        ["RoyaltySplitter", "treasury", treasury],
        ["PriceOracle", "sequencerFeed", sequencer],
        ["PriceOracle", "priceFeed", `${currency} by ${aggregator}`],
        ["AccessToken", "pausedUntil", "5000000000"],
        ["AccessToken", "pausedUntil", String(timestamp)],
      ],
    );
  });

  it("roles have members, functions and guardians", async () => {
    const chain = sharedChain();
    const [roleId, member, left, target] = [BigInt(1000 + fresh()), freshAccount(), freshAccount(), freshAccount()];
    const grant = (account: string, since: bigint, delay: number) =>
      log("AccessManager", "RoleGranted", { roleId, account, delay, since, newMember: true });
    await chain.emit([
      log("AccessManager", "RoleLabel", { roleId, label: "UPGRADER" }),
      grant(member, 50n, 10),
      grant(member, 70n, 20),
      grant(left, 60n, 0),
      log("AccessManager", "RoleRevoked", { roleId, account: left }),
      log("AccessManager", "RoleAdminChanged", { roleId, admin: 7n }),
      log("AccessManager", "RoleGuardianChanged", { roleId, guardian: 8n }),
      log("AccessManager", "TargetFunctionRoleUpdated", { target, selector: "0x12345678", roleId }),
    ]);
    const { role } = await chain.query(
      `query ($id: ID!) { role(id: $id) { label admin guardian functions { target selector }
        members(orderBy: since) { account { id } active since executionDelay } } }`,
      { id: word(roleId) },
    );
    assert.deepEqual(role, {
      ...{ label: "UPGRADER", admin: "7", guardian: "8", functions: [{ target, selector: "0x12345678" }] },
      members: [
        { account: { id: member }, active: true, since: "50", executionDelay: "20" },
        { account: { id: left }, active: false, since: "60", executionDelay: "0" },
      ],
    });
  });

  it("scheduled operations end executed or canceled", async () => {
    const chain = sharedChain();
    const [first, second, caller, target] = [word(fresh()), word(fresh()), freshAccount(), freshAccount()];
    const schedule = (operationId: string) =>
      log("AccessManager", "OperationScheduled", {
        operationId,
        nonce: 1,
        schedule: 99,
        caller,
        target,
        data: "0xabcd",
      });
    await chain.emit([
      schedule(first),
      schedule(second),
      log("AccessManager", "OperationExecuted", { operationId: first, nonce: 1 }),
      log("AccessManager", "OperationCanceled", { operationId: second, nonce: 1 }),
    ]);
    const { scheduledOperations } = await chain.query(
      `query ($target: Bytes!) { scheduledOperations(where: { target: $target }, orderBy: operationId) {
        operationId nonce schedule caller { id } data status } }`,
      { target },
    );
    const same = { nonce: "1", schedule: "99", caller: { id: caller }, data: "0xabcd" };
    assert.deepEqual(scheduledOperations, [
      { operationId: first, ...same, status: "EXECUTED" },
      { operationId: second, ...same, status: "CANCELED" },
    ]);
  });

  it("keepers have their epoch, and move; sessions end", async () => {
    const chain = sharedChain();
    const [epoch, operator, account, device] = [BigInt(fresh()), freshAccount(), freshAccount(), addressOf(fresh())];
    const keeper = { operator, transportKey: word(1), verificationShare: word(2), url: "http://old" };
    await chain.emit([
      log("KeeperRegistry", "EpochOpened", { epoch, threshold: 1, groupKey: word(3), keepers: [keeper] }),
      log("KeeperRegistry", "KeeperUrlChanged", { epoch, operator, url: "http://new" }),
      log("KeeperRegistry", "SessionAuthorized", { account, device, expiresAt: 77n }),
    ]);
    const text = `query ($epoch: ID!, $account: ID!) { protocol(id: "0x01") { currentEpoch }
      keeperEpoch(id: $epoch) { threshold groupKey keepers { operator { id } index url transportKey verificationShare } }
      account(id: $account) { sessions { device expiresAt revoked } } }`;
    const variables = { epoch: word(epoch), account };
    assert.deepEqual(await chain.query(text, variables), {
      protocol: { currentEpoch: String(epoch) },
      keeperEpoch: {
        ...{ threshold: 1, groupKey: word(3) },
        keepers: [
          {
            operator: { id: operator },
            index: 1,
            url: "http://new",
            transportKey: word(1),
            verificationShare: word(2),
          },
        ],
      },
      account: { sessions: [{ device, expiresAt: "77", revoked: false }] },
    });
    await chain.emit([log("KeeperRegistry", "SessionRevoked", { account, device })]);
    const after = await chain.query(text, variables);
    assert.deepEqual(after.account.sessions, [{ device, expiresAt: "0", revoked: true }]);
  });
});
