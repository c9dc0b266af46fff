export type { ApproveLicensesParameters } from "./actions/access/approveLicenses.ts";
export type { AutoRenewParameters } from "./actions/access/autoRenew.ts";
export type { CreateOfferParameters } from "./actions/access/createOffer.ts";
export type { GetAutoRenewalParameters } from "./actions/access/getAutoRenewal.ts";
export type { GetBoughtParameters } from "./actions/access/getBought.ts";
export type { GetCreditParameters } from "./actions/access/getCredit.ts";
export type { GetLicenseStatusParameters, LicenseStatus } from "./actions/access/getLicenseStatus.ts";
export type { GetOfferParameters, Offer } from "./actions/access/getOffer.ts";
export type { GetRefundParameters } from "./actions/access/getRefund.ts";
export {
  approveLicenses,
  autoRenew,
  createOffer,
  getAutoRenewal,
  getBought,
  getCredit,
  getLicenseStatus,
  getOffer,
  getRefund,
  purchase,
  purchaseBatch,
  purchaseWithPermit,
  quote,
  renew,
  revoke,
  setAutoRenewal,
  setOffer,
  signPermit,
  startTrial,
  tip,
  withdrawCredit,
} from "./actions/access/index.ts";
export type { OrderParameters } from "./actions/access/order.ts";
export type { PurchaseParameters } from "./actions/access/purchase.ts";
export type { BatchOrder, PurchaseBatchParameters } from "./actions/access/purchaseBatch.ts";
export type { PurchaseWithPermitParameters } from "./actions/access/purchaseWithPermit.ts";
export type { QuoteParameters } from "./actions/access/quote.ts";
export type { RenewParameters } from "./actions/access/renew.ts";
export type { RevokeParameters } from "./actions/access/revoke.ts";
export type { SetAutoRenewalParameters } from "./actions/access/setAutoRenewal.ts";
export type { SetOfferParameters } from "./actions/access/setOffer.ts";
export type { Permit, SignPermitParameters } from "./actions/access/signPermit.ts";
export type { StartTrialParameters } from "./actions/access/startTrial.ts";
export {
  type ContractTerms,
  DerivativePolicy,
  type OfferTerms,
  offerOfLicense,
  Rights,
  Transferability,
} from "./actions/access/terms.ts";
export type { TipParameters } from "./actions/access/tip.ts";
export type { WithdrawCreditParameters } from "./actions/access/withdrawCredit.ts";
export type { ContractCall } from "./actions/call.ts";
export type { AppealDisputeParameters } from "./actions/disputes/appealDispute.ts";
export type { ConcludeDisputeParameters } from "./actions/disputes/concludeDispute.ts";
export type { CounterDisputeParameters } from "./actions/disputes/counterDispute.ts";
export type { FlagDescendantsParameters } from "./actions/disputes/flagDescendants.ts";
export type { GetBondsParameters } from "./actions/disputes/getBonds.ts";
export type { Dispute, GetDisputeParameters } from "./actions/disputes/getDispute.ts";
export type { GetDisputeRulesParameters } from "./actions/disputes/getDisputeRules.ts";
export type { Docket, GetDocketParameters } from "./actions/disputes/getDocket.ts";
export type { GetFlagsParameters } from "./actions/disputes/getFlags.ts";
export type { DisputeRules } from "./actions/disputes/getRules.ts";
export {
  appealDispute,
  concludeDispute,
  counterDispute,
  flagDescendants,
  getBonds,
  getDispute,
  getDisputeRules,
  getDocket,
  getFlags,
  getRules,
  openDispute,
  ruleDispute,
  withdrawBonds,
  withdrawBondsTo,
} from "./actions/disputes/index.ts";
export type { OpenDisputeParameters } from "./actions/disputes/openDispute.ts";
export type { RuleDisputeParameters } from "./actions/disputes/ruleDispute.ts";
export { DisputeStage } from "./actions/disputes/stages.ts";
export type { WithdrawBondsParameters } from "./actions/disputes/withdrawBonds.ts";
export type { WithdrawBondsToParameters } from "./actions/disputes/withdrawBondsTo.ts";
export type { CancelProposalParameters } from "./actions/governance/cancelProposal.ts";
export type { CastVoteParameters } from "./actions/governance/castVote.ts";
export type { CastVoteBySignatureParameters } from "./actions/governance/castVoteBySignature.ts";
export type { DelegateParameters } from "./actions/governance/delegate.ts";
export type { DelegateForParameters } from "./actions/governance/delegateFor.ts";
export type { ExecuteProposalParameters } from "./actions/governance/executeProposal.ts";
export type { GetDelegateParameters } from "./actions/governance/getDelegate.ts";
export type { GetProposalParameters, Proposal } from "./actions/governance/getProposal.ts";
export type { GetProposalIdsParameters } from "./actions/governance/getProposalIds.ts";
export type { GetVotesParameters } from "./actions/governance/getVotes.ts";
export type { HasVotedParameters } from "./actions/governance/hasVoted.ts";
export {
  cancelProposal,
  castVote,
  castVoteBySignature,
  delegate,
  delegateFor,
  executeProposal,
  getDelegate,
  getProposal,
  getProposalIds,
  getVotes,
  hasVoted,
  propose,
  queueProposal,
  signDelegation,
  signVote,
} from "./actions/governance/index.ts";
export type { ProposedCall, ProposeParameters } from "./actions/governance/propose.ts";
export type { QueueProposalParameters } from "./actions/governance/queueProposal.ts";
export type { SignDelegationParameters } from "./actions/governance/signDelegation.ts";
export type { SignVoteParameters } from "./actions/governance/signVote.ts";
export { PROPOSAL_STATES, type ProposalState, Support } from "./actions/governance/votes.ts";
export type { AuthorizeSessionParameters } from "./actions/keepers/authorizeSession.ts";
export type { AuthorizeSessionForParameters } from "./actions/keepers/authorizeSessionFor.ts";
export type { GetBondParameters } from "./actions/keepers/getBond.ts";
export type { GetBondReleasableAtParameters } from "./actions/keepers/getBondReleasableAt.ts";
export type { GetEpochOpenedAtParameters } from "./actions/keepers/getEpochOpenedAt.ts";
export type { GetKeeperSetParameters, KeeperSet } from "./actions/keepers/getKeeperSet.ts";
export type { GetSessionExpiryParameters } from "./actions/keepers/getSessionExpiry.ts";
export {
  authorizeSession,
  authorizeSessionFor,
  getBond,
  getBondReleasableAt,
  getCurrentEpoch,
  getEpochOpenedAt,
  getKeeperSet,
  getMinimumBond,
  getSessionExpiry,
  postBond,
  revokeSession,
  rotateKeepers,
  setKeeperUrl,
  setMinimumBond,
  signSession,
  slashBond,
  withdrawBond,
} from "./actions/keepers/index.ts";
export type { PostBondParameters } from "./actions/keepers/postBond.ts";
export type { RevokeSessionParameters } from "./actions/keepers/revokeSession.ts";
export type { RotateKeepersParameters } from "./actions/keepers/rotateKeepers.ts";
export type { SetKeeperUrlParameters } from "./actions/keepers/setKeeperUrl.ts";
export type { SetMinimumBondParameters } from "./actions/keepers/setMinimumBond.ts";
export type { SignSessionParameters } from "./actions/keepers/signSession.ts";
export type { SlashBondParameters } from "./actions/keepers/slashBond.ts";
export type { WithdrawBondParameters } from "./actions/keepers/withdrawBond.ts";
export type { AcceptBidParameters } from "./actions/market/acceptBid.ts";
export type { CancelBidParameters } from "./actions/market/cancelBid.ts";
export type { CancelBidToParameters } from "./actions/market/cancelBidTo.ts";
export type { CancelOrderParameters } from "./actions/market/cancelOrder.ts";
export type { FillOrderParameters } from "./actions/market/fillOrder.ts";
export type { FillOrdersParameters } from "./actions/market/fillOrders.ts";
export type { Bid, GetBidParameters } from "./actions/market/getBid.ts";
export type { GetOrderCounterParameters } from "./actions/market/getOrderCounter.ts";
export type { GetOrderStatusParameters, OrderStatus } from "./actions/market/getOrderStatus.ts";
export type { GetResaleParameters, Resale } from "./actions/market/getResale.ts";
export {
  acceptBid,
  cancelAllOrders,
  cancelBid,
  cancelBidTo,
  cancelOrder,
  fillOrder,
  fillOrders,
  getBid,
  getOrderCounter,
  getOrderStatus,
  getResale,
  placeBid,
  signOrder,
} from "./actions/market/index.ts";
export { hashOrder, type ItemKind, type Order, type SignedOrder } from "./actions/market/order.ts";
export type { PlaceBidParameters } from "./actions/market/placeBid.ts";
export type { SignOrderParameters } from "./actions/market/signOrder.ts";
export type { WantedOrder } from "./actions/market/wanted.ts";
export type { ConvertUsdParameters } from "./actions/oracle/convertUsd.ts";
export type { Feed, GetFeedParameters } from "./actions/oracle/getFeed.ts";
export {
  convertUsd,
  getFeed,
  getSequencerFeed,
} from "./actions/oracle/index.ts";
export type { PaymentOptions, Quote } from "./actions/payment.ts";
export type { ReadAction, ReadOptions, ReadParameters } from "./actions/readAction.ts";
export type { ApproveCapsulesParameters } from "./actions/registry/approveCapsules.ts";
export type { AuthorizeUsageParameters } from "./actions/registry/authorizeUsage.ts";
export type { GetAuthorizedUsersParameters } from "./actions/registry/getAuthorizedUsers.ts";
export type { Capsule, GetCapsuleParameters } from "./actions/registry/getCapsule.ts";
export type { GetVersionDigestParameters } from "./actions/registry/getVersionDigest.ts";
export {
  approveCapsules,
  authorizeUsage,
  getAuthorizedUsers,
  getCapsule,
  getVersionDigest,
  isAuthorized,
  isUsageAuthorized,
  previewLink,
  publishVersion,
  register,
  registerDerivative,
  revokeUsage,
  seal,
} from "./actions/registry/index.ts";
export type { IsAuthorizedParameters } from "./actions/registry/isAuthorized.ts";
export type { IsUsageAuthorizedParameters } from "./actions/registry/isUsageAuthorized.ts";
export { type ParentParameters, Relation } from "./actions/registry/parents.ts";
export type { PreviewLinkParameters } from "./actions/registry/previewLink.ts";
export type { PublishVersionParameters } from "./actions/registry/publishVersion.ts";
export type { RegisterParameters } from "./actions/registry/register.ts";
export type { RegisterDerivativeParameters } from "./actions/registry/registerDerivative.ts";
export type { RevokeUsageParameters } from "./actions/registry/revokeUsage.ts";
export type { SealParameters } from "./actions/registry/seal.ts";
export type { AcceptCurrencyParameters } from "./actions/royalty/acceptCurrency.ts";
export type { ApproveSharesParameters } from "./actions/royalty/approveShares.ts";
export type { ClaimParameters } from "./actions/royalty/claim.ts";
export type { ClaimOwnerParameters } from "./actions/royalty/claimOwner.ts";
export type { ClaimOwnerToParameters } from "./actions/royalty/claimOwnerTo.ts";
export type { ClaimToParameters } from "./actions/royalty/claimTo.ts";
export type { CollectParameters } from "./actions/royalty/collect.ts";
export type { CollectDueParameters, DueCollected } from "./actions/royalty/collectDue.ts";
export type { CollectFeeParameters } from "./actions/royalty/collectFee.ts";
export type { CollectManyParameters } from "./actions/royalty/collectMany.ts";
export type { CollectPathParameters } from "./actions/royalty/collectPath.ts";
export type { DistributeParameters } from "./actions/royalty/distribute.ts";
export type { GetAllocatedUnitsParameters } from "./actions/royalty/getAllocatedUnits.ts";
export type { GetClaimableParameters } from "./actions/royalty/getClaimable.ts";
export type { GetClaimableOwnerParameters } from "./actions/royalty/getClaimableOwner.ts";
export type { GetCollectableParameters } from "./actions/royalty/getCollectable.ts";
export type { GetCollectableFeeParameters } from "./actions/royalty/getCollectableFee.ts";
export type { CollectableHop, GetCollectableHopsParameters } from "./actions/royalty/getCollectableHops.ts";
export type { GetContestedIncomeParameters } from "./actions/royalty/getContestedIncome.ts";
export type { GetCurrenciesParameters } from "./actions/royalty/getCurrencies.ts";
export type { GetDebtParameters } from "./actions/royalty/getDebt.ts";
export type { GetInboxParameters } from "./actions/royalty/getInbox.ts";
export type { GetLineageParameters, Lineage } from "./actions/royalty/getLineage.ts";
export type { GetNetIncomeParameters } from "./actions/royalty/getNetIncome.ts";
export type { GetShareApprovalParameters } from "./actions/royalty/getShareApproval.ts";
export type { GetSharesParameters } from "./actions/royalty/getShares.ts";
export {
  acceptCurrency,
  approveShares,
  claim,
  claimOwner,
  claimOwnerTo,
  claimTo,
  collect,
  collectDue,
  collectFee,
  collectMany,
  collectPath,
  distribute,
  getAllocatedUnits,
  getAncestors,
  getClaimable,
  getClaimableOwner,
  getCollectable,
  getCollectableFee,
  getCollectableHops,
  getContestedIncome,
  getCurrencies,
  getDebt,
  getInbox,
  getLineage,
  getNetIncome,
  getShareApproval,
  getShares,
  isCurrencyAccepted,
  isOwnerFrozen,
  sweep,
  transferShares,
} from "./actions/royalty/index.ts";
export type { IsCurrencyAcceptedParameters } from "./actions/royalty/isCurrencyAccepted.ts";
export type { IsOwnerFrozenParameters } from "./actions/royalty/isOwnerFrozen.ts";
export type { SweepParameters } from "./actions/royalty/sweep.ts";
export type { TransferSharesParameters } from "./actions/royalty/transferShares.ts";
export type { CancelRoundParameters } from "./actions/training/cancelRound.ts";
export type { ChallengeResultParameters } from "./actions/training/challengeResult.ts";
export type { ClaimSharesParameters } from "./actions/training/claimShares.ts";
export type { CommitUpdateParameters } from "./actions/training/commitUpdate.ts";
export type { ExpireRoundParameters } from "./actions/training/expireRound.ts";
export type { FinalizeRoundParameters } from "./actions/training/finalizeRound.ts";
export type { GetChallengeCreditParameters } from "./actions/training/getChallengeCredit.ts";
export type { GetContributionParameters } from "./actions/training/getContribution.ts";
export type { GetEscrowParameters } from "./actions/training/getEscrow.ts";
export type { GetPromisedUnitsParameters } from "./actions/training/getPromisedUnits.ts";
export type { GetRoundParameters, Round } from "./actions/training/getRound.ts";
export {
  cancelRound,
  challengeResult,
  claimShares,
  commitUpdate,
  expireRound,
  finalizeRound,
  getChallengeCredit,
  getContribution,
  getEscrow,
  getPromisedUnits,
  getRound,
  isEvaluator,
  isShareClaimed,
  openRound,
  recordResult,
  resolveChallenge,
  revealUpdate,
  signResult,
  withdrawChallengeBond,
  withdrawTrainingBond,
} from "./actions/training/index.ts";
export type { IsEvaluatorParameters } from "./actions/training/isEvaluator.ts";
export type { IsShareClaimedParameters } from "./actions/training/isShareClaimed.ts";
export type { OpenRoundParameters } from "./actions/training/openRound.ts";
export type { RecordResultParameters } from "./actions/training/recordResult.ts";
export type { ResolveChallengeParameters } from "./actions/training/resolveChallenge.ts";
export type { RevealUpdateParameters } from "./actions/training/revealUpdate.ts";
export type { ResultApproval, RoundResult, SignResultParameters } from "./actions/training/signResult.ts";
export { RoundState, type RoundTerms } from "./actions/training/terms.ts";
export type { WithdrawChallengeBondParameters } from "./actions/training/withdrawChallengeBond.ts";
export type { WithdrawTrainingBondParameters } from "./actions/training/withdrawTrainingBond.ts";
export type { GetReleasesParameters } from "./actions/usage/getReleases.ts";
export type { GetRunsBoughtParameters } from "./actions/usage/getRunsBought.ts";
export type { GetSettledRunsParameters } from "./actions/usage/getSettledRuns.ts";
export {
  extractRejectedReceipts,
  getReleases,
  getRunsBought,
  getSettledRuns,
  reportReleases,
  settle,
} from "./actions/usage/index.ts";
export type { ReleaseCount, ReportReleasesParameters } from "./actions/usage/reportReleases.ts";
export type { LeaseReceipt, RejectedReceipt, RejectionReason, SettleParameters } from "./actions/usage/settle.ts";
export type {
  TransactionOptions,
  WaitOptions,
  WriteAction,
  WriteManyAction,
  WriteParameters,
} from "./actions/writeAction.ts";
export { type CapsuleBinding, capsuleLabel, computeCapsuleId, payloadInfo } from "./capsuleBinding.ts";
export { capsuleIdToHex } from "./capsuleId.ts";
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
export { InvalidOfferTermsError } from "./errors/offerTerms.ts";
export { OrderElsewhereError, type OrderIssue, OrderMalformedError } from "./errors/order.ts";
export { PermitRequiredError, PermitUnsupportedError } from "./errors/permit.ts";
export { NothingDueError } from "./errors/royalty.ts";
export { InvalidAllocationsError } from "./errors/training.ts";
export { accessTokenAbi } from "./generated/accessToken.ts";
export { capsuleGovernorAbi } from "./generated/capsuleGovernor.ts";
export { capsuleRegistryAbi } from "./generated/capsuleRegistry.ts";
export { capsuleTokenAbi } from "./generated/capsuleToken.ts";
export { councilArbiterAbi } from "./generated/councilArbiter.ts";
export { deployments } from "./generated/deployments.ts";
export { disputeCourtAbi } from "./generated/disputeCourt.ts";
export { errorsAbi } from "./generated/errors.ts";
export { keeperRegistryAbi } from "./generated/keeperRegistry.ts";
export { marketAbi } from "./generated/market.ts";
export { priceOracleAbi } from "./generated/priceOracle.ts";
export { royaltySplitterAbi } from "./generated/royaltySplitter.ts";
export { trainingPoolAbi } from "./generated/trainingPool.ts";
export { usageMeterAbi } from "./generated/usageMeter.ts";
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
export { encodeOrder, orderJsonSchema, orderSchema, parseOrder } from "./orders/index.ts";
export {
  type Allocation,
  type AllocationClaim,
  type AllocationTree,
  allocationLeaf,
  buildAllocationTree,
  computeCommitment,
  findContractAccounts,
  type RoundBinding,
  verifyAllocation,
} from "./training/index.ts";
