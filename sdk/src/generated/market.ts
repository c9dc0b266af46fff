// Generated from the contracts by `npm run generate`. Do not edit.
export const allOrdersCancelledEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"seller","type":"address"},{"indexed":false,"name":"counter","type":"uint256"}],"name":"AllOrdersCancelled","type":"event"} as const;
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const bidAcceptedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"bidId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"seller","type":"address"},{"indexed":false,"name":"quantity","type":"uint256"},{"indexed":false,"name":"paid","type":"uint256"},{"indexed":false,"name":"royalty","type":"uint256"}],"name":"BidAccepted","type":"event"} as const;
export const bidCancelledEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"bidId","type":"uint256"},{"indexed":false,"name":"recipient","type":"address"},{"indexed":false,"name":"refund","type":"uint256"}],"name":"BidCancelled","type":"event"} as const;
export const bidPlacedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"bidId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"bidder","type":"address"},{"indexed":false,"name":"kind","type":"uint8"},{"indexed":false,"name":"id","type":"uint256"},{"indexed":false,"name":"quantity","type":"uint256"},{"indexed":false,"name":"currency","type":"address"},{"indexed":false,"name":"unitPrice","type":"uint256"},{"indexed":false,"name":"expiresAt","type":"uint64"}],"name":"BidPlaced","type":"event"} as const;
export const eIP712DomainChangedEvent = {"anonymous":false,"inputs":[],"name":"EIP712DomainChanged","type":"event"} as const;
export const entriesPausedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"until","type":"uint64"}],"name":"EntriesPaused","type":"event"} as const;
export const entriesUnpausedEvent = {"anonymous":false,"inputs":[],"name":"EntriesUnpaused","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const orderCancelledEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"orderHash","type":"bytes32"},{"indexed":true,"name":"seller","type":"address"}],"name":"OrderCancelled","type":"event"} as const;
export const orderFilledEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"orderHash","type":"bytes32"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"seller","type":"address"},{"indexed":false,"name":"buyer","type":"address"},{"indexed":false,"name":"recipient","type":"address"},{"indexed":false,"name":"kind","type":"uint8"},{"indexed":false,"name":"id","type":"uint256"},{"indexed":false,"name":"quantity","type":"uint256"},{"indexed":false,"name":"currency","type":"address"},{"indexed":false,"name":"paid","type":"uint256"},{"indexed":false,"name":"royalty","type":"uint256"}],"name":"OrderFilled","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const acceptBidFunction = {"inputs":[{"name":"bidId","type":"uint256"},{"name":"quantity","type":"uint256"},{"name":"minProceeds","type":"uint256"}],"name":"acceptBid","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const bidOfFunction = {"inputs":[{"name":"bidId","type":"uint256"}],"name":"bidOf","outputs":[{"components":[{"name":"bidder","type":"address"},{"name":"expiresAt","type":"uint64"},{"name":"kind","type":"uint8"},{"name":"id","type":"uint256"},{"name":"currency","type":"address"},{"name":"quantity","type":"uint96"},{"name":"unitPrice","type":"uint128"},{"name":"escrow","type":"uint128"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const cancelFunction = {"inputs":[{"components":[{"name":"seller","type":"address"},{"name":"kind","type":"uint8"},{"name":"id","type":"uint256"},{"name":"quantity","type":"uint256"},{"name":"currency","type":"address"},{"name":"unitPrice","type":"uint256"},{"name":"startsAt","type":"uint64"},{"name":"expiresAt","type":"uint64"},{"name":"salt","type":"uint256"},{"name":"counter","type":"uint256"},{"name":"departures","type":"uint256"},{"name":"taker","type":"address"}],"name":"order","type":"tuple"}],"name":"cancel","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const cancelAllFunction = {"inputs":[],"name":"cancelAll","outputs":[{"name":"counter","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const cancelBidFunction = {"inputs":[{"name":"bidId","type":"uint256"}],"name":"cancelBid","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const cancelBidToFunction = {"inputs":[{"name":"bidId","type":"uint256"},{"name":"recipient","type":"address"}],"name":"cancelBidTo","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const counterOfFunction = {"inputs":[{"name":"seller","type":"address"}],"name":"counterOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const eip712DomainFunction = {"inputs":[],"name":"eip712Domain","outputs":[{"name":"fields","type":"bytes1"},{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"},{"name":"salt","type":"bytes32"},{"name":"extensions","type":"uint256[]"}],"stateMutability":"view","type":"function"} as const;
export const fillFunction = {"inputs":[{"components":[{"components":[{"name":"seller","type":"address"},{"name":"kind","type":"uint8"},{"name":"id","type":"uint256"},{"name":"quantity","type":"uint256"},{"name":"currency","type":"address"},{"name":"unitPrice","type":"uint256"},{"name":"startsAt","type":"uint64"},{"name":"expiresAt","type":"uint64"},{"name":"salt","type":"uint256"},{"name":"counter","type":"uint256"},{"name":"departures","type":"uint256"},{"name":"taker","type":"address"}],"name":"order","type":"tuple"},{"name":"signature","type":"bytes"},{"name":"quantity","type":"uint256"},{"name":"recipient","type":"address"},{"name":"maxTotal","type":"uint256"}],"name":"wanted","type":"tuple"},{"name":"deadline","type":"uint256"}],"name":"fill","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const fillBatchFunction = {"inputs":[{"components":[{"components":[{"name":"seller","type":"address"},{"name":"kind","type":"uint8"},{"name":"id","type":"uint256"},{"name":"quantity","type":"uint256"},{"name":"currency","type":"address"},{"name":"unitPrice","type":"uint256"},{"name":"startsAt","type":"uint64"},{"name":"expiresAt","type":"uint64"},{"name":"salt","type":"uint256"},{"name":"counter","type":"uint256"},{"name":"departures","type":"uint256"},{"name":"taker","type":"address"}],"name":"order","type":"tuple"},{"name":"signature","type":"bytes"},{"name":"quantity","type":"uint256"},{"name":"recipient","type":"address"},{"name":"maxTotal","type":"uint256"}],"name":"wanted","type":"tuple[]"},{"name":"deadline","type":"uint256"},{"name":"skipUnavailable","type":"bool"}],"name":"fillBatch","outputs":[{"name":"filled","type":"uint256"}],"stateMutability":"payable","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const orderHashFunction = {"inputs":[{"components":[{"name":"seller","type":"address"},{"name":"kind","type":"uint8"},{"name":"id","type":"uint256"},{"name":"quantity","type":"uint256"},{"name":"currency","type":"address"},{"name":"unitPrice","type":"uint256"},{"name":"startsAt","type":"uint64"},{"name":"expiresAt","type":"uint64"},{"name":"salt","type":"uint256"},{"name":"counter","type":"uint256"},{"name":"departures","type":"uint256"},{"name":"taker","type":"address"}],"name":"order","type":"tuple"}],"name":"orderHash","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const orderStatusFunction = {"inputs":[{"components":[{"name":"seller","type":"address"},{"name":"kind","type":"uint8"},{"name":"id","type":"uint256"},{"name":"quantity","type":"uint256"},{"name":"currency","type":"address"},{"name":"unitPrice","type":"uint256"},{"name":"startsAt","type":"uint64"},{"name":"expiresAt","type":"uint64"},{"name":"salt","type":"uint256"},{"name":"counter","type":"uint256"},{"name":"departures","type":"uint256"},{"name":"taker","type":"address"}],"name":"order","type":"tuple"}],"name":"orderStatus","outputs":[{"name":"status","type":"uint8"},{"name":"left","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const pauseEntriesFunction = {"inputs":[{"name":"duration","type":"uint256"}],"name":"pauseEntries","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const pausedUntilFunction = {"inputs":[],"name":"pausedUntil","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const placeBidFunction = {"inputs":[{"name":"kind","type":"uint8"},{"name":"id","type":"uint256"},{"name":"quantity","type":"uint256"},{"name":"currency","type":"address"},{"name":"unitPrice","type":"uint256"},{"name":"expiresAt","type":"uint64"}],"name":"placeBid","outputs":[{"name":"bidId","type":"uint256"}],"stateMutability":"payable","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const unpauseEntriesFunction = {"inputs":[],"name":"unpauseEntries","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;

export const marketAbi = [
  {"inputs":[{"name":"capsuleRegistry","type":"address"},{"name":"accessToken","type":"address"},{"name":"royaltySplitter","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"ERC1967InvalidImplementation","type":"error"},
  {"inputs":[],"name":"ERC1967NonPayable","type":"error"},
  {"inputs":[],"name":"FailedCall","type":"error"},
  {"inputs":[{"name":"balance","type":"uint256"},{"name":"needed","type":"uint256"}],"name":"InsufficientBalance","type":"error"},
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[{"name":"bidId","type":"uint256"},{"name":"expiresAt","type":"uint256"}],"name":"Market_BidExpired","type":"error"},
  {"inputs":[{"name":"deadline","type":"uint256"}],"name":"Market_DeadlinePassed","type":"error"},
  {"inputs":[{"name":"sent","type":"uint256"},{"name":"required","type":"uint256"}],"name":"Market_InsufficientPayment","type":"error"},
  {"inputs":[{"name":"field","type":"string"}],"name":"Market_InvalidOrder","type":"error"},
  {"inputs":[{"name":"quantity","type":"uint256"},{"name":"left","type":"uint256"}],"name":"Market_InvalidQuantity","type":"error"},
  {"inputs":[{"name":"recipient","type":"address"}],"name":"Market_InvalidRecipient","type":"error"},
  {"inputs":[{"name":"orderHash","type":"bytes32"},{"name":"seller","type":"address"}],"name":"Market_InvalidSignature","type":"error"},
  {"inputs":[{"name":"bidId","type":"uint256"},{"name":"caller","type":"address"}],"name":"Market_NotBidder","type":"error"},
  {"inputs":[{"name":"kind","type":"uint8"},{"name":"id","type":"uint256"},{"name":"seller","type":"address"},{"name":"units","type":"uint256"}],"name":"Market_NotEnoughUnits","type":"error"},
  {"inputs":[{"name":"orderHash","type":"bytes32"},{"name":"caller","type":"address"}],"name":"Market_NotSeller","type":"error"},
  {"inputs":[{"name":"orderHash","type":"bytes32"},{"name":"caller","type":"address"}],"name":"Market_NotTaker","type":"error"},
  {"inputs":[],"name":"Market_NothingAvailable","type":"error"},
  {"inputs":[{"name":"orderHash","type":"bytes32"},{"name":"status","type":"uint8"}],"name":"Market_OrderNotOpen","type":"error"},
  {"inputs":[{"name":"total","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"Market_PriceAboveMaximum","type":"error"},
  {"inputs":[{"name":"proceeds","type":"uint256"},{"name":"minimum","type":"uint256"}],"name":"Market_ProceedsBelowMinimum","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"Market_Suspended","type":"error"},
  {"inputs":[{"name":"sent","type":"uint256"}],"name":"Market_UnexpectedPayment","type":"error"},
  {"inputs":[{"name":"bidId","type":"uint256"}],"name":"Market_UnknownBid","type":"error"},
  {"inputs":[{"name":"kind","type":"uint8"},{"name":"id","type":"uint256"}],"name":"Market_UnknownItem","type":"error"},
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
  allOrdersCancelledEvent,
  authorityUpdatedEvent,
  bidAcceptedEvent,
  bidCancelledEvent,
  bidPlacedEvent,
  eIP712DomainChangedEvent,
  entriesPausedEvent,
  entriesUnpausedEvent,
  initializedEvent,
  orderCancelledEvent,
  orderFilledEvent,
  upgradedEvent,
  UPGRADE_INTERFACE_VERSIONFunction,
  acceptBidFunction,
  authorityFunction,
  bidOfFunction,
  cancelFunction,
  cancelAllFunction,
  cancelBidFunction,
  cancelBidToFunction,
  counterOfFunction,
  eip712DomainFunction,
  fillFunction,
  fillBatchFunction,
  initializeFunction,
  isConsumingScheduledOpFunction,
  orderHashFunction,
  orderStatusFunction,
  pauseEntriesFunction,
  pausedUntilFunction,
  placeBidFunction,
  proxiableUUIDFunction,
  setAuthorityFunction,
  unpauseEntriesFunction,
  upgradeToAndCallFunction,
  versionFunction,
] as const;
