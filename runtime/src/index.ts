/** The runtime's public face: publish a capsule, load one, and the parts that both stand on. */
export { type AccessGrant, type CapsuleAccess, NEVER_EXPIRES } from "./access/authorizeAccess.ts";
export { findLicenses, findOffers, type NumberedOffer, type ReceivedLicense } from "./access/chainHistory.ts";
export type { LicenseGuardOptions } from "./access/licenseGuard.ts";
export { type ResolvedCapsule, resolveCapsule } from "./access/resolveCapsule.ts";
export { viemAccessChain } from "./access/viemAccessChain.ts";
export { inspectModel } from "./artifact/inspectModel.ts";
export { type CiphertextCache, type CiphertextCacheOptions, ciphertextCache } from "./cache/ciphertextCache.ts";
export { defaultCacheDirectory } from "./cache/defaultCacheDirectory.ts";
export { type OrtEngineOptions, ortEngine } from "./engine/isolated/ortEngine.ts";
export * from "./errors.ts";
export { keeperSealService } from "./keys/keeperSealService.ts";
export { type Keeper, type KeeperSet, readKeeperSet } from "./keys/keeperSet.ts";
export type { KeeperOutcome, KeeperReport, LeasedKey, LeaseParameters } from "./keys/keyService.ts";
export { type ThresholdKeyServiceOptions, thresholdKeyService } from "./keys/thresholdKeyService.ts";
export { fetchFile } from "./load/fetchFile.ts";
export type { CapsuleSession, SessionInfo } from "./load/session.ts";
export { type LoadParameters, type LoadPorts, type LoadStep, loadCapsule } from "./loadCapsule.ts";
export type {
  AccessChain,
  BlockReader,
  BlockWriter,
  CapsuleState,
  Engine,
  EngineSession,
  KeyService,
  LicenseStatus,
  PublishChain,
  Seal,
  SealService,
  Tensor,
  TensorInfo,
  TransactionRecord,
} from "./ports.ts";
export type { OnProgress, ProgressEvent } from "./progress.ts";
export type { OfferInput } from "./publish/offer.ts";
export type { Publication } from "./publish/publication.ts";
export { fileFromBytes, fileFromDisk, mediaTypeOf, type SourceFile } from "./publish/sourceFile.ts";
export { viemPublishChain } from "./publish/viemPublishChain.ts";
export {
  type PublishedCapsule,
  type PublishParameters,
  type PublishPorts,
  type PublishStep,
  publishCapsule,
} from "./publishCapsule.ts";
export { type CurrencyRoyalties, type Royalties, readRoyalties } from "./royalties/readRoyalties.ts";
export {
  directoryBlocks,
  gatewayReader,
  heliaNode,
  ipfsServer,
  kuboWriter,
  memoryBlocks,
} from "./storage/index.ts";
export { sampleFeeds } from "./tensors/sampleFeeds.ts";
export { feedsFromJson, type TensorJson, tensorsToJson } from "./tensors/tensorJson.ts";
export {
  collectLeases,
  collectReleases,
  type KeeperUsageOptions,
  type SignedBatch,
  signedLeases,
  signedReleases,
} from "./usage/keeperUsage.ts";
