import {
  AppealRuled,
  BondCredited,
  BondWithdrawn,
  CapsuleFlagged,
  DisputeAppealed,
  DisputeConcluded,
  DisputeCountered,
  DisputeOpened,
  DisputeRuled,
  RulesChanged,
} from "../../generated/DisputeCourt/DisputeCourt";
import { DisputeRules } from "../../generated/schema";
import { concludeDispute, createStep, flagCapsule, loadDispute, openDispute } from "../handlers/disputes";
import { numberId } from "../id";
import { accountOf } from "../store/account";
import { addBondCredit, withdrawBondCredit } from "../store/bondCredit";
import { noteParameter } from "../store/contract";

export { handleAuthorityUpdated, handleUpgraded } from "./proxy";

export function handleDisputeOpened(event: DisputeOpened): void {
  const params = event.params;
  const dispute = openDispute(params.disputeId, params.capsuleId, params.rulesId, event);
  dispute.disputer = accountOf(params.disputer);
  dispute.responseDeadline = params.responseDeadline;
  dispute.deadline = params.deadline;
  dispute.save();
  const step = createStep(dispute, "opened", event);
  step.account = params.disputer;
  step.digest = params.evidenceDigest;
  step.save();
}

export function handleDisputeCountered(event: DisputeCountered): void {
  const dispute = loadDispute(event.params.disputeId);
  dispute.respondent = accountOf(event.params.respondent);
  dispute.save();
  const step = createStep(dispute, "countered", event);
  step.account = event.params.respondent;
  step.digest = event.params.evidenceDigest;
  step.save();
}

export function handleDisputeRuled(event: DisputeRuled): void {
  const dispute = loadDispute(event.params.disputeId);
  dispute.stage = "RULED";
  dispute.upheld = event.params.upheld;
  dispute.deadline = event.params.deadline;
  dispute.save();
  const step = createStep(dispute, "ruled", event);
  step.digest = event.params.rulingDigest;
  step.upheld = event.params.upheld;
  step.save();
}

export function handleDisputeAppealed(event: DisputeAppealed): void {
  const dispute = loadDispute(event.params.disputeId);
  dispute.stage = "APPEALED";
  dispute.appellant = accountOf(event.params.appellant);
  dispute.deadline = event.params.deadline;
  dispute.save();
  const step = createStep(dispute, "appealed", event);
  step.account = event.params.appellant;
  step.digest = event.params.evidenceDigest;
  step.save();
}

export function handleAppealRuled(event: AppealRuled): void {
  const dispute = loadDispute(event.params.disputeId);
  dispute.upheld = event.params.upheld;
  dispute.save();
  const step = createStep(dispute, "appealRuled", event);
  step.digest = event.params.rulingDigest;
  step.upheld = event.params.upheld;
  step.save();
}

export function handleDisputeConcluded(event: DisputeConcluded): void {
  concludeDispute(event.params.disputeId, event.params.outcome, event);
}

export function handleCapsuleFlagged(event: CapsuleFlagged): void {
  flagCapsule(event.params.capsuleId, event.params.ancestorId, event.params.disputeId, event);
}

export function handleBondCredited(event: BondCredited): void {
  addBondCredit(event.address, event.params.account, event.params.amount);
}

export function handleBondWithdrawn(event: BondWithdrawn): void {
  withdrawBondCredit(event.address, event.params.account, event.params.amount);
}

export function handleRulesChanged(event: RulesChanged): void {
  const rules = new DisputeRules(numberId(event.params.rulesId));
  const given = event.params.rules;
  rules.number = event.params.rulesId;
  rules.arbiter = given.arbiter;
  rules.bond = given.bond;
  rules.appealBond = given.appealBond;
  rules.responsePeriod = given.responsePeriod;
  rules.rulingPeriod = given.rulingPeriod;
  rules.appealPeriod = given.appealPeriod;
  rules.appealRulingPeriod = given.appealRulingPeriod;
  rules.timestamp = event.block.timestamp;
  rules.save();
  noteParameter("disputeRules", event.params.rulesId.toString(), event);
}
