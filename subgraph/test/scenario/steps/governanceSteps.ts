// Steps of the scenario by which things are proposed, voted on, and done or not done.
import {
  cancelProposal,
  castVote,
  castVoteBySignature,
  executeProposal,
  getProposal,
  type ProposedCall,
  propose,
  queueProposal,
  Support,
  signVote,
} from "@capsule-protocol/sdk";
import { capsuleGovernorAbi } from "@capsule-protocol/sdk/generated/capsuleGovernor.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import { type Abi, type Address, encodeFunctionData, type Hex, keccak256, toHex } from "viem";
import { readContract, signTypedData } from "viem/actions";
import {
  addressOf,
  anyone,
  call,
  clientOf,
  founder,
  freshWord,
  guardian,
  otherThan,
  type PlayClient,
  passUntil,
  turn,
  type World,
} from "../world.ts";

/** Seconds before the end of a vote. */
const LATE = 60n;

/** A call that governance is to make. */
export function encoded(to: Address, abi: Abi | readonly unknown[], functionName: string, args: readonly unknown[]) {
  return { to, data: encodeFunctionData({ abi, functionName, args } as never) };
}

/** Has calls proposed, voted for, queued and made, in all the ways in which that can be done. */
export async function decide(world: World, calls: readonly ProposedCall[]): Promise<void> {
  const proposal = await putToVote(world, calls);
  await vote(world, proposal.id);
  await finish(world, proposal);
}

type Put = { id: bigint; calls: readonly ProposedCall[]; description: string };

async function putToVote(world: World, calls: readonly ProposedCall[]): Promise<Put> {
  const { deployment } = world.stack;
  const description = `Proposal ${world.proposals.length + 1} of the scenario, ${freshWord()}`;
  const { proposalId } = await propose.sync(founder(world), { deployment, calls, description });
  world.proposals.push(proposalId);
  return { id: proposalId, calls, description };
}

async function vote(world: World, proposalId: bigint, support: Support = Support.FOR): Promise<void> {
  const { deployment } = world.stack;
  const { snapshot } = await getProposal(founder(world), { deployment, proposalId });
  await passUntil(world, snapshot + 1n);
  await voteAsActor(world, proposalId);
  await castVote.sync(founder(world), { deployment, proposalId, support, reason: "Read and weighed." });
}

/** One of the actors votes, with whatever it has: with a reason, parameters, by a signature, or plainly. */
async function voteAsActor(world: World, proposalId: bigint): Promise<void> {
  const { deployment } = world.stack;
  const voter = anyone(world);
  const client = clientOf(world, voter);
  const governor = { address: deployment.governor, abi: capsuleGovernorAbi };
  const support = world.random.below(3) as Support;
  const way = turn(world, "vote", 4);
  if (way === 0) await call(client, { ...governor, functionName: "castVote", args: [proposalId, support] });
  if (way === 1) {
    const signed = await signVote(client, { deployment, proposalId, support });
    await castVoteBySignature.sync(clientOf(world, otherThan(world, voter)), { deployment, ...signed });
  }
  const words = [proposalId, support, "See my parameters.", toHex("weights")] as const;
  if (way === 2) await call(client, { ...governor, functionName: "castVoteWithReasonAndParams", args: words });
  if (way === 3) {
    const [, , reason, params] = words;
    const signature = await signExtendedBallot(world, client, { proposalId, support, reason, params });
    const args = [proposalId, support, addressOf(world, voter), reason, params, signature];
    await call(founder(world), { ...governor, functionName: "castVoteWithReasonAndParamsBySig", args });
  }
}

type Ballot = { proposalId: bigint; support: number; reason: string; params: Hex };

async function signExtendedBallot({ stack }: World, client: PlayClient, ballot: Ballot): Promise<Hex> {
  const { chainId, governor } = stack.deployment;
  const account = client.account;
  if (account === undefined) throw new Error("An actor has an account.");
  const view = { address: governor, abi: capsuleGovernorAbi, functionName: "nonces", args: [account.address] } as const;
  const nonce = await readContract(client, view);
  return signTypedData(client, {
    account,
    domain: { name: "Capsule Governor", version: "1", chainId, verifyingContract: governor },
    types: {
      ExtendedBallot: [
        { name: "proposalId", type: "uint256" },
        { name: "support", type: "uint8" },
        { name: "voter", type: "address" },
        { name: "nonce", type: "uint256" },
        { name: "reason", type: "string" },
        { name: "params", type: "bytes" },
      ],
    },
    primaryType: "ExtendedBallot",
    message: { ...ballot, voter: account.address, nonce },
  });
}

/** By its number, or by all that it is made of, as tools do that know other governors. */
async function finish(world: World, { id: proposalId, calls, description }: Put): Promise<void> {
  const { deployment } = world.stack;
  const client = clientOf(world, anyone(world));
  const { deadline } = await getProposal(client, { deployment, proposalId });
  await passUntil(world, deadline + 1n);
  const byNumber = turn(world, "finish", 2) === 0;
  const governor = { address: deployment.governor, abi: capsuleGovernorAbi, args: partsOf({ calls, description }) };
  if (byNumber) await queueProposal.sync(client, { deployment, proposalId });
  else await call(client, { ...governor, functionName: "queue" });
  const { eta } = await getProposal(client, { deployment, proposalId });
  await passUntil(world, eta);
  if (byNumber) await executeProposal.sync(client, { deployment, proposalId });
  else await call(client, { ...governor, functionName: "execute" });
}

function partsOf({ calls, description }: Pick<Put, "calls" | "description">): readonly unknown[] {
  const values = calls.map(({ value = 0n }) => value);
  return [calls.map(({ to }) => to), values, calls.map(({ data }) => data), keccak256(toHex(description))];
}

const noFee = (world: World) => encoded(world.stack.deployment.registry, capsuleRegistryAbi, "setProtocolFee", [0]);

export async function defeatProposal(world: World): Promise<boolean> {
  const { id } = await putToVote(world, [noFee(world)]);
  await vote(world, id, Support.AGAINST);
  return true;
}

/** By its proposer while nobody can vote yet, or by the guardian, also by all that it is made of. */
export async function cancel(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const put = await putToVote(world, [noFee(world)]);
  const way = turn(world, "cancel", 2);
  if (way === 0) {
    await vote(world, put.id);
    await cancelProposal.sync(guardian(world), { deployment, proposalId: put.id });
    return true;
  }
  const governor = { address: deployment.governor, abi: capsuleGovernorAbi };
  await call(guardian(world), { ...governor, functionName: "cancel", args: partsOf(put) });
  return true;
}

/** It waits in the timelock when the guardian cancels it. */
export async function cancelQueued(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const { id: proposalId } = await putToVote(world, [noFee(world)]);
  await vote(world, proposalId);
  const { deadline } = await getProposal(founder(world), { deployment, proposalId });
  await passUntil(world, deadline + 1n);
  await queueProposal.sync(founder(world), { deployment, proposalId });
  await cancelProposal.sync(guardian(world), { deployment, proposalId });
  return true;
}

/** The quorum comes so late that there is more time to answer. */
export async function voteLate(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  const view = { address: deployment.governor, abi: capsuleGovernorAbi, functionName: "votingPeriod" } as const;
  // As long as the vote is over within seconds, there is no telling apart early and late.
  if ((await readContract(founder(world), view)) < 2n * LATE) return false;
  const { id: proposalId } = await putToVote(world, [noFee(world)]);
  const { deadline } = await getProposal(founder(world), { deployment, proposalId });
  await passUntil(world, deadline - LATE);
  await castVote.sync(founder(world), { deployment, proposalId, support: Support.ABSTAIN });
  return true;
}
