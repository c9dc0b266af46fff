// Generated from the contracts by `npm run generate`. Do not edit.
export const approvalForAllEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"account","type":"address"},{"indexed":true,"name":"operator","type":"address"},{"indexed":false,"name":"approved","type":"bool"}],"name":"ApprovalForAll","type":"event"} as const;
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const autoRenewalSetEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"licenseId","type":"uint256"},{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"enabled","type":"bool"}],"name":"AutoRenewalSet","type":"event"} as const;
export const creditWithdrawnEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"account","type":"address"},{"indexed":true,"name":"currency","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"CreditWithdrawn","type":"event"} as const;
export const creditedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"account","type":"address"},{"indexed":true,"name":"currency","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"Credited","type":"event"} as const;
export const entriesPausedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"until","type":"uint64"}],"name":"EntriesPaused","type":"event"} as const;
export const entriesUnpausedEvent = {"anonymous":false,"inputs":[],"name":"EntriesUnpaused","type":"event"} as const;
export const incomeReceivedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"},{"indexed":true,"name":"payer","type":"address"},{"indexed":false,"name":"received","type":"uint256"}],"name":"IncomeReceived","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const licenseRenewedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"licenseId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"payer","type":"address"},{"indexed":false,"name":"paid","type":"uint256"},{"indexed":false,"name":"received","type":"uint256"},{"indexed":false,"name":"expiresAt","type":"uint64"}],"name":"LicenseRenewed","type":"event"} as const;
export const licenseRevokedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"licenseId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"holder","type":"address"},{"indexed":false,"name":"refund","type":"uint256"}],"name":"LicenseRevoked","type":"event"} as const;
export const licenseSoldEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"offerId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"recipient","type":"address"},{"indexed":false,"name":"buyer","type":"address"},{"indexed":false,"name":"referrer","type":"address"},{"indexed":false,"name":"licenseId","type":"uint256"},{"indexed":false,"name":"quantity","type":"uint256"},{"indexed":false,"name":"paid","type":"uint256"},{"indexed":false,"name":"received","type":"uint256"},{"indexed":false,"name":"expiresAt","type":"uint64"}],"name":"LicenseSold","type":"event"} as const;
export const offerChangedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"offerId","type":"uint256"},{"indexed":false,"name":"price","type":"uint128"},{"indexed":false,"name":"active","type":"bool"}],"name":"OfferChanged","type":"event"} as const;
export const offerCreatedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"offerId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"creator","type":"address"},{"indexed":false,"name":"price","type":"uint128"},{"components":[{"name":"currency","type":"address"},{"name":"duration","type":"uint32"},{"name":"runs","type":"uint32"},{"name":"maxSupply","type":"uint32"},{"name":"maxPerAccount","type":"uint24"},{"name":"rights","type":"uint16"},{"name":"resaleRoyaltyBps","type":"uint16"},{"name":"derivativeRateBps","type":"uint16"},{"name":"referralBps","type":"uint16"},{"name":"trial","type":"uint32"},{"name":"transferability","type":"uint8"},{"name":"derivativePolicy","type":"uint8"},{"name":"pricedInUsd","type":"bool"},{"name":"revocable","type":"bool"},{"name":"termsDigest","type":"bytes32"}],"indexed":false,"name":"terms","type":"tuple"}],"name":"OfferCreated","type":"event"} as const;
export const salesOpenedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":false,"name":"open","type":"bool"}],"name":"SalesOpened","type":"event"} as const;
export const transferBatchEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"operator","type":"address"},{"indexed":true,"name":"from","type":"address"},{"indexed":true,"name":"to","type":"address"},{"indexed":false,"name":"ids","type":"uint256[]"},{"indexed":false,"name":"values","type":"uint256[]"}],"name":"TransferBatch","type":"event"} as const;
export const transferSingleEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"operator","type":"address"},{"indexed":true,"name":"from","type":"address"},{"indexed":true,"name":"to","type":"address"},{"indexed":false,"name":"id","type":"uint256"},{"indexed":false,"name":"value","type":"uint256"}],"name":"TransferSingle","type":"event"} as const;
export const trialStartedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"offerId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"licenseId","type":"uint256"},{"indexed":false,"name":"expiresAt","type":"uint64"}],"name":"TrialStarted","type":"event"} as const;
export const URIEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"value","type":"string"},{"indexed":true,"name":"id","type":"uint256"}],"name":"URI","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const autoRenewFunction = {"inputs":[{"name":"licenseId","type":"uint256"}],"name":"autoRenew","outputs":[{"name":"expiresAt","type":"uint64"}],"stateMutability":"nonpayable","type":"function"} as const;
export const autoRenewalOfFunction = {"inputs":[{"name":"licenseId","type":"uint256"}],"name":"autoRenewalOf","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const balanceOfFunction = {"inputs":[{"name":"account","type":"address"},{"name":"id","type":"uint256"}],"name":"balanceOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const balanceOfBatchFunction = {"inputs":[{"name":"accounts","type":"address[]"},{"name":"ids","type":"uint256[]"}],"name":"balanceOfBatch","outputs":[{"name":"","type":"uint256[]"}],"stateMutability":"view","type":"function"} as const;
export const boughtByFunction = {"inputs":[{"name":"offerId","type":"uint256"},{"name":"account","type":"address"}],"name":"boughtBy","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const createOfferFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"price","type":"uint128"},{"components":[{"name":"currency","type":"address"},{"name":"duration","type":"uint32"},{"name":"runs","type":"uint32"},{"name":"maxSupply","type":"uint32"},{"name":"maxPerAccount","type":"uint24"},{"name":"rights","type":"uint16"},{"name":"resaleRoyaltyBps","type":"uint16"},{"name":"derivativeRateBps","type":"uint16"},{"name":"referralBps","type":"uint16"},{"name":"trial","type":"uint32"},{"name":"transferability","type":"uint8"},{"name":"derivativePolicy","type":"uint8"},{"name":"pricedInUsd","type":"bool"},{"name":"revocable","type":"bool"},{"name":"termsDigest","type":"bytes32"}],"name":"terms","type":"tuple"}],"name":"createOffer","outputs":[{"name":"offerId","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const creditOfFunction = {"inputs":[{"name":"account","type":"address"},{"name":"currency","type":"address"}],"name":"creditOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const derivativeTermsFunction = {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"account","type":"address"}],"name":"derivativeTerms","outputs":[{"name":"capsuleId","type":"uint256"},{"name":"rights","type":"uint16"},{"name":"policy","type":"uint8"},{"name":"rateBps","type":"uint16"},{"name":"valid","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const incomeOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"incomeOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const isApprovedForAllFunction = {"inputs":[{"name":"account","type":"address"},{"name":"operator","type":"address"}],"name":"isApprovedForAll","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const licenseStatusFunction = {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"account","type":"address"}],"name":"licenseStatus","outputs":[{"name":"capsuleId","type":"uint256"},{"name":"rights","type":"uint16"},{"name":"expiresAt","type":"uint64"},{"name":"runs","type":"uint32"},{"name":"valid","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const offerOfFunction = {"inputs":[{"name":"offerId","type":"uint256"}],"name":"offerOf","outputs":[{"components":[{"name":"capsuleId","type":"uint256"},{"name":"price","type":"uint128"},{"name":"minted","type":"uint32"},{"name":"active","type":"bool"},{"components":[{"name":"currency","type":"address"},{"name":"duration","type":"uint32"},{"name":"runs","type":"uint32"},{"name":"maxSupply","type":"uint32"},{"name":"maxPerAccount","type":"uint24"},{"name":"rights","type":"uint16"},{"name":"resaleRoyaltyBps","type":"uint16"},{"name":"derivativeRateBps","type":"uint16"},{"name":"referralBps","type":"uint16"},{"name":"trial","type":"uint32"},{"name":"transferability","type":"uint8"},{"name":"derivativePolicy","type":"uint8"},{"name":"pricedInUsd","type":"bool"},{"name":"revocable","type":"bool"},{"name":"termsDigest","type":"bytes32"}],"name":"terms","type":"tuple"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const pauseEntriesFunction = {"inputs":[{"name":"duration","type":"uint256"}],"name":"pauseEntries","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const pausedUntilFunction = {"inputs":[],"name":"pausedUntil","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const purchaseFunction = {"inputs":[{"name":"offerId","type":"uint256"},{"name":"quantity","type":"uint256"},{"name":"recipient","type":"address"},{"name":"maxTotal","type":"uint256"},{"name":"deadline","type":"uint256"},{"name":"referrer","type":"address"}],"name":"purchase","outputs":[{"name":"licenseId","type":"uint256"}],"stateMutability":"payable","type":"function"} as const;
export const purchaseBatchFunction = {"inputs":[{"components":[{"name":"offerId","type":"uint256"},{"name":"quantity","type":"uint256"},{"name":"recipient","type":"address"},{"name":"maxTotal","type":"uint256"},{"name":"referrer","type":"address"}],"name":"orders","type":"tuple[]"},{"name":"deadline","type":"uint256"}],"name":"purchaseBatch","outputs":[{"name":"licenseIds","type":"uint256[]"}],"stateMutability":"payable","type":"function"} as const;
export const purchaseWithPermitFunction = {"inputs":[{"components":[{"name":"offerId","type":"uint256"},{"name":"quantity","type":"uint256"},{"name":"recipient","type":"address"},{"name":"maxTotal","type":"uint256"},{"name":"referrer","type":"address"}],"name":"order","type":"tuple"},{"name":"deadline","type":"uint256"},{"components":[{"name":"value","type":"uint256"},{"name":"deadline","type":"uint256"},{"name":"v","type":"uint8"},{"name":"r","type":"bytes32"},{"name":"s","type":"bytes32"}],"name":"permit","type":"tuple"}],"name":"purchaseWithPermit","outputs":[{"name":"licenseId","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const quoteFunction = {"inputs":[{"name":"offerId","type":"uint256"},{"name":"quantity","type":"uint256"}],"name":"quote","outputs":[{"name":"currency","type":"address"},{"name":"total","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const refundOfFunction = {"inputs":[{"name":"licenseId","type":"uint256"}],"name":"refundOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const releaseFunction = {"inputs":[{"name":"currency","type":"address"},{"name":"recipient","type":"address"},{"name":"amount","type":"uint256"}],"name":"release","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const renewFunction = {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"maxTotal","type":"uint256"},{"name":"deadline","type":"uint256"}],"name":"renew","outputs":[{"name":"expiresAt","type":"uint64"}],"stateMutability":"payable","type":"function"} as const;
export const resaleOfFunction = {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"holder","type":"address"}],"name":"resaleOf","outputs":[{"name":"capsuleId","type":"uint256"},{"name":"royaltyBps","type":"uint256"},{"name":"units","type":"uint256"},{"name":"departures","type":"uint256"},{"name":"suspended","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const revokeFunction = {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"holder","type":"address"}],"name":"revoke","outputs":[{"name":"refund","type":"uint256"}],"stateMutability":"payable","type":"function"} as const;
export const royaltyInfoFunction = {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"salePrice","type":"uint256"}],"name":"royaltyInfo","outputs":[{"name":"","type":"address"},{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const runsBoughtFunction = {"inputs":[{"name":"licenseId","type":"uint256"}],"name":"runsBought","outputs":[{"name":"","type":"uint32"}],"stateMutability":"view","type":"function"} as const;
export const safeBatchTransferFromFunction = {"inputs":[{"name":"from","type":"address"},{"name":"to","type":"address"},{"name":"ids","type":"uint256[]"},{"name":"values","type":"uint256[]"},{"name":"data","type":"bytes"}],"name":"safeBatchTransferFrom","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const safeTransferFromFunction = {"inputs":[{"name":"from","type":"address"},{"name":"to","type":"address"},{"name":"id","type":"uint256"},{"name":"value","type":"uint256"},{"name":"data","type":"bytes"}],"name":"safeTransferFrom","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const salesOpenFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"salesOpen","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const setApprovalForAllFunction = {"inputs":[{"name":"operator","type":"address"},{"name":"approved","type":"bool"}],"name":"setApprovalForAll","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setAutoRenewalFunction = {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"enabled","type":"bool"}],"name":"setAutoRenewal","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setOfferFunction = {"inputs":[{"name":"offerId","type":"uint256"},{"name":"price","type":"uint128"},{"name":"active","type":"bool"}],"name":"setOffer","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setSalesFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"open","type":"bool"},{"name":"suspended","type":"bool"}],"name":"setSales","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const startTrialFunction = {"inputs":[{"name":"offerId","type":"uint256"}],"name":"startTrial","outputs":[{"name":"licenseId","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const supportsInterfaceFunction = {"inputs":[{"name":"interfaceId","type":"bytes4"}],"name":"supportsInterface","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const tipFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"},{"name":"amount","type":"uint256"}],"name":"tip","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const unpauseEntriesFunction = {"inputs":[],"name":"unpauseEntries","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const uriFunction = {"inputs":[{"name":"licenseId","type":"uint256"}],"name":"uri","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;
export const withdrawCreditFunction = {"inputs":[{"name":"account","type":"address"},{"name":"currency","type":"address"}],"name":"withdrawCredit","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;

export const accessTokenAbi = [
  {"inputs":[{"name":"capsuleRegistry","type":"address"},{"name":"royaltySplitter","type":"address"},{"name":"priceOracle","type":"address"},{"name":"market","type":"address"},{"name":"usageMeter","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"name":"offerId","type":"uint256"},{"name":"account","type":"address"},{"name":"requested","type":"uint256"},{"name":"limit","type":"uint256"}],"name":"AccessToken_AccountLimit","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"}],"name":"AccessToken_AutoRenewalOff","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"AccessToken_CurrencyNotAccepted","type":"error"},
  {"inputs":[{"name":"deadline","type":"uint256"}],"name":"AccessToken_DeadlinePassed","type":"error"},
  {"inputs":[{"name":"sent","type":"uint256"},{"name":"required","type":"uint256"}],"name":"AccessToken_InsufficientPayment","type":"error"},
  {"inputs":[{"name":"quantity","type":"uint256"}],"name":"AccessToken_InvalidQuantity","type":"error"},
  {"inputs":[{"name":"referrer","type":"address"}],"name":"AccessToken_InvalidReferrer","type":"error"},
  {"inputs":[{"name":"field","type":"string"}],"name":"AccessToken_InvalidTerms","type":"error"},
  {"inputs":[{"name":"account","type":"address"},{"name":"currency","type":"address"}],"name":"AccessToken_NoCredit","type":"error"},
  {"inputs":[{"name":"offerId","type":"uint256"}],"name":"AccessToken_NoTrial","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"caller","type":"address"}],"name":"AccessToken_NotAuthorized","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"account","type":"address"}],"name":"AccessToken_NotHolder","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessToken_NotRegistry","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"}],"name":"AccessToken_NotRenewable","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"}],"name":"AccessToken_NotRevocable","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessToken_NotSplitter","type":"error"},
  {"inputs":[{"name":"currency","type":"address"}],"name":"AccessToken_NothingReceived","type":"error"},
  {"inputs":[{"name":"offerId","type":"uint256"}],"name":"AccessToken_OfferInactive","type":"error"},
  {"inputs":[],"name":"AccessToken_PermitForNative","type":"error"},
  {"inputs":[{"name":"total","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"AccessToken_PriceAboveMaximum","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"price","type":"uint256"},{"name":"agreed","type":"uint256"}],"name":"AccessToken_PriceRose","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"opensAt","type":"uint256"}],"name":"AccessToken_RenewalTooEarly","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"closedAt","type":"uint256"}],"name":"AccessToken_RenewalTooLate","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"AccessToken_SaleClosed","type":"error"},
  {"inputs":[{"name":"offerId","type":"uint256"},{"name":"requested","type":"uint256"},{"name":"left","type":"uint256"}],"name":"AccessToken_SoldOut","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"transferability","type":"uint8"}],"name":"AccessToken_TransferForbidden","type":"error"},
  {"inputs":[{"name":"offerId","type":"uint256"},{"name":"account","type":"address"}],"name":"AccessToken_TrialUsed","type":"error"},
  {"inputs":[{"name":"sent","type":"uint256"}],"name":"AccessToken_UnexpectedPayment","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"}],"name":"AccessToken_UnknownLicense","type":"error"},
  {"inputs":[{"name":"offerId","type":"uint256"}],"name":"AccessToken_UnknownOffer","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
  {"inputs":[{"name":"sender","type":"address"},{"name":"balance","type":"uint256"},{"name":"needed","type":"uint256"},{"name":"tokenId","type":"uint256"}],"name":"ERC1155InsufficientBalance","type":"error"},
  {"inputs":[{"name":"approver","type":"address"}],"name":"ERC1155InvalidApprover","type":"error"},
  {"inputs":[{"name":"idsLength","type":"uint256"},{"name":"valuesLength","type":"uint256"}],"name":"ERC1155InvalidArrayLength","type":"error"},
  {"inputs":[{"name":"operator","type":"address"}],"name":"ERC1155InvalidOperator","type":"error"},
  {"inputs":[{"name":"receiver","type":"address"}],"name":"ERC1155InvalidReceiver","type":"error"},
  {"inputs":[{"name":"sender","type":"address"}],"name":"ERC1155InvalidSender","type":"error"},
  {"inputs":[{"name":"operator","type":"address"},{"name":"owner","type":"address"}],"name":"ERC1155MissingApprovalForAll","type":"error"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"ERC1967InvalidImplementation","type":"error"},
  {"inputs":[],"name":"ERC1967NonPayable","type":"error"},
  {"inputs":[],"name":"FailedCall","type":"error"},
  {"inputs":[{"name":"balance","type":"uint256"},{"name":"needed","type":"uint256"}],"name":"InsufficientBalance","type":"error"},
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[],"name":"NotInitializing","type":"error"},
  {"inputs":[],"name":"Protocol_NotPaused","type":"error"},
  {"inputs":[{"name":"duration","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"Protocol_PauseTooLong","type":"error"},
  {"inputs":[{"name":"possibleAt","type":"uint256"}],"name":"Protocol_PauseTooSoon","type":"error"},
  {"inputs":[{"name":"until","type":"uint256"}],"name":"Protocol_Paused","type":"error"},
  {"inputs":[],"name":"ReentrancyGuardReentrantCall","type":"error"},
  {"inputs":[{"name":"bits","type":"uint8"},{"name":"value","type":"uint256"}],"name":"SafeCastOverflowedUintDowncast","type":"error"},
  {"inputs":[{"name":"token","type":"address"}],"name":"SafeERC20FailedOperation","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  approvalForAllEvent,
  authorityUpdatedEvent,
  autoRenewalSetEvent,
  creditWithdrawnEvent,
  creditedEvent,
  entriesPausedEvent,
  entriesUnpausedEvent,
  incomeReceivedEvent,
  initializedEvent,
  licenseRenewedEvent,
  licenseRevokedEvent,
  licenseSoldEvent,
  offerChangedEvent,
  offerCreatedEvent,
  salesOpenedEvent,
  transferBatchEvent,
  transferSingleEvent,
  trialStartedEvent,
  URIEvent,
  upgradedEvent,
  UPGRADE_INTERFACE_VERSIONFunction,
  authorityFunction,
  autoRenewFunction,
  autoRenewalOfFunction,
  balanceOfFunction,
  balanceOfBatchFunction,
  boughtByFunction,
  createOfferFunction,
  creditOfFunction,
  derivativeTermsFunction,
  incomeOfFunction,
  initializeFunction,
  isApprovedForAllFunction,
  isConsumingScheduledOpFunction,
  licenseStatusFunction,
  offerOfFunction,
  pauseEntriesFunction,
  pausedUntilFunction,
  proxiableUUIDFunction,
  purchaseFunction,
  purchaseBatchFunction,
  purchaseWithPermitFunction,
  quoteFunction,
  refundOfFunction,
  releaseFunction,
  renewFunction,
  resaleOfFunction,
  revokeFunction,
  royaltyInfoFunction,
  runsBoughtFunction,
  safeBatchTransferFromFunction,
  safeTransferFromFunction,
  salesOpenFunction,
  setApprovalForAllFunction,
  setAuthorityFunction,
  setAutoRenewalFunction,
  setOfferFunction,
  setSalesFunction,
  startTrialFunction,
  supportsInterfaceFunction,
  tipFunction,
  unpauseEntriesFunction,
  upgradeToAndCallFunction,
  uriFunction,
  versionFunction,
  withdrawCreditFunction,
] as const;
