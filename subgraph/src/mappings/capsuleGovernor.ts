import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  LateQuorumVoteExtensionSet,
  ProposalCanceled,
  ProposalCreated,
  ProposalExecuted,
  ProposalExtended,
  ProposalGuardianSet,
  ProposalQueued,
  ProposalThresholdSet,
  QuorumNumeratorUpdated,
  TimelockChange,
  VoteCast,
  VoteCastWithParams,
  VotingDelaySet,
  VotingPeriodSet,
} from "../../generated/CapsuleGovernor/CapsuleGovernor";
import { Proposal } from "../../generated/schema";
import { castVote, endProposal, loadProposal } from "../handlers/votes";
import { numberId, sequenceOf } from "../id";
import { accountOf } from "../store/account";
import { noteParameter } from "../store/contract";

export { handleUpgraded } from "./proxy";

export function handleProposalCreated(event: ProposalCreated): void {
  const params = event.params;
  const proposal = new Proposal(numberId(params.proposalId));
  proposal.number = params.proposalId;
  proposal.proposer = accountOf(params.proposer);
  proposal.targets = changetype<Bytes[]>(params.targets);
  proposal.values = params.values;
  proposal.calldatas = params.calldatas;
  proposal.description = params.description;
  proposal.voteStart = params.voteStart;
  proposal.voteEnd = params.voteEnd;
  proposal.state = "CREATED";
  proposal.forVotes = BigInt.zero();
  proposal.againstVotes = BigInt.zero();
  proposal.abstainVotes = BigInt.zero();
  proposal.createdAt = event.block.timestamp;
  proposal.transactionHash = event.transaction.hash;
  proposal.sequence = sequenceOf(event);
  proposal.save();
}

export function handleProposalExtended(event: ProposalExtended): void {
  const proposal = loadProposal(event.params.proposalId);
  proposal.voteEnd = event.params.extendedDeadline;
  proposal.save();
}

export function handleProposalQueued(event: ProposalQueued): void {
  const proposal = loadProposal(event.params.proposalId);
  proposal.state = "QUEUED";
  proposal.executableAt = event.params.etaSeconds;
  proposal.save();
}

export function handleProposalExecuted(event: ProposalExecuted): void {
  endProposal(event.params.proposalId, "EXECUTED", event);
}

export function handleProposalCanceled(event: ProposalCanceled): void {
  endProposal(event.params.proposalId, "CANCELED", event);
}

export function handleVoteCast(event: VoteCast): void {
  const params = event.params;
  castVote(params.proposalId, params.voter, params.support, params.weight, params.reason, event).save();
}

export function handleVoteCastWithParams(event: VoteCastWithParams): void {
  const params = event.params;
  const vote = castVote(params.proposalId, params.voter, params.support, params.weight, params.reason, event);
  vote.params = params.params;
  vote.save();
}

export function handleVotingDelaySet(event: VotingDelaySet): void {
  noteParameter("votingDelay", event.params.newVotingDelay.toString(), event);
}

export function handleVotingPeriodSet(event: VotingPeriodSet): void {
  noteParameter("votingPeriod", event.params.newVotingPeriod.toString(), event);
}

export function handleProposalThresholdSet(event: ProposalThresholdSet): void {
  noteParameter("proposalThreshold", event.params.newProposalThreshold.toString(), event);
}

export function handleQuorumNumeratorUpdated(event: QuorumNumeratorUpdated): void {
  noteParameter("quorumNumerator", event.params.newQuorumNumerator.toString(), event);
}

export function handleLateQuorumVoteExtensionSet(event: LateQuorumVoteExtensionSet): void {
  noteParameter("lateQuorumVoteExtension", event.params.newVoteExtension.toString(), event);
}

export function handleProposalGuardianSet(event: ProposalGuardianSet): void {
  noteParameter("proposalGuardian", event.params.newProposalGuardian.toHexString(), event);
}

export function handleTimelockChange(event: TimelockChange): void {
  noteParameter("timelock", event.params.newTimelock.toHexString(), event);
}
