import {
  OperationCanceled,
  OperationExecuted,
  OperationScheduled,
  RoleAdminChanged,
  RoleGranted,
  RoleGuardianChanged,
  RoleLabel,
  RoleRevoked,
  TargetFunctionRoleUpdated,
} from "../../generated/AccessManager/AccessManager";
import { assignFunction, endOperation, grantRole, revokeRole, scheduleOperation } from "../handlers/roles";
import { accountOf } from "../store/account";
import { loadRole } from "../store/role";

export function handleRoleLabel(event: RoleLabel): void {
  const role = loadRole(event.params.roleId);
  role.label = event.params.label;
  role.save();
}

export function handleRoleGranted(event: RoleGranted): void {
  grantRole(event.params.roleId, event.params.account, event.params.delay, event.params.since);
}

export function handleRoleRevoked(event: RoleRevoked): void {
  revokeRole(event.params.roleId, event.params.account);
}

export function handleRoleAdminChanged(event: RoleAdminChanged): void {
  const role = loadRole(event.params.roleId);
  role.admin = event.params.admin;
  role.save();
}

export function handleRoleGuardianChanged(event: RoleGuardianChanged): void {
  const role = loadRole(event.params.roleId);
  role.guardian = event.params.guardian;
  role.save();
}

export function handleTargetFunctionRoleUpdated(event: TargetFunctionRoleUpdated): void {
  assignFunction(event.params.target, event.params.selector, event.params.roleId);
}

export function handleOperationScheduled(event: OperationScheduled): void {
  const operation = scheduleOperation(event.params.operationId, event.params.nonce, event);
  operation.schedule = event.params.schedule;
  operation.caller = accountOf(event.params.caller);
  operation.target = event.params.target;
  operation.data = event.params.data;
  operation.save();
}

export function handleOperationExecuted(event: OperationExecuted): void {
  endOperation(event.params.operationId, event.params.nonce, "EXECUTED");
}

export function handleOperationCanceled(event: OperationCanceled): void {
  endOperation(event.params.operationId, event.params.nonce, "CANCELED");
}
