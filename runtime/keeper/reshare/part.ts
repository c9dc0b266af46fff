import { type Hex, hexToBytes, isAddressEqual } from "viem";
import type { KeeperSet } from "../../src/keys/keeperSet.ts";
import type { ResharePlan } from "../../src/keys/reshare.ts";
import { CeremonyNotParticipantError, PendingShareExistsError, ReshareMismatchError } from "../ceremony/errors.ts";
import type { Party } from "../ceremony/message.ts";
import { keyShareOf } from "../keyShare.ts";
import { operatorKey } from "../operatorKey.ts";
import type { KeySharePublic, Keystore } from "../store/keystore.ts";
import { partiesOf, type ReshareCeremony, reshareHash } from "./ceremony.ts";

/** What a keeper is in a resharing: a dealer of the current set, a participant of the next one, or both. */
export type ResharePart = {
  /** Of the ceremony. */
  hash: Hex;
  parties: readonly Party[];
  /** Own index among the parties. */
  self: number;
  /** Indices of the new set, which are the same as parties. */
  participants: readonly number[];
  isParticipant: boolean;
  /** Index as a party of each dealer, by its index in the current set. */
  dealers: ReadonlyMap<number, number>;
  plan: ResharePlan;
  /** Own share of the current set, for a dealer. */
  share?: { index: number; secret: Uint8Array };
  /** Own share of the new set, if an earlier run of this ceremony stored it. */
  stored?: KeySharePublic;
};

export type PartOptions = {
  ceremony: ReshareCeremony;
  current: KeeperSet;
  keystore: Keystore;
  pending: Keystore | undefined;
  keystorePath: string;
  replace: boolean;
};

/** @throws ReshareMismatchError, CeremonyNotParticipantError, PendingShareExistsError */
export function partOf(options: PartOptions): ResharePart {
  const { ceremony, current, keystore } = options;
  const hash = reshareHash(ceremony, current.groupKey);
  const parties = partiesOf(ceremony);
  const operator = operatorKey(keystore.operatorSecret).address;
  const self = parties.find((party) => isAddressEqual(party.operator, operator))?.index;
  if (self === undefined) throw new CeremonyNotParticipantError(operator, "neither deals nor is of the new set");

  const dealers = dealersOf(ceremony, current, parties);
  const dealer = [...dealers].find(([, party]) => party === self)?.[0];
  const participants = ceremony.participants.map((_, position) => position + 1);
  const isParticipant = self <= participants.length;
  return {
    ...{ hash, parties, self, participants, isParticipant, dealers },
    plan: planOf(ceremony, current, [...dealers.keys()]),
    ...(dealer !== undefined && { share: shareOf(options, dealer) }),
    ...(isParticipant && storedOf(options, hash, self)),
  };
}

/** @throws ReshareMismatchError unless the threshold's number of current keepers deal for the next epoch. */
function dealersOf(
  { epoch, dealers }: ReshareCeremony,
  current: KeeperSet,
  parties: readonly Party[],
): Map<number, number> {
  if (BigInt(epoch) !== current.epoch + 1n) {
    throw new ReshareMismatchError(`epoch ${epoch} does not follow the current one, ${current.epoch}`);
  }
  if (dealers.length !== current.threshold) {
    const needed = `${current.threshold} keepers of epoch ${current.epoch} deal`;
    throw new ReshareMismatchError(`exactly ${needed}, and the ceremony names ${dealers.length}`);
  }
  const indices = dealers.map(({ operator }): [number, number] => {
    const index = current.keepers.findIndex((keeper) => isAddressEqual(keeper.operator, operator)) + 1;
    if (index === 0) throw new ReshareMismatchError(`dealer ${operator} is no keeper of epoch ${current.epoch}`);
    return [index, parties.find((party) => isAddressEqual(party.operator, operator))?.index as number];
  });
  return new Map(indices.sort(([one], [other]) => one - other));
}

function planOf({ threshold, participants }: ReshareCeremony, current: KeeperSet, dealers: number[]): ResharePlan {
  const verificationShares = current.keepers.map(({ verificationShare }) => hexToBytes(verificationShare));
  const old = { threshold: current.threshold, groupKey: hexToBytes(current.groupKey), verificationShares };
  return { old, dealers, threshold, participants: participants.length };
}

function shareOf(
  { keystore, keystorePath, current }: PartOptions,
  index: number,
): { index: number; secret: Uint8Array } {
  const { share, info } = keyShareOf(keystorePath, keystore);
  const expected = current.keepers[index - 1]?.verificationShare;
  if (BigInt(info.epoch) !== current.epoch || info.verificationShares[index - 1] !== expected || info.index !== index) {
    throw new ReshareMismatchError(`this keeper's share is not the one that epoch ${current.epoch} has of it`);
  }
  return share;
}

function storedOf({ ceremony, pending, replace }: PartOptions, hash: Hex, self: number): Pick<ResharePart, "stored"> {
  const { operator, transportKey } = ceremony.participants[self - 1] as ReshareCeremony["participants"][number];
  if (pending?.public.transportKey !== transportKey) {
    const reason = pending ? "is listed with another transport key" : "has no transport key for the new epoch yet";
    throw new CeremonyNotParticipantError(operator, reason);
  }
  const { share } = pending.public;
  if (share?.ceremony === hash) return { stored: share };
  if (share && !replace) throw new PendingShareExistsError(share.epoch);
  return {};
}
