// Generated from the contracts by `npm run generate`. Do not edit.
export const approvalEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"owner","type":"address"},{"indexed":true,"name":"approved","type":"address"},{"indexed":true,"name":"tokenId","type":"uint256"}],"name":"Approval","type":"event"} as const;
export const approvalForAllEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"owner","type":"address"},{"indexed":true,"name":"operator","type":"address"},{"indexed":false,"name":"approved","type":"bool"}],"name":"ApprovalForAll","type":"event"} as const;
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const authorizationEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"from","type":"address"},{"indexed":true,"name":"user","type":"address"},{"indexed":true,"name":"capsuleId","type":"uint256"}],"name":"Authorization","type":"event"} as const;
export const authorizationRevokedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"from","type":"address"},{"indexed":true,"name":"user","type":"address"},{"indexed":true,"name":"capsuleId","type":"uint256"}],"name":"AuthorizationRevoked","type":"event"} as const;
export const authorizationsEndedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"}],"name":"AuthorizationsEnded","type":"event"} as const;
export const batchMetadataUpdateEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"_fromTokenId","type":"uint256"},{"indexed":false,"name":"_toTokenId","type":"uint256"}],"name":"BatchMetadataUpdate","type":"event"} as const;
export const capsuleRegisteredEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"creator","type":"address"},{"indexed":false,"name":"salt","type":"bytes32"},{"indexed":false,"name":"manifestDigest","type":"bytes32"},{"indexed":false,"name":"encrypted","type":"bool"},{"indexed":false,"name":"feeBps","type":"uint16"},{"indexed":false,"name":"royaltyBps","type":"uint16"}],"name":"CapsuleRegistered","type":"event"} as const;
export const capsuleReinstatedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"}],"name":"CapsuleReinstated","type":"event"} as const;
export const capsuleSealedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"version","type":"uint256"},{"indexed":true,"name":"epoch","type":"uint256"},{"indexed":false,"name":"keepers","type":"address[]"}],"name":"CapsuleSealed","type":"event"} as const;
export const capsuleSuspendedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"}],"name":"CapsuleSuspended","type":"event"} as const;
export const contractURIUpdatedEvent = {"anonymous":false,"inputs":[],"name":"ContractURIUpdated","type":"event"} as const;
export const eIP712DomainChangedEvent = {"anonymous":false,"inputs":[],"name":"EIP712DomainChanged","type":"event"} as const;
export const entriesPausedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"until","type":"uint64"}],"name":"EntriesPaused","type":"event"} as const;
export const entriesUnpausedEvent = {"anonymous":false,"inputs":[],"name":"EntriesUnpaused","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const metadataUpdateEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"_tokenId","type":"uint256"}],"name":"MetadataUpdate","type":"event"} as const;
export const parentLinkedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"parentId","type":"uint256"},{"indexed":false,"name":"relation","type":"uint8"},{"indexed":false,"name":"licenseId","type":"uint256"},{"indexed":false,"name":"policy","type":"uint8"},{"indexed":false,"name":"rateBps","type":"uint16"}],"name":"ParentLinked","type":"event"} as const;
export const protocolFeeChangedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"feeBps","type":"uint16"}],"name":"ProtocolFeeChanged","type":"event"} as const;
export const transferEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"from","type":"address"},{"indexed":true,"name":"to","type":"address"},{"indexed":true,"name":"tokenId","type":"uint256"}],"name":"Transfer","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const versionPublishedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"version","type":"uint256"},{"indexed":false,"name":"manifestDigest","type":"bytes32"},{"indexed":false,"name":"encrypted","type":"bool"}],"name":"VersionPublished","type":"event"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const approveFunction = {"inputs":[{"name":"to","type":"address"},{"name":"tokenId","type":"uint256"}],"name":"approve","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const authorizeUsageFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"user","type":"address"}],"name":"authorizeUsage","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const authorizedUsersOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"authorizedUsersOf","outputs":[{"name":"users","type":"address[]"}],"stateMutability":"view","type":"function"} as const;
export const balanceOfFunction = {"inputs":[{"name":"owner","type":"address"}],"name":"balanceOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const capsuleIdOfFunction = {"inputs":[{"name":"creator","type":"address"},{"name":"salt","type":"bytes32"}],"name":"capsuleIdOf","outputs":[{"name":"capsuleId","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const capsuleOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"capsuleOf","outputs":[{"components":[{"name":"owner","type":"address"},{"name":"version","type":"uint64"},{"name":"manifestDigest","type":"bytes32"},{"name":"encrypted","type":"bool"},{"name":"isSealed","type":"bool"},{"name":"suspended","type":"bool"},{"name":"feeBps","type":"uint16"},{"name":"royaltyBps","type":"uint16"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const capsuleOwnerFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"capsuleOwner","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const contractURIFunction = {"inputs":[],"name":"contractURI","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const eip712DomainFunction = {"inputs":[],"name":"eip712Domain","outputs":[{"name":"fields","type":"bytes1"},{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"},{"name":"salt","type":"bytes32"},{"name":"extensions","type":"uint256[]"}],"stateMutability":"view","type":"function"} as const;
export const feeBpsOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"feeBpsOf","outputs":[{"name":"","type":"uint16"}],"stateMutability":"view","type":"function"} as const;
export const getApprovedFunction = {"inputs":[{"name":"tokenId","type":"uint256"}],"name":"getApproved","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"},{"name":"feeBps","type":"uint16"},{"name":"contractDigest","type":"bytes32"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const intelligentDataOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"intelligentDataOf","outputs":[{"components":[{"name":"dataDescription","type":"string"},{"name":"dataHash","type":"bytes32"}],"name":"data","type":"tuple[]"}],"stateMutability":"view","type":"function"} as const;
export const isApprovedForAllFunction = {"inputs":[{"name":"owner","type":"address"},{"name":"operator","type":"address"}],"name":"isApprovedForAll","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const isAuthorizedFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"account","type":"address"}],"name":"isAuthorized","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const isUsageAuthorizedFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"user","type":"address"}],"name":"isUsageAuthorized","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const nameFunction = {"inputs":[],"name":"name","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const ownerOfFunction = {"inputs":[{"name":"tokenId","type":"uint256"}],"name":"ownerOf","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const pauseEntriesFunction = {"inputs":[{"name":"duration","type":"uint256"}],"name":"pauseEntries","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const pausedUntilFunction = {"inputs":[],"name":"pausedUntil","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const previewLinkFunction = {"inputs":[{"name":"registrant","type":"address"},{"components":[{"name":"capsuleId","type":"uint256"},{"name":"licenseId","type":"uint256"},{"name":"relation","type":"uint8"},{"name":"ancestors","type":"uint256[]"}],"name":"parents","type":"tuple[]"}],"name":"previewLink","outputs":[{"components":[{"name":"capsuleId","type":"uint256"},{"name":"rateBps","type":"uint16"}],"name":"absolute","type":"tuple[]"},{"components":[{"name":"capsuleId","type":"uint256"},{"name":"rateBps","type":"uint16"}],"name":"relative","type":"tuple[]"}],"stateMutability":"view","type":"function"} as const;
export const protocolFeeBpsFunction = {"inputs":[],"name":"protocolFeeBps","outputs":[{"name":"","type":"uint16"}],"stateMutability":"view","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const publishVersionFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"manifestDigest","type":"bytes32"},{"name":"encrypted","type":"bool"},{"name":"sealSignatures","type":"bytes[]"}],"name":"publishVersion","outputs":[{"name":"number","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const registerFunction = {"inputs":[{"name":"salt","type":"bytes32"},{"name":"manifestDigest","type":"bytes32"},{"name":"encrypted","type":"bool"},{"name":"royaltyBps","type":"uint16"}],"name":"register","outputs":[{"name":"capsuleId","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const registerDerivativeFunction = {"inputs":[{"name":"salt","type":"bytes32"},{"name":"manifestDigest","type":"bytes32"},{"name":"encrypted","type":"bool"},{"name":"royaltyBps","type":"uint16"},{"components":[{"name":"capsuleId","type":"uint256"},{"name":"licenseId","type":"uint256"},{"name":"relation","type":"uint8"},{"name":"ancestors","type":"uint256[]"}],"name":"parents","type":"tuple[]"}],"name":"registerDerivative","outputs":[{"name":"capsuleId","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const resaleOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"holder","type":"address"}],"name":"resaleOf","outputs":[{"name":"","type":"uint256"},{"name":"royaltyBps","type":"uint256"},{"name":"units","type":"uint256"},{"name":"departures","type":"uint256"},{"name":"suspended","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const revokeAuthorizationFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"user","type":"address"}],"name":"revokeAuthorization","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const royaltyInfoFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"salePrice","type":"uint256"}],"name":"royaltyInfo","outputs":[{"name":"","type":"address"},{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const safeTransferFromFunction = {"inputs":[{"name":"from","type":"address"},{"name":"to","type":"address"},{"name":"tokenId","type":"uint256"}],"name":"safeTransferFrom","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const safeTransferFromFunction2 = {"inputs":[{"name":"from","type":"address"},{"name":"to","type":"address"},{"name":"tokenId","type":"uint256"},{"name":"data","type":"bytes"}],"name":"safeTransferFrom","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const saleReadyFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"saleReady","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const sealFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"signatures","type":"bytes[]"}],"name":"seal","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const sealDigestFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"number","type":"uint256"},{"name":"manifestDigest","type":"bytes32"},{"name":"epoch","type":"uint256"}],"name":"sealDigest","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const setApprovalForAllFunction = {"inputs":[{"name":"operator","type":"address"},{"name":"approved","type":"bool"}],"name":"setApprovalForAll","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setContractURIFunction = {"inputs":[{"name":"digest","type":"bytes32"}],"name":"setContractURI","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setProtocolFeeFunction = {"inputs":[{"name":"feeBps","type":"uint16"}],"name":"setProtocolFee","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setSuspendedFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"suspended","type":"bool"}],"name":"setSuspended","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const supportsInterfaceFunction = {"inputs":[{"name":"interfaceId","type":"bytes4"}],"name":"supportsInterface","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const symbolFunction = {"inputs":[],"name":"symbol","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const tokenURIFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"tokenURI","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const transferFromFunction = {"inputs":[{"name":"from","type":"address"},{"name":"to","type":"address"},{"name":"tokenId","type":"uint256"}],"name":"transferFrom","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const unpauseEntriesFunction = {"inputs":[],"name":"unpauseEntries","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;
export const versionDigestFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"number","type":"uint256"}],"name":"versionDigest","outputs":[{"name":"digest","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;

export const capsuleRegistryAbi = [
  {"inputs":[{"name":"accessToken","type":"address"},{"name":"royaltySplitter","type":"address"},{"name":"keeperRegistry","type":"address"},{"name":"disputeCourt","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"CapsuleRegistry_AlreadyRegistered","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"version","type":"uint256"}],"name":"CapsuleRegistry_AlreadySealed","type":"error"},
  {"inputs":[],"name":"CapsuleRegistry_EmptyDigest","type":"error"},
  {"inputs":[{"name":"feeBps","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"CapsuleRegistry_FeeTooHigh","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"parentId","type":"uint256"}],"name":"CapsuleRegistry_LicenseMismatch","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"registrant","type":"address"}],"name":"CapsuleRegistry_LicenseNotHeld","type":"error"},
  {"inputs":[],"name":"CapsuleRegistry_NoParents","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"caller","type":"address"}],"name":"CapsuleRegistry_NotAuthorized","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"CapsuleRegistry_NotDisputeCourt","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"CapsuleRegistry_NotEncrypted","type":"error"},
  {"inputs":[{"name":"licenseId","type":"uint256"},{"name":"rights","type":"uint256"},{"name":"required","type":"uint256"}],"name":"CapsuleRegistry_RightsMissing","type":"error"},
  {"inputs":[{"name":"royaltyBps","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"CapsuleRegistry_RoyaltyTooHigh","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"CapsuleRegistry_Suspended","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"CapsuleRegistry_UnknownCapsule","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"version","type":"uint256"}],"name":"CapsuleRegistry_UnknownVersion","type":"error"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"ERC1967InvalidImplementation","type":"error"},
  {"inputs":[],"name":"ERC1967NonPayable","type":"error"},
  {"inputs":[{"name":"sender","type":"address"},{"name":"tokenId","type":"uint256"},{"name":"owner","type":"address"}],"name":"ERC721IncorrectOwner","type":"error"},
  {"inputs":[{"name":"operator","type":"address"},{"name":"tokenId","type":"uint256"}],"name":"ERC721InsufficientApproval","type":"error"},
  {"inputs":[{"name":"approver","type":"address"}],"name":"ERC721InvalidApprover","type":"error"},
  {"inputs":[{"name":"operator","type":"address"}],"name":"ERC721InvalidOperator","type":"error"},
  {"inputs":[{"name":"owner","type":"address"}],"name":"ERC721InvalidOwner","type":"error"},
  {"inputs":[{"name":"receiver","type":"address"}],"name":"ERC721InvalidReceiver","type":"error"},
  {"inputs":[{"name":"sender","type":"address"}],"name":"ERC721InvalidSender","type":"error"},
  {"inputs":[{"name":"tokenId","type":"uint256"}],"name":"ERC721NonexistentToken","type":"error"},
  {"inputs":[],"name":"FailedCall","type":"error"},
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[],"name":"NotInitializing","type":"error"},
  {"inputs":[],"name":"Protocol_NotPaused","type":"error"},
  {"inputs":[{"name":"duration","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"Protocol_PauseTooLong","type":"error"},
  {"inputs":[{"name":"possibleAt","type":"uint256"}],"name":"Protocol_PauseTooSoon","type":"error"},
  {"inputs":[{"name":"until","type":"uint256"}],"name":"Protocol_Paused","type":"error"},
  {"inputs":[{"name":"value","type":"uint256"},{"name":"length","type":"uint256"}],"name":"StringsInsufficientHexLength","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"user","type":"address"}],"name":"UsageAuthorization_AlreadyAuthorized","type":"error"},
  {"inputs":[{"name":"user","type":"address"}],"name":"UsageAuthorization_InvalidUser","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"user","type":"address"}],"name":"UsageAuthorization_NotAuthorized","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"caller","type":"address"}],"name":"UsageAuthorization_NotOwner","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"maximum","type":"uint256"}],"name":"UsageAuthorization_TooManyUsers","type":"error"},
  approvalEvent,
  approvalForAllEvent,
  authorityUpdatedEvent,
  authorizationEvent,
  authorizationRevokedEvent,
  authorizationsEndedEvent,
  batchMetadataUpdateEvent,
  capsuleRegisteredEvent,
  capsuleReinstatedEvent,
  capsuleSealedEvent,
  capsuleSuspendedEvent,
  contractURIUpdatedEvent,
  eIP712DomainChangedEvent,
  entriesPausedEvent,
  entriesUnpausedEvent,
  initializedEvent,
  metadataUpdateEvent,
  parentLinkedEvent,
  protocolFeeChangedEvent,
  transferEvent,
  upgradedEvent,
  versionPublishedEvent,
  UPGRADE_INTERFACE_VERSIONFunction,
  approveFunction,
  authorityFunction,
  authorizeUsageFunction,
  authorizedUsersOfFunction,
  balanceOfFunction,
  capsuleIdOfFunction,
  capsuleOfFunction,
  capsuleOwnerFunction,
  contractURIFunction,
  eip712DomainFunction,
  feeBpsOfFunction,
  getApprovedFunction,
  initializeFunction,
  intelligentDataOfFunction,
  isApprovedForAllFunction,
  isAuthorizedFunction,
  isConsumingScheduledOpFunction,
  isUsageAuthorizedFunction,
  nameFunction,
  ownerOfFunction,
  pauseEntriesFunction,
  pausedUntilFunction,
  previewLinkFunction,
  protocolFeeBpsFunction,
  proxiableUUIDFunction,
  publishVersionFunction,
  registerFunction,
  registerDerivativeFunction,
  resaleOfFunction,
  revokeAuthorizationFunction,
  royaltyInfoFunction,
  safeTransferFromFunction,
  safeTransferFromFunction2,
  saleReadyFunction,
  sealFunction,
  sealDigestFunction,
  setApprovalForAllFunction,
  setAuthorityFunction,
  setContractURIFunction,
  setProtocolFeeFunction,
  setSuspendedFunction,
  supportsInterfaceFunction,
  symbolFunction,
  tokenURIFunction,
  transferFromFunction,
  unpauseEntriesFunction,
  upgradeToAndCallFunction,
  versionFunction,
  versionDigestFunction,
] as const;
