// Generated from the contracts by `npm run generate`. Do not edit.
export const approvalForAllEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"account","type":"address"},{"indexed":true,"name":"operator","type":"address"},{"indexed":false,"name":"approved","type":"bool"}],"name":"ApprovalForAll","type":"event"} as const;
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const contestedIncomeReleasedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"},{"indexed":true,"name":"beneficiary","type":"address"},{"indexed":false,"name":"accrued","type":"uint256"}],"name":"ContestedIncomeReleased","type":"event"} as const;
export const currencyAcceptedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"}],"name":"CurrencyAccepted","type":"event"} as const;
export const feeCollectedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"},{"indexed":false,"name":"treasury","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"FeeCollected","type":"event"} as const;
export const inboxSweptEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"},{"indexed":false,"name":"inbox","type":"address"}],"name":"InboxSwept","type":"event"} as const;
export const incomeClaimedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"},{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"recipient","type":"address"},{"indexed":false,"name":"amount","type":"uint256"},{"indexed":false,"name":"ofOwner","type":"bool"}],"name":"IncomeClaimed","type":"event"} as const;
export const incomeCollectedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"childId","type":"uint256"},{"indexed":true,"name":"ancestorId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"},{"indexed":false,"name":"absoluteAmount","type":"uint256"},{"indexed":false,"name":"relativeAmount","type":"uint256"}],"name":"IncomeCollected","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const lineageFixedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"childId","type":"uint256"},{"components":[{"name":"capsuleId","type":"uint256"},{"name":"rateBps","type":"uint16"}],"indexed":false,"name":"absolute","type":"tuple[]"},{"components":[{"name":"capsuleId","type":"uint256"},{"name":"rateBps","type":"uint16"}],"indexed":false,"name":"relative","type":"tuple[]"}],"name":"LineageFixed","type":"event"} as const;
export const ownerFrozenEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"}],"name":"OwnerFrozen","type":"event"} as const;
export const ownerUnfrozenEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"beneficiary","type":"address"}],"name":"OwnerUnfrozen","type":"event"} as const;
export const paymentFailedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"},{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"PaymentFailed","type":"event"} as const;
export const transferBatchEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"operator","type":"address"},{"indexed":true,"name":"from","type":"address"},{"indexed":true,"name":"to","type":"address"},{"indexed":false,"name":"ids","type":"uint256[]"},{"indexed":false,"name":"values","type":"uint256[]"}],"name":"TransferBatch","type":"event"} as const;
export const transferSingleEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"operator","type":"address"},{"indexed":true,"name":"from","type":"address"},{"indexed":true,"name":"to","type":"address"},{"indexed":false,"name":"id","type":"uint256"},{"indexed":false,"name":"value","type":"uint256"}],"name":"TransferSingle","type":"event"} as const;
export const treasuryChangedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"treasury","type":"address"}],"name":"TreasuryChanged","type":"event"} as const;
export const URIEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"value","type":"string"},{"indexed":true,"name":"id","type":"uint256"}],"name":"URI","type":"event"} as const;
export const unitsEscrowedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":false,"name":"units","type":"uint256"}],"name":"UnitsEscrowed","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const acceptCurrencyFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"acceptCurrency","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const acceptsCurrencyFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"acceptsCurrency","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const allocatedUnitsFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"allocatedUnits","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const balanceOfFunction = {"inputs":[{"name":"account","type":"address"},{"name":"capsuleId","type":"uint256"}],"name":"balanceOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const balanceOfBatchFunction = {"inputs":[{"name":"accounts","type":"address[]"},{"name":"ids","type":"uint256[]"}],"name":"balanceOfBatch","outputs":[{"name":"","type":"uint256[]"}],"stateMutability":"view","type":"function"} as const;
export const claimFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"},{"name":"account","type":"address"}],"name":"claim","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const claimOwnerFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"claimOwner","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const claimOwnerToFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"},{"name":"recipient","type":"address"}],"name":"claimOwnerTo","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const claimToFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"},{"name":"recipient","type":"address"}],"name":"claimTo","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const claimableFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"},{"name":"account","type":"address"}],"name":"claimable","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const claimableOwnerFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"claimableOwner","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const collectFunction = {"inputs":[{"name":"childId","type":"uint256"},{"name":"ancestorId","type":"uint256"},{"name":"currency","type":"address"}],"name":"collect","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const collectFeeFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"collectFee","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const collectManyFunction = {"inputs":[{"components":[{"name":"childId","type":"uint256"},{"name":"ancestorId","type":"uint256"}],"name":"hops","type":"tuple[]"},{"name":"currency","type":"address"}],"name":"collectMany","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const collectPathFunction = {"inputs":[{"name":"path","type":"uint256[]"},{"name":"currency","type":"address"}],"name":"collectPath","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const collectableFunction = {"inputs":[{"name":"childId","type":"uint256"},{"name":"ancestorId","type":"uint256"},{"name":"currency","type":"address"}],"name":"collectable","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const collectableFeeFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"collectableFee","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const contestedIncomeFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"contestedIncome","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const currenciesOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"currenciesOf","outputs":[{"name":"","type":"address[]"}],"stateMutability":"view","type":"function"} as const;
export const debtOfFunction = {"inputs":[{"name":"childId","type":"uint256"},{"name":"ancestorId","type":"uint256"}],"name":"debtOf","outputs":[{"name":"","type":"uint16"},{"name":"","type":"uint16"}],"stateMutability":"view","type":"function"} as const;
export const distributeFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"},{"name":"accounts","type":"address[]"}],"name":"distribute","outputs":[{"name":"paid","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const escrowFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"roundId","type":"uint256"},{"name":"units","type":"uint256"}],"name":"escrow","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const escrowOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"roundId","type":"uint256"},{"name":"currency","type":"address"}],"name":"escrowOf","outputs":[{"name":"","type":"uint256"},{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const freezeOwnerFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"freezeOwner","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const handOverFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"roundId","type":"uint256"},{"name":"account","type":"address"},{"name":"units","type":"uint256"}],"name":"handOver","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const inboxOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"inboxOf","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"},{"name":"treasury_","type":"address"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const isApprovedForAllFunction = {"inputs":[{"name":"account","type":"address"},{"name":"operator","type":"address"}],"name":"isApprovedForAll","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const isOwnerFrozenFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"isOwnerFrozen","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const linkFunction = {"inputs":[{"name":"childId","type":"uint256"},{"name":"feeBps","type":"uint16"},{"components":[{"name":"parentId","type":"uint256"},{"name":"policy","type":"uint8"},{"name":"rateBps","type":"uint16"},{"name":"ancestors","type":"uint256[]"}],"name":"parents","type":"tuple[]"}],"name":"link","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const netIncomeFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"netIncome","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const previewLinkFunction = {"inputs":[{"components":[{"name":"parentId","type":"uint256"},{"name":"policy","type":"uint8"},{"name":"rateBps","type":"uint16"},{"name":"ancestors","type":"uint256[]"}],"name":"parents","type":"tuple[]"}],"name":"previewLink","outputs":[{"components":[{"name":"capsuleId","type":"uint256"},{"name":"rateBps","type":"uint16"}],"name":"absolute","type":"tuple[]"},{"components":[{"name":"capsuleId","type":"uint256"},{"name":"rateBps","type":"uint16"}],"name":"relative","type":"tuple[]"}],"stateMutability":"view","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const resaleOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"holder","type":"address"}],"name":"resaleOf","outputs":[{"name":"","type":"uint256"},{"name":"royaltyBps","type":"uint256"},{"name":"units","type":"uint256"},{"name":"departures","type":"uint256"},{"name":"suspended","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const royaltyInfoFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"salePrice","type":"uint256"}],"name":"royaltyInfo","outputs":[{"name":"","type":"address"},{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const safeBatchTransferFromFunction = {"inputs":[{"name":"from","type":"address"},{"name":"to","type":"address"},{"name":"ids","type":"uint256[]"},{"name":"values","type":"uint256[]"},{"name":"data","type":"bytes"}],"name":"safeBatchTransferFrom","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const safeTransferFromFunction = {"inputs":[{"name":"from","type":"address"},{"name":"to","type":"address"},{"name":"id","type":"uint256"},{"name":"value","type":"uint256"},{"name":"data","type":"bytes"}],"name":"safeTransferFrom","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setApprovalForAllFunction = {"inputs":[{"name":"operator","type":"address"},{"name":"approved","type":"bool"}],"name":"setApprovalForAll","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setTreasuryFunction = {"inputs":[{"name":"treasury_","type":"address"}],"name":"setTreasury","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const supportsInterfaceFunction = {"inputs":[{"name":"interfaceId","type":"bytes4"}],"name":"supportsInterface","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const sweepFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"sweep","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const treasuryFunction = {"inputs":[],"name":"treasury","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const unfreezeOwnerFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"beneficiary","type":"address"}],"name":"unfreezeOwner","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const uriFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"uri","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;

export const royaltySplitterAbi = [
  {"inputs":[{"name":"capsuleRegistry","type":"address"},{"name":"accessToken","type":"address"},{"name":"market","type":"address"},{"name":"trainingPool","type":"address"},{"name":"disputeCourt","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
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
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[],"name":"NotInitializing","type":"error"},
  {"inputs":[{"name":"parentId","type":"uint256"},{"name":"given","type":"uint256"},{"name":"expected","type":"uint256"}],"name":"RoyaltySplitter_AncestorsIncomplete","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"RoyaltySplitter_CurrencyNotAccepted","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"frozen","type":"bool"}],"name":"RoyaltySplitter_FreezeUnchanged","type":"error"},
  {"inputs":[{"name":"currency","type":"address"}],"name":"RoyaltySplitter_InvalidCurrency","type":"error"},
  {"inputs":[{"name":"recipient","type":"address"}],"name":"RoyaltySplitter_InvalidRecipient","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"caller","type":"address"}],"name":"RoyaltySplitter_NotAuthorized","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"RoyaltySplitter_NotDisputeCourt","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"requested","type":"uint256"},{"name":"left","type":"uint256"}],"name":"RoyaltySplitter_NotEnoughUnits","type":"error"},
  {"inputs":[{"name":"childId","type":"uint256"},{"name":"ancestorId","type":"uint256"}],"name":"RoyaltySplitter_NotLinked","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"caller","type":"address"}],"name":"RoyaltySplitter_NotOwner","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"RoyaltySplitter_NotRegistry","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"RoyaltySplitter_NotTrainingPool","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"},{"name":"account","type":"address"}],"name":"RoyaltySplitter_NothingToClaim","type":"error"},
  {"inputs":[{"name":"totalBps","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"RoyaltySplitter_RatesTooHigh","type":"error"},
  {"inputs":[{"name":"ancestors","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"RoyaltySplitter_TooManyAncestors","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"RoyaltySplitter_TooManyCurrencies","type":"error"},
  {"inputs":[{"name":"parents","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"RoyaltySplitter_TooManyParents","type":"error"},
  {"inputs":[{"name":"previous","type":"uint256"},{"name":"next","type":"uint256"}],"name":"RoyaltySplitter_Unordered","type":"error"},
  {"inputs":[{"name":"bits","type":"uint8"},{"name":"value","type":"uint256"}],"name":"SafeCastOverflowedUintDowncast","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  approvalForAllEvent,
  authorityUpdatedEvent,
  contestedIncomeReleasedEvent,
  currencyAcceptedEvent,
  feeCollectedEvent,
  inboxSweptEvent,
  incomeClaimedEvent,
  incomeCollectedEvent,
  initializedEvent,
  lineageFixedEvent,
  ownerFrozenEvent,
  ownerUnfrozenEvent,
  paymentFailedEvent,
  transferBatchEvent,
  transferSingleEvent,
  treasuryChangedEvent,
  URIEvent,
  unitsEscrowedEvent,
  upgradedEvent,
  UPGRADE_INTERFACE_VERSIONFunction,
  acceptCurrencyFunction,
  acceptsCurrencyFunction,
  allocatedUnitsFunction,
  authorityFunction,
  balanceOfFunction,
  balanceOfBatchFunction,
  claimFunction,
  claimOwnerFunction,
  claimOwnerToFunction,
  claimToFunction,
  claimableFunction,
  claimableOwnerFunction,
  collectFunction,
  collectFeeFunction,
  collectManyFunction,
  collectPathFunction,
  collectableFunction,
  collectableFeeFunction,
  contestedIncomeFunction,
  currenciesOfFunction,
  debtOfFunction,
  distributeFunction,
  escrowFunction,
  escrowOfFunction,
  freezeOwnerFunction,
  handOverFunction,
  inboxOfFunction,
  initializeFunction,
  isApprovedForAllFunction,
  isConsumingScheduledOpFunction,
  isOwnerFrozenFunction,
  linkFunction,
  netIncomeFunction,
  previewLinkFunction,
  proxiableUUIDFunction,
  resaleOfFunction,
  royaltyInfoFunction,
  safeBatchTransferFromFunction,
  safeTransferFromFunction,
  setApprovalForAllFunction,
  setAuthorityFunction,
  setTreasuryFunction,
  supportsInterfaceFunction,
  sweepFunction,
  treasuryFunction,
  unfreezeOwnerFunction,
  upgradeToAndCallFunction,
  uriFunction,
  versionFunction,
] as const;
