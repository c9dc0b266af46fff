// Capsules: registration, versions, seals, ownership, usage without a license.
import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Capsule, CapsuleTransfer, CapsuleVersion, Keeper, UsageAuthorization } from "../../generated/schema";
import { eventId, numberId, pairId } from "../id";
import { accountOf } from "../store/account";
import { appendVersion, loadCapsule, versionId } from "../store/capsule";
import { loadProtocol } from "../store/protocol";
import { stamp } from "../store/stamp";

export function countCapsule(): void {
  const protocol = loadProtocol();
  protocol.capsuleCount += 1;
  protocol.save();
}

export function publishVersion(
  tokenId: BigInt,
  number: BigInt,
  digest: Bytes,
  encrypted: boolean,
  event: ethereum.Event,
): void {
  const capsule = loadCapsule(tokenId);
  appendVersion(capsule, number, digest, encrypted, event);
  capsule.save();
}

export function sealVersion(
  tokenId: BigInt,
  number: BigInt,
  epoch: BigInt,
  keepers: Address[],
  event: ethereum.Event,
): void {
  const capsule = loadCapsule(tokenId);
  capsule.isSealed = true;
  capsule.save();
  const version = CapsuleVersion.load(versionId(capsule, number))!;
  version.sealedAt = event.block.timestamp;
  version.sealEpoch = epoch;
  version.sealKeepers = changetype<Bytes[]>(keepers);
  version.save();
  for (let i = 0; i < keepers.length; i++) {
    const keeper = Keeper.load(pairId(numberId(epoch), keepers[i]))!;
    keeper.sealCount += 1;
    keeper.save();
  }
}

/** A mint comes before the event that tells of the registration, which makes the capsule. */
export function transferCapsule(tokenId: BigInt, from: Address, to: Address, event: ethereum.Event): void {
  if (from.equals(Address.zero())) return;
  const capsule = loadCapsule(tokenId);
  capsule.owner = accountOf(to);
  capsule.save();
  const transfer = new CapsuleTransfer(eventId(event));
  stamp(transfer, event);
  transfer.capsule = capsule.id;
  transfer.from = accountOf(from);
  transfer.to = to;
  transfer.save();
}

export function openSales(tokenId: BigInt, open: boolean): void {
  const capsule = loadCapsule(tokenId);
  capsule.salesOpen = open;
  capsule.save();
}

export function authorizeUsage(tokenId: BigInt, user: Bytes): void {
  const capsule = loadCapsule(tokenId);
  const id = pairId(capsule.id, user);
  const existing = UsageAuthorization.load(id);
  const authorization = existing == null ? new UsageAuthorization(id) : existing;
  authorization.capsule = capsule.id;
  authorization.user = accountOf(user);
  authorization.generation = capsule.usageGeneration;
  authorization.revoked = false;
  authorization.save();
}

export function revokeUsage(tokenId: BigInt, user: Bytes): void {
  const authorization = UsageAuthorization.load(pairId(numberId(tokenId), user))!;
  authorization.revoked = true;
  authorization.save();
}

export function endUsage(tokenId: BigInt): void {
  const capsule = Capsule.load(numberId(tokenId))!;
  capsule.usageGeneration += 1;
  capsule.save();
}
