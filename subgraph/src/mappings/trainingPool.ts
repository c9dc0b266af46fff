import { Bytes } from "@graphprotocol/graph-ts";
import { Round } from "../../generated/schema";
import {
  BondWithdrawn,
  ChallengeExpired,
  ChallengeResolved,
  ContributionCommitted,
  ContributionRevealed,
  CreditWithdrawn,
  ResultRecorded,
  RoundCanceled,
  RoundChallenged,
  RoundExpired,
  RoundFinalized,
  RoundOpened,
  RoundOpenedTermsStruct,
  SharesClaimed,
} from "../../generated/TrainingPool/TrainingPool";
import * as training from "../handlers/training";
import { numberId } from "../id";
import { withdrawBondCredit } from "../store/bondCredit";

export { handleAuthorityUpdated, handleEntriesPaused, handleEntriesUnpaused, handleUpgraded } from "./proxy";

export function handleRoundOpened(event: RoundOpened): void {
  const round = new Round(numberId(event.params.roundId));
  round.number = event.params.roundId;
  round.capsule = numberId(event.params.capsuleId);
  round.state = "OPEN";
  round.openedAt = event.block.timestamp;
  round.contributionCount = 0;
  round.challengeCount = 0;
  writeTerms(round, event.params.terms);
  round.save();
}

function writeTerms(round: Round, terms: RoundOpenedTermsStruct): void {
  round.specDigest = terms.specDigest;
  round.baseVersion = terms.baseVersion;
  round.units = terms.units;
  round.commitDeadline = terms.commitDeadline;
  round.revealDeadline = terms.revealDeadline;
  round.evaluationDeadline = terms.evaluationDeadline;
  round.challengeWindow = terms.challengeWindow;
  round.quorum = terms.quorum;
  round.contributorBond = terms.contributorBond;
  round.challengeBond = terms.challengeBond;
  round.privacyEpsilon = terms.privacyEpsilon;
  round.privacyDelta = terms.privacyDelta;
  round.evaluators = changetype<Bytes[]>(terms.evaluators);
}

export function handleContributionCommitted(event: ContributionCommitted): void {
  const params = event.params;
  training.commit(params.roundId, params.contributor, params.commitment, params.bond, event);
}

export function handleContributionRevealed(event: ContributionRevealed): void {
  const contribution = training.loadContribution(event.params.roundId, event.params.contributor);
  contribution.updateDigest = event.params.updateDigest;
  contribution.revealedAt = event.block.timestamp;
  contribution.save();
}

export function handleResultRecorded(event: ResultRecorded): void {
  const params = event.params;
  const round = training.loadRound(params.roundId);
  round.state = "RECORDED";
  round.root = params.root;
  round.manifestDigest = params.manifestDigest;
  round.scoreDigest = params.scoreDigest;
  round.signers = changetype<Bytes[]>(params.evaluators);
  round.challengeDeadline = params.challengeDeadline;
  round.save();
}

export function handleRoundChallenged(event: RoundChallenged): void {
  const params = event.params;
  const challenge = training.challengeRound(params.roundId, params.challenger, event);
  challenge.evidenceDigest = params.evidenceDigest;
  challenge.bond = params.bond;
  challenge.resolutionDeadline = params.resolutionDeadline;
  challenge.save();
}

export function handleChallengeResolved(event: ChallengeResolved): void {
  const params = event.params;
  const round = training.loadRound(params.roundId);
  training.decideChallenge(round, params.upheld ? "UPHELD" : "REJECTED", params.bondTo, event);
  if (params.upheld) {
    training.endRound(params.roundId, "FAILED", event);
    return;
  }
  round.state = "RECORDED";
  round.challengeDeadline = params.challengeDeadline;
  round.save();
}

export function handleChallengeExpired(event: ChallengeExpired): void {
  const round = training.loadRound(event.params.roundId);
  training.decideChallenge(round, "EXPIRED", event.params.challenger, event);
}

export function handleRoundFinalized(event: RoundFinalized): void {
  training.endRound(event.params.roundId, "FINALIZED", event);
}

export function handleRoundExpired(event: RoundExpired): void {
  training.endRound(event.params.roundId, "EXPIRED", event);
}

export function handleRoundCanceled(event: RoundCanceled): void {
  training.endRound(event.params.roundId, "CANCELED", event);
}

export function handleSharesClaimed(event: SharesClaimed): void {
  const params = event.params;
  const units = params.units.toI32();
  training.noteAllocation(params.roundId, params.index, params.account, units, event);
  training.claimUnits(params.capsuleId, params.roundId, params.account, units);
}

export function handleBondWithdrawn(event: BondWithdrawn): void {
  const contribution = training.loadContribution(event.params.roundId, event.params.contributor);
  contribution.bondRecipient = event.params.recipient;
  contribution.save();
}

export function handleCreditWithdrawn(event: CreditWithdrawn): void {
  withdrawBondCredit(event.address, event.params.account, event.params.amount);
}
