import { BigInt, Bytes, DataSourceContext, ethereum } from "@graphprotocol/graph-ts";
import { Capsule, CapsuleVersion } from "../../generated/schema";
import { ManifestFile } from "../../generated/templates";
import { manifestCid, numberId, pairId, sequenceOf } from "../id";
import { accountOf } from "./account";

/** Units of a capsule. */
export const UNITS: i32 = 1_000_000;

/** A capsule that was registered. */
export function loadCapsule(tokenId: BigInt): Capsule {
  return Capsule.load(numberId(tokenId))!;
}

/** A capsule as it is at its registration, but for what the event says of its fee and salt. */
export function createCapsule(tokenId: BigInt, creator: Bytes, event: ethereum.Event): Capsule {
  const capsule = new Capsule(numberId(tokenId));
  capsule.tokenId = tokenId;
  capsule.creator = accountOf(creator);
  capsule.owner = creator;
  capsule.registeredAt = event.block.timestamp;
  capsule.registeredBlock = event.block.number;
  capsule.registeredTransaction = event.transaction.hash;
  capsule.sequence = sequenceOf(event);
  capsule.isSealed = false;
  capsule.salesOpen = false;
  capsule.suspended = false;
  capsule.ownerFrozen = false;
  capsule.isDerivative = false;
  capsule.childCount = 0;
  capsule.absoluteBps = 0;
  capsule.relativeBps = 0;
  capsule.ownerUnits = UNITS;
  capsule.usageGeneration = 0;
  capsule.licensesSold = BigInt.zero();
  capsule.releases = BigInt.zero();
  capsule.runsUsed = BigInt.zero();
  capsule.currencies = new Array<Bytes>(0);
  return capsule;
}

/** Makes `digest` the capsule's current version, and has its manifest looked for on IPFS. */
export function appendVersion(
  capsule: Capsule,
  number: BigInt,
  digest: Bytes,
  encrypted: boolean,
  event: ethereum.Event,
): void {
  const version = new CapsuleVersion(versionId(capsule, number));
  version.capsule = capsule.id;
  version.number = number;
  version.manifestDigest = digest;
  version.manifest = digest;
  version.encrypted = encrypted;
  version.publishedAt = event.block.timestamp;
  version.publishedTransaction = event.transaction.hash;
  version.save();
  capsule.version = number;
  capsule.currentVersion = version.id;
  capsule.manifest = digest;
  capsule.encrypted = encrypted;
  capsule.isSealed = false;
  // The same context for the same manifest, whoever refers to it: it is read once.
  const context = new DataSourceContext();
  context.setBytes("digest", digest);
  ManifestFile.createWithContext(manifestCid(digest), context);
}

export function versionId(capsule: Capsule, number: BigInt): Bytes {
  return pairId(capsule.id, numberId(number));
}
