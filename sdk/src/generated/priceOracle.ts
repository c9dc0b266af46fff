// Generated from the contracts by `npm run generate`. Do not edit.
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const feedChangedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"currency","type":"address"},{"components":[{"name":"aggregator","type":"address"},{"name":"maxAge","type":"uint32"},{"name":"minimum","type":"uint128"},{"name":"maximum","type":"uint128"}],"indexed":false,"name":"feed","type":"tuple"},{"indexed":false,"name":"feedDecimals","type":"uint8"},{"indexed":false,"name":"currencyDecimals","type":"uint8"}],"name":"FeedChanged","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const sequencerFeedChangedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"feed","type":"address"}],"name":"SequencerFeedChanged","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const convertFunction = {"inputs":[{"name":"currency","type":"address"},{"name":"cents","type":"uint256"}],"name":"convert","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const feedOfFunction = {"inputs":[{"name":"currency","type":"address"}],"name":"feedOf","outputs":[{"components":[{"name":"aggregator","type":"address"},{"name":"maxAge","type":"uint32"},{"name":"minimum","type":"uint128"},{"name":"maximum","type":"uint128"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"},{"name":"sequencer","type":"address"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const sequencerFeedFunction = {"inputs":[],"name":"sequencerFeed","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setFeedFunction = {"inputs":[{"name":"currency","type":"address"},{"components":[{"name":"aggregator","type":"address"},{"name":"maxAge","type":"uint32"},{"name":"minimum","type":"uint128"},{"name":"maximum","type":"uint128"}],"name":"feed","type":"tuple"}],"name":"setFeed","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setSequencerFeedFunction = {"inputs":[{"name":"feed","type":"address"}],"name":"setSequencerFeed","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;

export const priceOracleAbi = [
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"ERC1967InvalidImplementation","type":"error"},
  {"inputs":[],"name":"ERC1967NonPayable","type":"error"},
  {"inputs":[],"name":"FailedCall","type":"error"},
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[],"name":"NotInitializing","type":"error"},
  {"inputs":[{"name":"endsAt","type":"uint256"}],"name":"PriceOracle_GracePeriod","type":"error"},
  {"inputs":[{"name":"currency","type":"address"}],"name":"PriceOracle_InvalidFeed","type":"error"},
  {"inputs":[{"name":"currency","type":"address"}],"name":"PriceOracle_NoFeed","type":"error"},
  {"inputs":[{"name":"currency","type":"address"},{"name":"price","type":"int256"},{"name":"minimum","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"PriceOracle_PriceOutOfBand","type":"error"},
  {"inputs":[],"name":"PriceOracle_SequencerDown","type":"error"},
  {"inputs":[{"name":"currency","type":"address"},{"name":"updatedAt","type":"uint256"},{"name":"maxAge","type":"uint256"}],"name":"PriceOracle_StalePrice","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  authorityUpdatedEvent,
  feedChangedEvent,
  initializedEvent,
  sequencerFeedChangedEvent,
  upgradedEvent,
  UPGRADE_INTERFACE_VERSIONFunction,
  authorityFunction,
  convertFunction,
  feedOfFunction,
  initializeFunction,
  isConsumingScheduledOpFunction,
  proxiableUUIDFunction,
  sequencerFeedFunction,
  setAuthorityFunction,
  setFeedFunction,
  setSequencerFeedFunction,
  upgradeToAndCallFunction,
  versionFunction,
] as const;
