import assert from "node:assert/strict";
import { zeroAddress, zeroHash } from "viem";
import { log, word } from "./support/events.ts";
import { sharedChain } from "./support/shared.ts";
import { fresh, freshAccount } from "./support/story.ts";

const proposed = (proposalId: bigint, proposer: string, description: string) =>
  log("CapsuleGovernor", "ProposalCreated", {
    ...{ proposalId, proposer, targets: [proposer], values: [5n], signatures: [""], calldatas: ["0xabcd"] },
    ...{ voteStart: 100n, voteEnd: 200n, description },
  });

describe("subgraph: votes", function () {
  this.timeout(180_000);

  it("a proposal is followed from its making through the vote to its execution", async () => {
    const chain = sharedChain();
    const [proposalId, proposer, alice, bob, carol] = [BigInt(fresh()), ...[0, 1, 2, 3].map(freshAccount)] as const;
    const vote = { proposalId, reason: "so" };
    await chain.emit([
      proposed(proposalId, proposer as string, "# Do it\n\nNow."),
      log("CapsuleGovernor", "VoteCast", { ...vote, voter: alice, support: 1, weight: 70n }),
      log("CapsuleGovernor", "VoteCast", { ...vote, voter: bob, support: 0, weight: 20n, reason: "" }),
      log("CapsuleGovernor", "VoteCastWithParams", { ...vote, voter: carol, support: 2, weight: 9n, params: "0x01" }),
      log("CapsuleGovernor", "ProposalExtended", { proposalId, extendedDeadline: 250n }),
      log("CapsuleGovernor", "ProposalQueued", { proposalId, etaSeconds: 300n }),
    ]);
    const text = `query ($id: ID!) { proposal(id: $id) { number proposer { id } targets values calldatas description
      voteStart voteEnd state forVotes againstVotes abstainVotes executableAt endedAt
      votes(orderBy: sequence) { voter { id voteCount } support weight reason params } } }`;
    const before = await chain.query(text, { id: word(proposalId) });
    assert.deepEqual(before.proposal, {
      ...{ number: String(proposalId), proposer: { id: proposer }, targets: [proposer], values: ["5"] },
      ...{ calldatas: ["0xabcd"], description: "# Do it\n\nNow.", voteStart: "100", voteEnd: "250", state: "QUEUED" },
      ...{ forVotes: "70", againstVotes: "20", abstainVotes: "9", executableAt: "300", endedAt: null },
      votes: [
        { voter: { id: alice, voteCount: 1 }, support: "FOR", weight: "70", reason: "so", params: null },
        { voter: { id: bob, voteCount: 1 }, support: "AGAINST", weight: "20", reason: "", params: null },
        { voter: { id: carol, voteCount: 1 }, support: "ABSTAIN", weight: "9", reason: "so", params: "0x01" },
      ],
    });
    const { timestamp } = await chain.emit([log("CapsuleGovernor", "ProposalExecuted", { proposalId })]);
    const { proposal } = await chain.query(text, { id: word(proposalId) });
    assert.deepEqual([proposal.state, proposal.endedAt], ["EXECUTED", String(timestamp)]);
    const [other] = [BigInt(fresh())];
    await chain.emit([
      proposed(other, proposer as string, ""),
      log("CapsuleGovernor", "ProposalCanceled", { proposalId: other }),
    ]);
    assert.equal((await chain.query(text, { id: word(other) })).proposal.state, "CANCELED");
  });

  it("voters hold tokens, delegate, and have votes", async () => {
    const chain = sharedChain();
    const [alice, bob] = [freshAccount(), freshAccount()];
    await chain.emit([
      log("CapsuleToken", "Transfer", { from: zeroAddress, to: alice, value: 100n }),
      log("CapsuleToken", "DelegateChanged", { delegator: alice, fromDelegate: zeroAddress, toDelegate: bob }),
      log("CapsuleToken", "DelegateVotesChanged", { delegate: bob, previousVotes: 0n, newVotes: 100n }),
      log("CapsuleToken", "Transfer", { from: alice, to: bob, value: 30n }),
    ]);
    const text = `query ($alice: ID!, $bob: ID!, $delegator: String!) {
      alice: voter(id: $alice) { balance votes delegate { id } } bob: voter(id: $bob) { balance votes delegators { id } }
      delegateChanges(where: { delegator: $delegator }, orderBy: sequence) { fromDelegate { id } toDelegate { id } } }`;
    const variables = { alice, bob, delegator: alice };
    assert.deepEqual(await chain.query(text, variables), {
      alice: { balance: "70", votes: "0", delegate: { id: bob } },
      bob: { balance: "30", votes: "100", delegators: [{ id: alice }] },
      delegateChanges: [{ fromDelegate: null, toDelegate: { id: bob } }],
    });
    await chain.emit([
      log("CapsuleToken", "DelegateChanged", { delegator: alice, fromDelegate: bob, toDelegate: zeroAddress }),
    ]);
    assert.equal((await chain.query(text, variables)).alice.delegate, null);
  });

  it("operations wait in the timelock with their calls; roles say who may put them there", async () => {
    const chain = sharedChain();
    const [first, second] = [word(0x1000000 + fresh()), word(0x1000000 + fresh())];
    const [target, member, left, role] = [freshAccount(), freshAccount(), freshAccount(), word(0x2000000 + fresh())];
    const scheduled = (id: string, index: bigint, predecessor: string) =>
      log("TimelockController", "CallScheduled", {
        id,
        index,
        target,
        value: 1n,
        data: "0x01",
        predecessor,
        delay: 60n,
      });
    const { timestamp } = await chain.emit([
      scheduled(first, 0n, zeroHash),
      scheduled(first, 1n, zeroHash),
      log("TimelockController", "CallSalt", { id: first, salt: word(5) }),
      scheduled(second, 0n, first),
      log("TimelockController", "CallExecuted", { id: first, index: 0n, target, value: 1n, data: "0x01" }),
      log("TimelockController", "CallExecuted", { id: first, index: 1n, target, value: 1n, data: "0x01" }),
      log("TimelockController", "Cancelled", { id: second }),
      log("TimelockController", "RoleGranted", { role, account: member, sender: target }),
      log("TimelockController", "RoleGranted", { role, account: left, sender: target }),
      log("TimelockController", "RoleRevoked", { role, account: left, sender: target }),
    ]);
    const answer = await chain.query(
      `query ($ids: [ID!]!, $role: Bytes!) { timelockOperations(where: { id_in: $ids }, orderBy: id) { id status
        predecessor salt readyAt calls(orderBy: index) { index target value data } }
        timelockRoles(where: { role: $role }, orderBy: active, orderDirection: desc) { account { id } active } }`,
      { ids: [first, second], role },
    );
    const [one, two] = first < second ? answer.timelockOperations : [...answer.timelockOperations].reverse();
    const call = (index: string) => ({ index, target, value: "1", data: "0x01" });
    const readyAt = String(timestamp + 60);
    assert.deepEqual(one, {
      ...{ id: first, status: "EXECUTED", predecessor: null, salt: word(5), readyAt, calls: [call("0"), call("1")] },
    });
    assert.deepEqual([two.status, two.predecessor, two.salt], ["CANCELED", first, null]);
    assert.deepEqual(answer.timelockRoles, [
      { account: { id: member }, active: true },
      { account: { id: left }, active: false },
    ]);
  });
});
