// Proposals, votes and delegates.
import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { DelegateChange, Proposal, Vote } from "../../generated/schema";
import { eventId, numberId, pairId } from "../id";
import { accountOrNull } from "../store/account";
import { stamp } from "../store/stamp";
import { loadVoter } from "../store/voter";

const SUPPORTS: string[] = ["AGAINST", "FOR", "ABSTAIN"];

export function loadProposal(number: BigInt): Proposal {
  return Proposal.load(numberId(number))!;
}

export function endProposal(number: BigInt, state: string, event: ethereum.Event): void {
  const proposal = loadProposal(number);
  proposal.state = state;
  proposal.endedAt = event.block.timestamp;
  proposal.save();
}

/** A vote that was cast; the caller adds what else came with it, and saves. */
export function castVote(
  number: BigInt,
  account: Bytes,
  support: i32,
  weight: BigInt,
  reason: string,
  event: ethereum.Event,
): Vote {
  const proposal = loadProposal(number);
  if (support == 0) proposal.againstVotes = proposal.againstVotes.plus(weight);
  else if (support == 1) proposal.forVotes = proposal.forVotes.plus(weight);
  else proposal.abstainVotes = proposal.abstainVotes.plus(weight);
  proposal.save();
  const voter = loadVoter(account);
  voter.voteCount += 1;
  voter.save();
  const vote = new Vote(pairId(proposal.id, account));
  stamp(vote, event);
  vote.proposal = proposal.id;
  vote.voter = voter.id;
  vote.support = SUPPORTS[support];
  vote.weight = weight;
  vote.reason = reason;
  return vote;
}

export function changeDelegate(delegator: Address, from: Address, to: Address, event: ethereum.Event): void {
  if (!to.equals(Address.zero())) loadVoter(to).save();
  const voter = loadVoter(delegator);
  voter.delegate = accountOrNull(to);
  voter.save();
  const change = new DelegateChange(eventId(event));
  stamp(change, event);
  change.delegator = voter.id;
  change.fromDelegate = accountOrNull(from);
  change.toDelegate = accountOrNull(to);
  change.save();
}
