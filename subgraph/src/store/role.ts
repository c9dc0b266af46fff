import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { Role, RoleMember } from "../../generated/schema";
import { numberId, pairId } from "../id";
import { accountOf } from "./account";

export function loadRole(number: BigInt): Role {
  const id = numberId(number);
  const existing = Role.load(id);
  if (existing != null) return existing;
  const role = new Role(id);
  role.number = number;
  // Both are ADMIN until they are changed.
  role.admin = BigInt.zero();
  role.guardian = BigInt.zero();
  role.save();
  return role;
}

export function loadRoleMember(number: BigInt, account: Bytes): RoleMember {
  const role = loadRole(number);
  const id = pairId(role.id, account);
  const existing = RoleMember.load(id);
  if (existing != null) return existing;
  const member = new RoleMember(id);
  member.role = role.id;
  member.account = accountOf(account);
  member.active = false;
  member.since = BigInt.zero();
  member.executionDelay = BigInt.zero();
  return member;
}
