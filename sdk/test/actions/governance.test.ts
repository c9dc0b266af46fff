import assert from "node:assert/strict";
import { encodeFunctionData, zeroAddress } from "viem";
import { setProtocolFeeFunction } from "../../src/generated/capsuleRegistry.ts";
import {
  cancelProposal,
  capsuleActions,
  castVote,
  castVoteBySignature,
  delegate,
  delegateFor,
  executeProposal,
  getDelegate,
  getProposal,
  getProposalIds,
  getVotes,
  hasVoted,
  isContractRevert,
  propose,
  queueProposal,
  Support,
  signDelegation,
  signVote,
} from "../../src/index.ts";
import {
  clientOf,
  deployer,
  guardian,
  type LocalProtocol,
  localProtocol,
  passTo,
  readerOf,
  stranger,
} from "./localProtocol.ts";

/** All votes there are; the deployer holds them on a local chain. */
const SUPPLY = 10n ** 27n;

describe("governance", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  let count = 0;

  const holder = () => clientOf(local.url, deployer);
  const anyone = () => clientOf(local.url, stranger);
  const setFee = (feeBps: number) => ({
    to: local.deployment.registry,
    data: encodeFunctionData({ abi: [setProtocolFeeFunction], args: [feeBps] }),
  });
  const read = (proposalId: bigint) => getProposal(readerOf(local.url), { deployment: local.deployment, proposalId });

  /** To the second after a moment. */
  const passBeyond = (moment: bigint) => passTo(local, moment + 1n);

  async function newProposal(feeBps: number) {
    const description = `Fee ${feeBps}, ${count++}`;
    const { deployment } = local;
    const { proposalId } = await propose.sync(holder(), { deployment, calls: [setFee(feeBps)], description });
    return proposalId;
  }

  before(async () => {
    local = await localProtocol();
    await delegate.sync(holder(), { deployment: local.deployment, delegatee: deployer.address });
    await local.node.mine({ blocks: 1, interval: 1 });
  });

  it("goes from a proposal over votes and the queue to what it changes, and can be read on the way", async () => {
    const { deployment } = local;
    const proposalId = await newProposal(250);
    const pending = await read(proposalId);
    assert.deepEqual(
      { ...pending, descriptionHash: "", snapshot: 0n, deadline: 0n },
      {
        ...{ proposalId, state: "pending", proposer: deployer.address, descriptionHash: "" },
        ...{ calls: [{ ...setFee(250), value: 0n }], snapshot: 0n, deadline: 0n, eta: 0n },
        votes: { for: 0n, against: 0n, abstain: 0n },
      },
    );
    assert.equal((await getProposalIds(readerOf(local.url), { deployment, limit: 1 }))[0], proposalId);

    await passBeyond(pending.snapshot);
    const { weight, reason } = await castVote.sync(holder(), {
      ...{ deployment, proposalId, support: Support.FOR, reason: "cheaper" },
    });
    assert.deepEqual([weight, reason], [SUPPLY, "cheaper"]);
    assert.equal(await hasVoted(anyone(), { deployment, proposalId, account: deployer.address }), true);
    assert.equal(await getVotes(anyone(), { deployment, account: deployer.address, at: pending.snapshot }), SUPPLY);

    await passBeyond((await read(proposalId)).deadline);
    await queueProposal.sync(anyone(), { deployment, proposalId });
    const queued = await read(proposalId);
    assert.deepEqual([queued.state, queued.votes.for], ["queued", SUPPLY]);
    await passBeyond(queued.eta);
    await executeProposal.sync(anyone(), { deployment, proposalId });
    assert.equal((await read(proposalId)).state, "executed");
  });

  it("votes twice, too early, on nothing, or queues what nobody voted for: each is told", async () => {
    const { deployment } = local;
    const proposalId = await newProposal(78);
    const vote = { deployment, proposalId, support: Support.AGAINST };
    const refused = (work: Promise<unknown>, error: Parameters<typeof isContractRevert>[1]) =>
      assert.rejects(work, (thrown) => isContractRevert(thrown, error));
    await refused(castVote(holder(), vote), "GovernorUnexpectedProposalState");
    await refused(castVote(holder(), { ...vote, proposalId: 1n }), "GovernorNonexistentProposal");
    await passBeyond((await read(proposalId)).snapshot);
    await castVote.sync(holder(), vote);
    await refused(castVote(holder(), vote), "GovernorAlreadyCastVote");
    await refused(queueProposal(holder(), { deployment, proposalId }), "GovernorUnexpectedProposalState");
    const calls = [setFee(1)];
    await refused(
      propose(anyone(), { deployment, calls, description: "Without votes" }),
      "GovernorInsufficientProposerVotes",
    );
  });

  it("takes votes and delegations that others signed", async () => {
    const { deployment } = local;
    const proposalId = await newProposal(79);
    const signed = await signVote(holder(), { deployment, proposalId, support: Support.ABSTAIN });
    await passBeyond((await read(proposalId)).snapshot);
    const { voter, weight } = await castVoteBySignature.sync(anyone(), { deployment, ...signed });
    assert.deepEqual([voter, weight], [deployer.address, SUPPLY]);
    await assert.rejects(castVoteBySignature(anyone(), { deployment, ...signed }), (error) =>
      isContractRevert(error, "GovernorInvalidSignature"),
    );

    const delegation = await signDelegation(clientOf(local.url, stranger), { deployment, delegatee: guardian.address });
    await delegateFor.sync(holder(), { deployment, ...delegation });
    assert.equal(await getDelegate(holder(), { deployment, account: stranger.address }), guardian.address);
    assert.equal(await getDelegate(holder(), { deployment, account: zeroAddress }), zeroAddress);
    await assert.rejects(delegateFor(holder(), { deployment, ...delegation }), (error) =>
      isContractRevert(error, "CapsuleToken_InvalidSignature"),
    );
  });

  it("is cancelled by the guardian, and by nobody else once it is voted on", async () => {
    const { deployment } = local;
    const proposalId = await newProposal(80);
    await passBeyond((await read(proposalId)).snapshot);
    for (const client of [anyone(), holder()]) {
      await assert.rejects(cancelProposal(client, { deployment, proposalId }), (error) =>
        isContractRevert(error, "GovernorUnableToCancel"),
      );
    }
    const client = clientOf(local.url, guardian).extend(capsuleActions({ deployment }));
    await client.governance.cancelProposal.sync({ proposalId });
    assert.equal((await read(proposalId)).state, "cancelled");
  });
});
