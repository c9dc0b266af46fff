import {
  BondPosted,
  BondSlashed,
  BondWithdrawn,
  EpochOpened,
  KeeperUrlChanged,
  MinimumBondChanged,
  SessionAuthorized,
  SessionRevoked,
} from "../../generated/KeeperRegistry/KeeperRegistry";
import { Keeper, KeeperEpoch } from "../../generated/schema";
import { authorizeSession, changeKeeperUrl, revokeSession, setCurrentEpoch } from "../handlers/keepers";
import { numberId, pairId } from "../id";
import { accountOf } from "../store/account";
import { createBondChange, loadKeeperBond } from "../store/bond";
import { noteParameter } from "../store/contract";
import { loadProtocol } from "../store/protocol";

export { handleAuthorityUpdated, handleUpgraded } from "./proxy";

export function handleEpochOpened(event: EpochOpened): void {
  const epoch = new KeeperEpoch(numberId(event.params.epoch));
  epoch.number = event.params.epoch;
  epoch.threshold = event.params.threshold;
  epoch.groupKey = event.params.groupKey;
  epoch.openedAt = event.block.timestamp;
  epoch.openedTransaction = event.transaction.hash;
  epoch.save();
  const members = event.params.keepers;
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    const keeper = new Keeper(pairId(epoch.id, member.operator));
    keeper.epoch = epoch.id;
    keeper.operator = accountOf(member.operator);
    keeper.index = i + 1;
    keeper.transportKey = member.transportKey;
    keeper.verificationShare = member.verificationShare;
    keeper.url = member.url;
    keeper.sealCount = 0;
    keeper.save();
  }
  setCurrentEpoch(event.params.epoch);
}

export function handleKeeperUrlChanged(event: KeeperUrlChanged): void {
  changeKeeperUrl(event.params.epoch, event.params.operator, event.params.url);
}

export function handleBondPosted(event: BondPosted): void {
  const bond = loadKeeperBond(event.params.operator);
  bond.bond = event.params.bond;
  bond.save();
  createBondChange("POSTED", bond, event.params.amount, event.params.payer, event).save();
}

export function handleBondWithdrawn(event: BondWithdrawn): void {
  const bond = loadKeeperBond(event.params.operator);
  bond.bond = bond.bond.minus(event.params.amount);
  bond.save();
  createBondChange("WITHDRAWN", bond, event.params.amount, event.params.recipient, event).save();
}

export function handleBondSlashed(event: BondSlashed): void {
  const bond = loadKeeperBond(event.params.operator);
  bond.bond = event.params.bond;
  bond.slashed = bond.slashed.plus(event.params.amount);
  bond.save();
  const change = createBondChange("SLASHED", bond, event.params.amount, event.params.recipient, event);
  change.evidenceDigest = event.params.evidenceDigest;
  change.save();
}

export function handleMinimumBondChanged(event: MinimumBondChanged): void {
  const protocol = loadProtocol();
  protocol.minimumBond = event.params.amount;
  protocol.save();
  noteParameter("minimumBond", event.params.amount.toString(), event);
}

export function handleSessionAuthorized(event: SessionAuthorized): void {
  authorizeSession(event.params.account, event.params.device, event.params.expiresAt);
}

export function handleSessionRevoked(event: SessionRevoked): void {
  revokeSession(event.params.account, event.params.device);
}
