// What every contract of the protocol tells in the same way. Their generated classes differ by name alone.
import {
  AuthorityUpdated,
  EntriesPaused,
  EntriesUnpaused,
  Upgraded,
} from "../../generated/CapsuleRegistry/CapsuleRegistry";
import { pauseEntries, upgrade } from "../handlers/upgrades";
import { noteParameter } from "../store/contract";

export function handleUpgraded(event: Upgraded): void {
  upgrade(event.params.implementation, event);
}

export function handleAuthorityUpdated(event: AuthorityUpdated): void {
  noteParameter("authority", event.params.authority.toHexString(), event);
}

export function handleEntriesPaused(event: EntriesPaused): void {
  pauseEntries(event.params.until, event);
}

export function handleEntriesUnpaused(event: EntriesUnpaused): void {
  pauseEntries(event.block.timestamp, event);
}
