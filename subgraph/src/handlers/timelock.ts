// What waits in the timelock, and who may put it there.
import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { TimelockOperation, TimelockRole } from "../../generated/schema";
import { pairId } from "../id";
import { accountOf } from "../store/account";

/** An operation, made with its first call. */
export function loadTimelockOperation(id: Bytes, event: ethereum.Event): TimelockOperation {
  const existing = TimelockOperation.load(id);
  if (existing != null) return existing;
  const operation = new TimelockOperation(id);
  operation.scheduledAt = event.block.timestamp;
  return operation;
}

export function setOperationStatus(id: Bytes, status: string): void {
  const operation = TimelockOperation.load(id)!;
  operation.status = status;
  operation.save();
}

export function setTimelockRole(role: Bytes, account: Bytes, active: boolean): void {
  const id = pairId(role, account);
  const existing = TimelockRole.load(id);
  const entry = existing == null ? new TimelockRole(id) : existing;
  entry.role = role;
  entry.account = accountOf(account);
  entry.active = active;
  entry.save();
}
