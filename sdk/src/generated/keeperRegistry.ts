// Generated from the contracts by `npm run generate`. Do not edit.
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const bondPostedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"operator","type":"address"},{"indexed":true,"name":"payer","type":"address"},{"indexed":false,"name":"amount","type":"uint256"},{"indexed":false,"name":"bond","type":"uint256"}],"name":"BondPosted","type":"event"} as const;
export const bondSlashedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"operator","type":"address"},{"indexed":true,"name":"recipient","type":"address"},{"indexed":true,"name":"evidenceDigest","type":"bytes32"},{"indexed":false,"name":"amount","type":"uint256"},{"indexed":false,"name":"bond","type":"uint256"}],"name":"BondSlashed","type":"event"} as const;
export const bondWithdrawnEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"operator","type":"address"},{"indexed":true,"name":"recipient","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"BondWithdrawn","type":"event"} as const;
export const eIP712DomainChangedEvent = {"anonymous":false,"inputs":[],"name":"EIP712DomainChanged","type":"event"} as const;
export const epochOpenedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"epoch","type":"uint256"},{"indexed":false,"name":"threshold","type":"uint16"},{"indexed":false,"name":"groupKey","type":"bytes32"},{"components":[{"name":"operator","type":"address"},{"name":"transportKey","type":"bytes32"},{"name":"verificationShare","type":"bytes32"},{"name":"url","type":"string"}],"indexed":false,"name":"keepers","type":"tuple[]"}],"name":"EpochOpened","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const keeperUrlChangedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"epoch","type":"uint256"},{"indexed":true,"name":"operator","type":"address"},{"indexed":false,"name":"url","type":"string"}],"name":"KeeperUrlChanged","type":"event"} as const;
export const minimumBondChangedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"amount","type":"uint256"}],"name":"MinimumBondChanged","type":"event"} as const;
export const sessionAuthorizedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"account","type":"address"},{"indexed":true,"name":"device","type":"address"},{"indexed":false,"name":"expiresAt","type":"uint64"}],"name":"SessionAuthorized","type":"event"} as const;
export const sessionRevokedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"account","type":"address"},{"indexed":true,"name":"device","type":"address"}],"name":"SessionRevoked","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const acceptanceDigestFunction = {"inputs":[{"name":"epoch","type":"uint256"},{"name":"threshold","type":"uint16"},{"components":[{"name":"operator","type":"address"},{"name":"transportKey","type":"bytes32"},{"name":"verificationShare","type":"bytes32"},{"name":"url","type":"string"}],"name":"keepers","type":"tuple[]"}],"name":"acceptanceDigest","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const authorizeSessionFunction = {"inputs":[{"name":"device","type":"address"},{"name":"expiresAt","type":"uint64"}],"name":"authorizeSession","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const authorizeSessionForFunction = {"inputs":[{"name":"account","type":"address"},{"name":"device","type":"address"},{"name":"expiresAt","type":"uint64"},{"name":"deadline","type":"uint256"},{"name":"signature","type":"bytes"}],"name":"authorizeSessionFor","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const bondOfFunction = {"inputs":[{"name":"operator","type":"address"}],"name":"bondOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const bondReleasableAtFunction = {"inputs":[{"name":"operator","type":"address"}],"name":"bondReleasableAt","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const currentEpochFunction = {"inputs":[],"name":"currentEpoch","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const eip712DomainFunction = {"inputs":[],"name":"eip712Domain","outputs":[{"name":"fields","type":"bytes1"},{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"},{"name":"salt","type":"bytes32"},{"name":"extensions","type":"uint256[]"}],"stateMutability":"view","type":"function"} as const;
export const epochOpenedAtFunction = {"inputs":[{"name":"epoch","type":"uint256"}],"name":"epochOpenedAt","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"},{"name":"threshold","type":"uint16"},{"name":"groupKey","type":"bytes32"},{"components":[{"name":"operator","type":"address"},{"name":"transportKey","type":"bytes32"},{"name":"verificationShare","type":"bytes32"},{"name":"url","type":"string"}],"name":"keepers","type":"tuple[]"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const keeperIndexFunction = {"inputs":[{"name":"epoch","type":"uint256"},{"name":"operator","type":"address"}],"name":"keeperIndex","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const keeperSetFunction = {"inputs":[{"name":"epoch","type":"uint256"}],"name":"keeperSet","outputs":[{"components":[{"name":"epoch","type":"uint64"},{"name":"threshold","type":"uint16"},{"name":"groupKey","type":"bytes32"},{"components":[{"name":"operator","type":"address"},{"name":"transportKey","type":"bytes32"},{"name":"verificationShare","type":"bytes32"},{"name":"url","type":"string"}],"name":"keepers","type":"tuple[]"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const minimumBondFunction = {"inputs":[],"name":"minimumBond","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const noncesFunction = {"inputs":[{"name":"owner","type":"address"}],"name":"nonces","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const postBondFunction = {"inputs":[{"name":"operator","type":"address"}],"name":"postBond","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const revokeSessionFunction = {"inputs":[{"name":"device","type":"address"}],"name":"revokeSession","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const rotateFunction = {"inputs":[{"name":"threshold","type":"uint16"},{"components":[{"name":"operator","type":"address"},{"name":"transportKey","type":"bytes32"},{"name":"verificationShare","type":"bytes32"},{"name":"url","type":"string"}],"name":"keepers","type":"tuple[]"},{"name":"acceptances","type":"bytes[]"}],"name":"rotate","outputs":[{"name":"epoch","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const sessionExpiryFunction = {"inputs":[{"name":"account","type":"address"},{"name":"device","type":"address"}],"name":"sessionExpiry","outputs":[{"name":"","type":"uint64"}],"stateMutability":"view","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setMinimumBondFunction = {"inputs":[{"name":"amount","type":"uint256"}],"name":"setMinimumBond","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setUrlFunction = {"inputs":[{"name":"url","type":"string"}],"name":"setUrl","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const slashBondFunction = {"inputs":[{"name":"operator","type":"address"},{"name":"amount","type":"uint256"},{"name":"recipient","type":"address"},{"name":"evidenceDigest","type":"bytes32"}],"name":"slashBond","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const verifyQuorumFunction = {"inputs":[{"name":"digest","type":"bytes32"},{"name":"signatures","type":"bytes[]"}],"name":"verifyQuorum","outputs":[{"name":"signers","type":"address[]"}],"stateMutability":"view","type":"function"} as const;
export const verifyQuorumAtFunction = {"inputs":[{"name":"epoch","type":"uint256"},{"name":"digest","type":"bytes32"},{"name":"signatures","type":"bytes[]"}],"name":"verifyQuorumAt","outputs":[{"name":"signers","type":"address[]"}],"stateMutability":"view","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;
export const withdrawBondFunction = {"inputs":[{"name":"recipient","type":"address"}],"name":"withdrawBond","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;

export const keeperRegistryAbi = [
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
  {"inputs":[],"name":"ECDSAInvalidSignature","type":"error"},
  {"inputs":[{"name":"length","type":"uint256"}],"name":"ECDSAInvalidSignatureLength","type":"error"},
  {"inputs":[{"name":"s","type":"bytes32"}],"name":"ECDSAInvalidSignatureS","type":"error"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"ERC1967InvalidImplementation","type":"error"},
  {"inputs":[],"name":"ERC1967NonPayable","type":"error"},
  {"inputs":[],"name":"FailedCall","type":"error"},
  {"inputs":[{"name":"balance","type":"uint256"},{"name":"needed","type":"uint256"}],"name":"InsufficientBalance","type":"error"},
  {"inputs":[{"name":"account","type":"address"},{"name":"currentNonce","type":"uint256"}],"name":"InvalidAccountNonce","type":"error"},
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[],"name":"KeeperBonds_EmptyOperator","type":"error"},
  {"inputs":[{"name":"operator","type":"address"},{"name":"bond","type":"uint256"},{"name":"required","type":"uint256"}],"name":"KeeperBonds_InsufficientBond","type":"error"},
  {"inputs":[{"name":"operator","type":"address"}],"name":"KeeperBonds_NoBond","type":"error"},
  {"inputs":[],"name":"KeeperBonds_NothingPosted","type":"error"},
  {"inputs":[{"name":"operator","type":"address"}],"name":"KeeperBonds_StillKeeper","type":"error"},
  {"inputs":[{"name":"operator","type":"address"},{"name":"possibleAt","type":"uint256"}],"name":"KeeperBonds_TooEarly","type":"error"},
  {"inputs":[{"name":"operator","type":"address"}],"name":"KeeperRegistry_DuplicateOperator","type":"error"},
  {"inputs":[],"name":"KeeperRegistry_EmptyKey","type":"error"},
  {"inputs":[{"name":"index","type":"uint256"}],"name":"KeeperRegistry_EmptyOperator","type":"error"},
  {"inputs":[{"name":"epoch","type":"uint256"},{"name":"currentEpoch","type":"uint256"}],"name":"KeeperRegistry_EpochClosed","type":"error"},
  {"inputs":[{"name":"threshold","type":"uint256"},{"name":"keepers","type":"uint256"}],"name":"KeeperRegistry_InvalidThreshold","type":"error"},
  {"inputs":[{"name":"epoch","type":"uint256"},{"name":"account","type":"address"}],"name":"KeeperRegistry_NotKeeper","type":"error"},
  {"inputs":[{"name":"signatures","type":"uint256"},{"name":"threshold","type":"uint256"}],"name":"KeeperRegistry_QuorumNotReached","type":"error"},
  {"inputs":[{"name":"keepers","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"KeeperRegistry_TooManyKeepers","type":"error"},
  {"inputs":[{"name":"epoch","type":"uint256"}],"name":"KeeperRegistry_UnknownEpoch","type":"error"},
  {"inputs":[{"name":"previous","type":"address"},{"name":"signer","type":"address"}],"name":"KeeperRegistry_UnorderedSigners","type":"error"},
  {"inputs":[],"name":"NotInitializing","type":"error"},
  {"inputs":[{"name":"deadline","type":"uint256"}],"name":"Sessions_DeadlinePassed","type":"error"},
  {"inputs":[{"name":"device","type":"address"},{"name":"expiresAt","type":"uint256"}],"name":"Sessions_InvalidSession","type":"error"},
  {"inputs":[{"name":"account","type":"address"}],"name":"Sessions_InvalidSignature","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  authorityUpdatedEvent,
  bondPostedEvent,
  bondSlashedEvent,
  bondWithdrawnEvent,
  eIP712DomainChangedEvent,
  epochOpenedEvent,
  initializedEvent,
  keeperUrlChangedEvent,
  minimumBondChangedEvent,
  sessionAuthorizedEvent,
  sessionRevokedEvent,
  upgradedEvent,
  UPGRADE_INTERFACE_VERSIONFunction,
  acceptanceDigestFunction,
  authorityFunction,
  authorizeSessionFunction,
  authorizeSessionForFunction,
  bondOfFunction,
  bondReleasableAtFunction,
  currentEpochFunction,
  eip712DomainFunction,
  epochOpenedAtFunction,
  initializeFunction,
  isConsumingScheduledOpFunction,
  keeperIndexFunction,
  keeperSetFunction,
  minimumBondFunction,
  noncesFunction,
  postBondFunction,
  proxiableUUIDFunction,
  revokeSessionFunction,
  rotateFunction,
  sessionExpiryFunction,
  setAuthorityFunction,
  setMinimumBondFunction,
  setUrlFunction,
  slashBondFunction,
  upgradeToAndCallFunction,
  verifyQuorumFunction,
  verifyQuorumAtFunction,
  versionFunction,
  withdrawBondFunction,
] as const;
