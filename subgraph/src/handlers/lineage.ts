// What capsules are made from, and what they owe for it.
import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Capsule, LineageEdge } from "../../generated/schema";
import { numberId, pairId, sequenceOf } from "../id";
import { loadCapsule } from "../store/capsule";
import { loadDebt } from "../store/lineage";
import { loadProtocol } from "../store/protocol";

const RELATIONS: string[] = ["FINETUNE", "ADAPTER", "QUANTIZED", "MERGE"];
const POLICIES: string[] = ["ABSOLUTE", "RELATIVE"];

export function policyName(policy: i32): string {
  return POLICIES[policy];
}

/** What the event tells of one parent. */
export class ParentTerms {
  constructor(
    public relation: i32,
    public licenseId: BigInt,
    public policy: i32,
    public rateBps: i32,
  ) {}
}

export function linkParent(childId: BigInt, parentId: BigInt, terms: ParentTerms, event: ethereum.Event): void {
  const child = loadCapsule(childId);
  markDerivative(child);
  const parent = loadCapsule(parentId);
  parent.childCount += 1;
  parent.save();
  const edge = new LineageEdge(pairId(child.id, parent.id));
  edge.child = child.id;
  edge.parent = parent.id;
  edge.relation = RELATIONS[terms.relation];
  edge.license = licenseOrNull(terms.licenseId);
  edge.policy = policyName(terms.policy);
  edge.rateBps = terms.rateBps;
  edge.timestamp = event.block.timestamp;
  edge.sequence = sequenceOf(event);
  edge.save();
}

/** License 0 is the parent's owner, who needs none. */
function licenseOrNull(licenseId: BigInt): Bytes | null {
  return licenseId.isZero() ? null : numberId(licenseId);
}

function markDerivative(child: Capsule): void {
  if (child.isDerivative) return;
  child.isDerivative = true;
  child.save();
  const protocol = loadProtocol();
  protocol.derivativeCount += 1;
  protocol.save();
}

/** The capsule owes `rateBps` to `ancestorId` by ABSOLUTE policy. */
export function oweAbsolute(child: Capsule, ancestorId: BigInt, rateBps: i32): void {
  const debt = loadDebt(child.id, numberId(ancestorId));
  debt.absoluteBps = rateBps;
  debt.save();
  child.absoluteBps += rateBps;
}

/** The same by RELATIVE policy. */
export function oweRelative(child: Capsule, ancestorId: BigInt, rateBps: i32): void {
  const debt = loadDebt(child.id, numberId(ancestorId));
  debt.relativeBps = rateBps;
  debt.save();
  child.relativeBps += rateBps;
}
