// Who may do what, in the AccessManager.
import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { RoleFunction, ScheduledOperation } from "../../generated/schema";
import { numberId, pairId } from "../id";
import { loadRole, loadRoleMember } from "../store/role";

export function grantRole(role: BigInt, account: Address, delay: BigInt, since: BigInt): void {
  const member = loadRoleMember(role, account);
  // A grant to who is a member changes its delay alone.
  if (!member.active) member.since = since;
  member.active = true;
  member.executionDelay = delay;
  member.save();
}

export function revokeRole(role: BigInt, account: Address): void {
  const member = loadRoleMember(role, account);
  member.active = false;
  member.save();
}

export function assignFunction(target: Address, selector: Bytes, role: BigInt): void {
  const assignment = new RoleFunction(pairId(target, selector));
  assignment.role = loadRole(role).id;
  assignment.target = target;
  assignment.selector = selector;
  assignment.save();
}

function operationId(operation: Bytes, nonce: BigInt): Bytes {
  return pairId(operation, numberId(nonce));
}

export function scheduleOperation(operation: Bytes, nonce: BigInt, event: ethereum.Event): ScheduledOperation {
  const scheduled = new ScheduledOperation(operationId(operation, nonce));
  scheduled.operationId = operation;
  scheduled.nonce = nonce;
  scheduled.status = "SCHEDULED";
  scheduled.timestamp = event.block.timestamp;
  return scheduled;
}

export function endOperation(operation: Bytes, nonce: BigInt, status: string): void {
  const scheduled = ScheduledOperation.load(operationId(operation, nonce))!;
  scheduled.status = status;
  scheduled.save();
}
