import type { AbiFunction, Address, Client, Hex } from "viem";
import type { Deployment } from "../../deployment.ts";
import {
  proposalDeadlineFunction,
  proposalDetailsFunction,
  proposalEtaFunction,
  proposalProposerFunction,
  proposalSnapshotFunction,
  proposalVotesFunction,
  stateFunction,
} from "../../generated/capsuleGovernor.ts";
import { readAction } from "../readAction.ts";
import type { ProposedCall } from "./propose.ts";
import { PROPOSAL_STATES, type ProposalState } from "./votes.ts";

export type GetProposalParameters = { deployment: Deployment; proposalId: bigint };

/** A proposal as it stands. Times are Unix times in seconds, votes are in units of 10^-18. */
export type Proposal = {
  proposalId: bigint;
  state: ProposalState;
  proposer: Address;
  calls: readonly Required<ProposedCall>[];
  /** keccak256 of the description, which only the event of its creation has in full. */
  descriptionHash: Hex;
  /** Votes count as they were delegated then; voting begins a second later. */
  snapshot: bigint;
  /** Last second to vote. */
  deadline: bigint;
  /** First second in which it can be executed; 0 until it is queued. */
  eta: bigint;
  votes: { for: bigint; against: bigint; abstain: bigint };
};

const reader = <const fn extends AbiFunction>(fn: fn) =>
  readAction({ contract: "governor", function: fn, args: ({ id }: { id: bigint }) => [id] as never });

const details = /*#__PURE__*/ reader(proposalDetailsFunction);
const stateOf = /*#__PURE__*/ reader(stateFunction);
const proposerOf = /*#__PURE__*/ reader(proposalProposerFunction);
const snapshotOf = /*#__PURE__*/ reader(proposalSnapshotFunction);
const deadlineOf = /*#__PURE__*/ reader(proposalDeadlineFunction);
const etaOf = /*#__PURE__*/ reader(proposalEtaFunction);
const votesOf = /*#__PURE__*/ reader(proposalVotesFunction);

/**
 * Reads a proposal off the chain, without events.
 *
 * @throws ContractRevertError `GovernorNonexistentProposal`.
 */
export async function getProposal(
  client: Client,
  { deployment, proposalId }: GetProposalParameters,
): Promise<Proposal> {
  const asked = { deployment, id: proposalId };
  const [found, state, proposer, snapshot, deadline, eta, votes] = await Promise.all([
    details(client, asked),
    stateOf(client, asked),
    proposerOf(client, asked),
    snapshotOf(client, asked),
    deadlineOf(client, asked),
    etaOf(client, asked),
    votesOf(client, asked),
  ]);
  const [targets, values, calldatas, descriptionHash] = found;
  const [against, inFavour, abstain] = votes;
  const calls = targets.map((to, index) => ({ to, value: values[index] ?? 0n, data: calldatas[index] ?? "0x" }));
  return {
    ...{ proposalId, state: PROPOSAL_STATES[state] as ProposalState, proposer, calls, descriptionHash },
    ...{ snapshot, deadline, eta, votes: { for: inFavour, against, abstain } },
  };
}
