import assert from "node:assert/strict";
import { indexerQuery } from "@capsule-protocol/sdk/generated/queries.ts";
import {
  findDisputes,
  findKeepers,
  findUpgrades,
  findVoter,
  type Indexer,
  queryIndexer,
} from "@capsule-protocol/sdk/indexer/index.ts";
import { zeroAddress } from "viem";
import { log, word } from "../support/events.ts";
import { sharedChain } from "../support/shared.ts";
import { fresh, freshAccount, registered } from "../support/story.ts";
import { ask } from "./ask.ts";

/** Documented queries about who governs, guards and judges. */
export function protocolQueries(): void {
  it("upgrades: every implementation and parameter, and who may change them", async () => {
    const [implementation, member, roleId] = [freshAccount(), freshAccount(), BigInt(2000 + fresh())];
    await sharedChain().emit([
      log("Market", "Upgraded", { implementation }),
      log("CapsuleRegistry", "ProtocolFeeChanged", { feeBps: 123 }),
      log("AccessManager", "RoleGranted", { roleId, account: member, delay: 3, since: 4n, newMember: true }),
    ]);
    const { contracts, parameterChanges, roles } = await ask(findUpgrades, {});
    const market = contracts.find(({ name }) => name === "Market");
    assert.equal(market?.implementation, implementation);
    assert.equal(market?.upgrades[0]?.newImplementation, implementation);
    assert.deepEqual([parameterChanges[0]?.name, parameterChanges[0]?.value], ["protocolFee", "123"]);
    const role = roles.find(({ number }) => number === roleId);
    assert.deepEqual(role?.members, [{ account: { id: member }, since: 4n, executionDelay: 3n }]);
  });

  it("keepers: those of the newest epoch", async () => {
    const [epoch, operator] = [BigInt(10_000 + fresh()), freshAccount()];
    const keeper = { operator, transportKey: word(1), verificationShare: word(2), url: "http://keeper" };
    await sharedChain().emit([
      log("KeeperRegistry", "EpochOpened", { epoch, threshold: 1, groupKey: word(3), keepers: [keeper] }),
    ]);
    const newest = await ask(findKeepers, {});
    assert.deepEqual([newest?.number, newest?.keepers[0]?.url], [epoch, "http://keeper"]);
  });

  it("disputes: where each stands, and flags", async () => {
    const [id, disputeId, rulesId, disputer] = [BigInt(fresh()), BigInt(fresh()), BigInt(fresh()), freshAccount()];
    const opened = { disputeId, capsuleId: id, disputer, evidenceDigest: word(1), rulesId };
    await sharedChain().emit([
      ...registered(id, freshAccount()),
      log("DisputeCourt", "RulesChanged", {
        rulesId,
        rules: {
          ...{ arbiter: disputer, bond: 1n, appealBond: 1n, responsePeriod: 1, rulingPeriod: 1, appealPeriod: 1 },
          appealRulingPeriod: 1,
        },
      }),
      log("DisputeCourt", "DisputeOpened", { ...opened, responseDeadline: 10n, deadline: 20n }),
      log("RoyaltySplitter", "OwnerFrozen", { capsuleId: id }),
      log("DisputeCourt", "CapsuleFlagged", { capsuleId: id, ancestorId: id, disputeId }),
    ]);
    const capsule = await ask(findDisputes, { capsuleId: id });
    assert.deepEqual([capsule?.suspended, capsule?.ownerFrozen], [false, true]);
    const [dispute] = capsule?.disputes ?? [];
    assert.deepEqual([dispute?.number, dispute?.stage, dispute?.deadline], [disputeId, "OPEN", 20n]);
    assert.deepEqual(
      dispute?.steps.map(({ kind, digest }) => [kind, digest]),
      [["opened", word(1)]],
    );
    assert.deepEqual(
      capsule?.flags.map(({ dispute: { number } }) => number),
      [disputeId],
    );
  });

  it("voter: proposals, and what one voter has and did", async () => {
    const [proposalId, voter, friend] = [BigInt(fresh()), freshAccount(), freshAccount()];
    await sharedChain().emit([
      log("CapsuleToken", "Transfer", { from: zeroAddress, to: friend, value: 7n }),
      log("CapsuleToken", "DelegateChanged", { delegator: friend, fromDelegate: zeroAddress, toDelegate: voter }),
      log("CapsuleToken", "DelegateVotesChanged", { delegate: voter, previousVotes: 0n, newVotes: 7n }),
      log("CapsuleGovernor", "ProposalCreated", {
        ...{ proposalId, proposer: voter, targets: [], values: [], signatures: [], calldatas: [] },
        ...{ voteStart: 1n, voteEnd: 2n, description: "Raise it" },
      }),
      log("CapsuleGovernor", "VoteCast", { voter, proposalId, support: 1, weight: 7n, reason: "" }),
    ]);
    const { voter: found, proposals } = await ask(findVoter, { account: voter });
    assert.deepEqual([found?.votes, found?.delegators], [7n, [{ id: friend, balance: 7n }]]);
    assert.deepEqual(
      found?.cast.map(({ support, weight }) => [support, weight]),
      [["FOR", 7n]],
    );
    assert.deepEqual([proposals[0]?.description, proposals[0]?.forVotes], ["Raise it", 7n]);
  });

  it("indexer: what it is and how far", async () => {
    const { number, hash } = await sharedChain().head();
    const { indexerInfo, _meta } = await ask((indexer: Indexer) => queryIndexer(indexer, indexerQuery, {}), {});
    assert.equal(indexerInfo?.schemaVersion, "1.0.0");
    assert.deepEqual([_meta?.block.number, _meta?.block.hash], [Number(number), hash]);
  });
}
