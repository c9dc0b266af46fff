export type { AuthorizeSessionParameters } from "./actions/access/authorizeSession.ts";
export type { AuthorizeSessionForParameters } from "./actions/access/authorizeSessionFor.ts";
export type { CreateOfferParameters } from "./actions/access/createOffer.ts";
export type {
  GetLicenseStatusParameters,
  LicenseStatus,
} from "./actions/access/getLicenseStatus.ts";
export type {
  GetOfferParameters,
  Offer,
} from "./actions/access/getOffer.ts";
export type { GetSessionExpiryParameters } from "./actions/access/getSessionExpiry.ts";
export {
  authorizeSession,
  authorizeSessionFor,
  createOffer,
  getLicenseStatus,
  getOffer,
  getSessionExpiry,
  purchase,
  quote,
  renew,
  revokeSession,
  setOffer,
  signSession,
  tip,
} from "./actions/access/index.ts";
export type { PurchaseParameters } from "./actions/access/purchase.ts";
export type { QuoteParameters } from "./actions/access/quote.ts";
export type { RenewParameters } from "./actions/access/renew.ts";
export type { RevokeSessionParameters } from "./actions/access/revokeSession.ts";
export type { SetOfferParameters } from "./actions/access/setOffer.ts";
export type { SignSessionParameters } from "./actions/access/signSession.ts";
export { DerivativePolicy, type OfferTerms, offerOfLicense, Rights, Transferability } from "./actions/access/terms.ts";
export type { TipParameters } from "./actions/access/tip.ts";
export type { ContractCall } from "./actions/call.ts";
export type {
  GetKeeperSetParameters,
  KeeperSet,
} from "./actions/keepers/getKeeperSet.ts";
export {
  getCurrentEpoch,
  getKeeperSet,
  setKeeperUrl,
} from "./actions/keepers/index.ts";
export type { SetKeeperUrlParameters } from "./actions/keepers/setKeeperUrl.ts";
export type { PaymentOptions, Quote } from "./actions/payment.ts";
export type { ReadAction, ReadOptions, ReadParameters } from "./actions/readAction.ts";
export type {
  Capsule,
  GetCapsuleParameters,
} from "./actions/registry/getCapsule.ts";
export type { GetVersionDigestParameters } from "./actions/registry/getVersionDigest.ts";
export {
  getCapsule,
  getVersionDigest,
  isAuthorized,
  publishVersion,
  register,
  seal,
} from "./actions/registry/index.ts";
export type { IsAuthorizedParameters } from "./actions/registry/isAuthorized.ts";
export type { PublishVersionParameters } from "./actions/registry/publishVersion.ts";
export type { RegisterParameters } from "./actions/registry/register.ts";
export type { SealParameters } from "./actions/registry/seal.ts";
export type { AcceptCurrencyParameters } from "./actions/royalty/acceptCurrency.ts";
export type { ClaimOwnerParameters } from "./actions/royalty/claimOwner.ts";
export type { ClaimOwnerToParameters } from "./actions/royalty/claimOwnerTo.ts";
export type { CollectFeeParameters } from "./actions/royalty/collectFee.ts";
export type { GetClaimableOwnerParameters } from "./actions/royalty/getClaimableOwner.ts";
export type { GetCollectableFeeParameters } from "./actions/royalty/getCollectableFee.ts";
export type { GetInboxParameters } from "./actions/royalty/getInbox.ts";
export type { GetNetIncomeParameters } from "./actions/royalty/getNetIncome.ts";
export {
  acceptCurrency,
  claimOwner,
  claimOwnerTo,
  collectFee,
  getClaimableOwner,
  getCollectableFee,
  getInbox,
  getNetIncome,
  sweep,
} from "./actions/royalty/index.ts";
export type { SweepParameters } from "./actions/royalty/sweep.ts";
export type { TransactionOptions, WaitOptions, WriteAction, WriteParameters } from "./actions/writeAction.ts";
export { type CapsuleBinding, capsuleLabel, computeCapsuleId, payloadInfo } from "./capsuleBinding.ts";
export { type CapsuleActions, capsuleActions } from "./decorators/capsuleActions.ts";
export type { Deployment } from "./deployment.ts";
export { cidToDigest, digestToCid, manifestDigest, parseCid, tokenUri } from "./digest.ts";
export { BaseError, type BaseErrorOptions } from "./errors/base.ts";
export { InvalidCapsuleBindingError } from "./errors/capsuleBinding.ts";
export { InvalidCidError, InvalidDigestError } from "./errors/content.ts";
export {
  AccountRequiredError,
  EventMissingError,
  NotDeployedError,
  TransactionRevertedError,
  WrongChainError,
} from "./errors/contractCall.ts";
export { decodeRevert } from "./errors/contractDecode.ts";
export { type ContractErrorName, type ContractErrorRow, contractErrors } from "./errors/contractErrors.ts";
export { InsufficientAllowanceError, InsufficientBalanceError } from "./errors/contractPayment.ts";
export {
  type ContractErrorArgs,
  ContractRevertError,
  isContractRevert,
  UndecodedRevertError,
} from "./errors/contractRevert.ts";
export {
  ManifestBindingMismatchError,
  ManifestDigestMismatchError,
  type ManifestIssue,
  ManifestMalformedError,
  ManifestTooLargeError,
} from "./errors/manifest.ts";
export { accessTokenAbi } from "./generated/accessToken.ts";
export { capsuleRegistryAbi } from "./generated/capsuleRegistry.ts";
export { deployments } from "./generated/deployments.ts";
export { errorsAbi } from "./generated/errors.ts";
export { keeperRegistryAbi } from "./generated/keeperRegistry.ts";
export { royaltySplitterAbi } from "./generated/royaltySplitter.ts";
export {
  type CapsuleKind,
  type CapsuleManifest,
  checkManifestBinding,
  encodeManifest,
  MANIFEST_MAX_BYTES,
  type Manifest,
  type ManifestEncryption,
  type ManifestFile,
  type ManifestModel,
  type ManifestTensor,
  manifestBinding,
  manifestJsonSchema,
  manifestSchema,
  marketplaceAttributes,
  parseManifest,
  verifyManifest,
} from "./manifest/index.ts";
