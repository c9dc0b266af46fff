import {
  EpochOpened,
  KeeperUrlChanged,
  SessionAuthorized,
  SessionRevoked,
} from "../../generated/KeeperRegistry/KeeperRegistry";
import { Keeper, KeeperEpoch } from "../../generated/schema";
import { authorizeSession, changeKeeperUrl, revokeSession, setCurrentEpoch } from "../handlers/keepers";
import { numberId, pairId } from "../id";
import { accountOf } from "../store/account";

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

export function handleSessionAuthorized(event: SessionAuthorized): void {
  authorizeSession(event.params.account, event.params.device, event.params.expiresAt);
}

export function handleSessionRevoked(event: SessionRevoked): void {
  revokeSession(event.params.account, event.params.device);
}
