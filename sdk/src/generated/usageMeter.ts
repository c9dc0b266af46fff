// Generated from the contracts by `npm run generate`. Do not edit.
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const batchSettledEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"epoch","type":"uint256"},{"indexed":false,"name":"receipts","type":"uint256"},{"indexed":false,"name":"settled","type":"uint256"}],"name":"BatchSettled","type":"event"} as const;
export const eIP712DomainChangedEvent = {"anonymous":false,"inputs":[],"name":"EIP712DomainChanged","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const receiptRejectedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"licenseId","type":"uint256"},{"indexed":false,"name":"index","type":"uint256"},{"indexed":false,"name":"reason","type":"uint8"}],"name":"ReceiptRejected","type":"event"} as const;
export const releasesReportedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"day","type":"uint256"},{"indexed":true,"name":"epoch","type":"uint256"},{"indexed":false,"name":"releases","type":"uint32"}],"name":"ReleasesReported","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const usageSettledEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"licenseId","type":"uint256"},{"indexed":false,"name":"runs","type":"uint32"}],"name":"UsageSettled","type":"event"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const eip712DomainFunction = {"inputs":[],"name":"eip712Domain","outputs":[{"name":"fields","type":"bytes1"},{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"},{"name":"salt","type":"bytes32"},{"name":"extensions","type":"uint256[]"}],"stateMutability":"view","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const leaseBatchDigestFunction = {"inputs":[{"name":"epoch","type":"uint256"},{"components":[{"name":"licenseId","type":"uint256"},{"name":"runs","type":"uint32"}],"name":"receipts","type":"tuple[]"}],"name":"leaseBatchDigest","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const releaseReportDigestFunction = {"inputs":[{"name":"epoch","type":"uint256"},{"name":"day","type":"uint32"},{"components":[{"name":"capsuleId","type":"uint256"},{"name":"releases","type":"uint32"}],"name":"counts","type":"tuple[]"}],"name":"releaseReportDigest","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const releasesOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"day","type":"uint32"},{"name":"epoch","type":"uint256"}],"name":"releasesOf","outputs":[{"name":"","type":"uint32"}],"stateMutability":"view","type":"function"} as const;
export const reportReleasesFunction = {"inputs":[{"name":"epoch","type":"uint256"},{"name":"day","type":"uint32"},{"components":[{"name":"capsuleId","type":"uint256"},{"name":"releases","type":"uint32"}],"name":"counts","type":"tuple[]"},{"name":"signatures","type":"bytes[]"}],"name":"reportReleases","outputs":[{"name":"reported","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const settleFunction = {"inputs":[{"name":"epoch","type":"uint256"},{"components":[{"name":"licenseId","type":"uint256"},{"name":"runs","type":"uint32"}],"name":"receipts","type":"tuple[]"},{"name":"signatures","type":"bytes[]"}],"name":"settle","outputs":[{"name":"settled","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const settledRunsFunction = {"inputs":[{"name":"licenseId","type":"uint256"}],"name":"settledRuns","outputs":[{"name":"","type":"uint32"}],"stateMutability":"view","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;

export const usageMeterAbi = [
  {"inputs":[{"name":"keeperRegistry","type":"address"},{"name":"accessToken","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"ERC1967InvalidImplementation","type":"error"},
  {"inputs":[],"name":"ERC1967NonPayable","type":"error"},
  {"inputs":[],"name":"FailedCall","type":"error"},
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[],"name":"NotInitializing","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  {"inputs":[{"name":"day","type":"uint256"},{"name":"today","type":"uint256"}],"name":"UsageMeter_DayNotOver","type":"error"},
  {"inputs":[],"name":"UsageMeter_EmptyBatch","type":"error"},
  authorityUpdatedEvent,
  batchSettledEvent,
  eIP712DomainChangedEvent,
  initializedEvent,
  receiptRejectedEvent,
  releasesReportedEvent,
  upgradedEvent,
  usageSettledEvent,
  UPGRADE_INTERFACE_VERSIONFunction,
  authorityFunction,
  eip712DomainFunction,
  initializeFunction,
  isConsumingScheduledOpFunction,
  leaseBatchDigestFunction,
  proxiableUUIDFunction,
  releaseReportDigestFunction,
  releasesOfFunction,
  reportReleasesFunction,
  setAuthorityFunction,
  settleFunction,
  settledRunsFunction,
  upgradeToAndCallFunction,
  versionFunction,
] as const;
