// Disputes over capsules, the bonds in them, and what they do to a capsule.
import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { CapsuleFlag, Dispute, DisputeStep } from "../../generated/schema";
import { eventId, numberId, pairId } from "../id";
import { loadCapsule } from "../store/capsule";
import { stamp } from "../store/stamp";

const STAGES: string[] = ["NONE", "OPEN", "RULED", "APPEALED", "UPHELD", "REJECTED", "EXPIRED"];

/** A dispute that was opened. */
export function loadDispute(number: BigInt): Dispute {
  return Dispute.load(numberId(number))!;
}

/** A new dispute; the caller writes who opened it and until when what may be done, and saves. */
export function openDispute(number: BigInt, capsuleId: BigInt, rulesId: BigInt, event: ethereum.Event): Dispute {
  const dispute = new Dispute(numberId(number));
  dispute.number = number;
  dispute.capsule = numberId(capsuleId);
  dispute.rules = numberId(rulesId);
  dispute.stage = "OPEN";
  dispute.openedAt = event.block.timestamp;
  return dispute;
}

/** What happened in a dispute; the caller adds what else is known, and saves. */
export function createStep(dispute: Dispute, kind: string, event: ethereum.Event): DisputeStep {
  const step = new DisputeStep(eventId(event));
  stamp(step, event);
  step.dispute = dispute.id;
  step.kind = kind;
  return step;
}

export function concludeDispute(number: BigInt, outcome: i32, event: ethereum.Event): void {
  const dispute = loadDispute(number);
  dispute.stage = STAGES[outcome];
  dispute.upheld = dispute.stage == "UPHELD";
  dispute.concludedAt = event.block.timestamp;
  dispute.save();
  createStep(dispute, "concluded", event).save();
}

export function flagCapsule(tokenId: BigInt, ancestorId: BigInt, number: BigInt, event: ethereum.Event): void {
  const flag = new CapsuleFlag(pairId(numberId(tokenId), numberId(number)));
  flag.capsule = numberId(tokenId);
  flag.ancestor = numberId(ancestorId);
  flag.dispute = numberId(number);
  flag.timestamp = event.block.timestamp;
  flag.save();
}

export function suspendCapsule(tokenId: BigInt, suspended: boolean): void {
  const capsule = loadCapsule(tokenId);
  capsule.suspended = suspended;
  capsule.save();
}
