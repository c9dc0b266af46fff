// Generated from the contracts by `npm run generate`. Do not edit.
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const currencyAcceptedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"}],"name":"CurrencyAccepted","type":"event"} as const;
export const feeCollectedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"},{"indexed":false,"name":"treasury","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"FeeCollected","type":"event"} as const;
export const inboxSweptEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"},{"indexed":false,"name":"inbox","type":"address"}],"name":"InboxSwept","type":"event"} as const;
export const incomeClaimedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"currency","type":"address"},{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"recipient","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"IncomeClaimed","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const treasuryChangedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"treasury","type":"address"}],"name":"TreasuryChanged","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const acceptCurrencyFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"acceptCurrency","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const acceptsCurrencyFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"acceptsCurrency","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const claimOwnerFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"claimOwner","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const claimOwnerToFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"},{"name":"recipient","type":"address"}],"name":"claimOwnerTo","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const claimableOwnerFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"claimableOwner","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const collectFeeFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"collectFee","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const collectableFeeFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"collectableFee","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const currenciesOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"currenciesOf","outputs":[{"name":"","type":"address[]"}],"stateMutability":"view","type":"function"} as const;
export const inboxOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"inboxOf","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"},{"name":"treasury_","type":"address"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const netIncomeFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"netIncome","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setTreasuryFunction = {"inputs":[{"name":"treasury_","type":"address"}],"name":"setTreasury","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const sweepFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"}],"name":"sweep","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const treasuryFunction = {"inputs":[],"name":"treasury","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;

export const royaltySplitterAbi = [
  {"inputs":[{"name":"capsuleRegistry","type":"address"},{"name":"accessToken","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
  {"inputs":[],"name":"Create2EmptyBytecode","type":"error"},
  {"inputs":[],"name":"Create3EmptyBytecode","type":"error"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"ERC1967InvalidImplementation","type":"error"},
  {"inputs":[],"name":"ERC1967NonPayable","type":"error"},
  {"inputs":[],"name":"FailedCall","type":"error"},
  {"inputs":[],"name":"FailedDeployment","type":"error"},
  {"inputs":[{"name":"balance","type":"uint256"},{"name":"needed","type":"uint256"}],"name":"InsufficientBalance","type":"error"},
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[],"name":"NotInitializing","type":"error"},
  {"inputs":[{"name":"currency","type":"address"}],"name":"RoyaltySplitter_InvalidCurrency","type":"error"},
  {"inputs":[{"name":"recipient","type":"address"}],"name":"RoyaltySplitter_InvalidRecipient","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"caller","type":"address"}],"name":"RoyaltySplitter_NotAuthorized","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"caller","type":"address"}],"name":"RoyaltySplitter_NotOwner","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"currency","type":"address"},{"name":"account","type":"address"}],"name":"RoyaltySplitter_NothingToClaim","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"RoyaltySplitter_TooManyCurrencies","type":"error"},
  {"inputs":[{"name":"bits","type":"uint8"},{"name":"value","type":"uint256"}],"name":"SafeCastOverflowedUintDowncast","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  authorityUpdatedEvent,
  currencyAcceptedEvent,
  feeCollectedEvent,
  inboxSweptEvent,
  incomeClaimedEvent,
  initializedEvent,
  treasuryChangedEvent,
  upgradedEvent,
  UPGRADE_INTERFACE_VERSIONFunction,
  acceptCurrencyFunction,
  acceptsCurrencyFunction,
  authorityFunction,
  claimOwnerFunction,
  claimOwnerToFunction,
  claimableOwnerFunction,
  collectFeeFunction,
  collectableFeeFunction,
  currenciesOfFunction,
  inboxOfFunction,
  initializeFunction,
  isConsumingScheduledOpFunction,
  netIncomeFunction,
  proxiableUUIDFunction,
  setAuthorityFunction,
  setTreasuryFunction,
  sweepFunction,
  treasuryFunction,
  upgradeToAndCallFunction,
  versionFunction,
] as const;
