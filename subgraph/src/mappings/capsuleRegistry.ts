import { BigInt } from "@graphprotocol/graph-ts";
import {
  Authorization,
  AuthorizationRevoked,
  AuthorizationsEnded,
  CapsuleRegistered,
  CapsuleReinstated,
  CapsuleSealed,
  CapsuleSuspended,
  ContractURIUpdated,
  ParentLinked,
  ProtocolFeeChanged,
  Transfer,
  VersionPublished,
} from "../../generated/CapsuleRegistry/CapsuleRegistry";
import * as capsules from "../handlers/capsules";
import { suspendCapsule } from "../handlers/disputes";
import { linkParent, ParentTerms } from "../handlers/lineage";
import { appendVersion, createCapsule } from "../store/capsule";
import { noteParameter } from "../store/contract";
import { loadProtocol } from "../store/protocol";

export { handleAuthorityUpdated, handleEntriesPaused, handleEntriesUnpaused, handleUpgraded } from "./proxy";

export function handleCapsuleRegistered(event: CapsuleRegistered): void {
  const capsule = createCapsule(event.params.capsuleId, event.params.creator, event);
  capsule.salt = event.params.salt;
  capsule.feeBps = event.params.feeBps;
  capsule.royaltyBps = event.params.royaltyBps;
  appendVersion(capsule, BigInt.fromI32(1), event.params.manifestDigest, event.params.encrypted, event);
  capsule.save();
  capsules.countCapsule();
}

export function handleParentLinked(event: ParentLinked): void {
  const params = event.params;
  const terms = new ParentTerms(params.relation, params.licenseId, params.policy, params.rateBps);
  linkParent(params.capsuleId, params.parentId, terms, event);
}

export function handleVersionPublished(event: VersionPublished): void {
  const params = event.params;
  capsules.publishVersion(params.capsuleId, params.version, params.manifestDigest, params.encrypted, event);
}

export function handleCapsuleSealed(event: CapsuleSealed): void {
  const params = event.params;
  capsules.sealVersion(params.capsuleId, params.version, params.epoch, params.keepers, event);
}

export function handleCapsuleSuspended(event: CapsuleSuspended): void {
  suspendCapsule(event.params.capsuleId, true);
}

export function handleCapsuleReinstated(event: CapsuleReinstated): void {
  suspendCapsule(event.params.capsuleId, false);
}

export function handleTransfer(event: Transfer): void {
  capsules.transferCapsule(event.params.tokenId, event.params.from, event.params.to, event);
}

export function handleAuthorization(event: Authorization): void {
  capsules.authorizeUsage(event.params.capsuleId, event.params.user);
}

export function handleAuthorizationRevoked(event: AuthorizationRevoked): void {
  capsules.revokeUsage(event.params.capsuleId, event.params.user);
}

export function handleAuthorizationsEnded(event: AuthorizationsEnded): void {
  capsules.endUsage(event.params.capsuleId);
}

export function handleProtocolFeeChanged(event: ProtocolFeeChanged): void {
  const protocol = loadProtocol();
  protocol.feeBps = event.params.feeBps;
  protocol.save();
  noteParameter("protocolFee", event.params.feeBps.toString(), event);
}

export function handleContractURIUpdated(event: ContractURIUpdated): void {
  noteParameter("contractURI", "changed", event);
}
