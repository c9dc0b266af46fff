import { Bytes } from "@graphprotocol/graph-ts";
import { TimelockCall } from "../../generated/schema";
import {
  CallExecuted,
  CallSalt,
  CallScheduled,
  Cancelled,
  MinDelayChange,
  RoleGranted,
  RoleRevoked,
} from "../../generated/TimelockController/TimelockController";
import { loadTimelockOperation, setOperationStatus, setTimelockRole } from "../handlers/timelock";
import { numberId, pairId } from "../id";
import { noteParameter } from "../store/contract";

export function handleCallScheduled(event: CallScheduled): void {
  const params = event.params;
  const operation = loadTimelockOperation(params.id, event);
  operation.status = "SCHEDULED";
  operation.readyAt = event.block.timestamp.plus(params.delay);
  operation.predecessor = wordOrNull(params.predecessor);
  operation.save();
  const call = new TimelockCall(pairId(operation.id, numberId(params.index)));
  call.operation = operation.id;
  call.index = params.index;
  call.target = params.target;
  call.value = params.value;
  call.data = params.data;
  call.save();
}

function wordOrNull(word: Bytes): Bytes | null {
  for (let i = 0; i < word.length; i++) {
    if (word[i] != 0) return word;
  }
  return null;
}

export function handleCallSalt(event: CallSalt): void {
  const operation = loadTimelockOperation(event.params.id, event);
  operation.salt = event.params.salt;
  operation.save();
}

export function handleCallExecuted(event: CallExecuted): void {
  setOperationStatus(event.params.id, "EXECUTED");
}

export function handleCancelled(event: Cancelled): void {
  setOperationStatus(event.params.id, "CANCELED");
}

export function handleMinDelayChange(event: MinDelayChange): void {
  noteParameter("minDelay", event.params.newDuration.toString(), event);
}

export function handleRoleGranted(event: RoleGranted): void {
  setTimelockRole(event.params.role, event.params.account, true);
}

export function handleRoleRevoked(event: RoleRevoked): void {
  setTimelockRole(event.params.role, event.params.account, false);
}
