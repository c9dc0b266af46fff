// Keepers, and the devices that ask them for keys.
import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { Keeper, Session } from "../../generated/schema";
import { numberId, pairId } from "../id";
import { accountOf } from "../store/account";
import { loadProtocol } from "../store/protocol";

export function setCurrentEpoch(epoch: BigInt): void {
  const protocol = loadProtocol();
  protocol.currentEpoch = epoch;
  protocol.save();
}

export function changeKeeperUrl(epoch: BigInt, operator: Bytes, url: string): void {
  const keeper = Keeper.load(pairId(numberId(epoch), operator))!;
  keeper.url = url;
  keeper.save();
}

export function authorizeSession(account: Bytes, device: Bytes, expiresAt: BigInt): void {
  const id = pairId(account, device);
  const existing = Session.load(id);
  const session = existing == null ? new Session(id) : existing;
  session.account = accountOf(account);
  session.device = device;
  session.expiresAt = expiresAt;
  session.revoked = false;
  session.save();
}

/** Anyone may revoke a session that there never was: of that there is nothing to say. */
export function revokeSession(account: Bytes, device: Bytes): void {
  const session = Session.load(pairId(account, device));
  if (session == null) return;
  session.expiresAt = BigInt.zero();
  session.revoked = true;
  session.save();
}
