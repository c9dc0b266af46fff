// Generated from the contracts by `npm run generate`. Do not edit.
export const approvalEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"owner","type":"address"},{"indexed":true,"name":"spender","type":"address"},{"indexed":false,"name":"value","type":"uint256"}],"name":"Approval","type":"event"} as const;
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const delegateChangedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"delegator","type":"address"},{"indexed":true,"name":"fromDelegate","type":"address"},{"indexed":true,"name":"toDelegate","type":"address"}],"name":"DelegateChanged","type":"event"} as const;
export const delegateVotesChangedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"delegate","type":"address"},{"indexed":false,"name":"previousVotes","type":"uint256"},{"indexed":false,"name":"newVotes","type":"uint256"}],"name":"DelegateVotesChanged","type":"event"} as const;
export const eIP712DomainChangedEvent = {"anonymous":false,"inputs":[],"name":"EIP712DomainChanged","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const transferEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"from","type":"address"},{"indexed":true,"name":"to","type":"address"},{"indexed":false,"name":"value","type":"uint256"}],"name":"Transfer","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const CLOCK_MODEFunction = {"inputs":[],"name":"CLOCK_MODE","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;
export const DOMAIN_SEPARATORFunction = {"inputs":[],"name":"DOMAIN_SEPARATOR","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const allowanceFunction = {"inputs":[{"name":"owner","type":"address"},{"name":"spender","type":"address"}],"name":"allowance","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const approveFunction = {"inputs":[{"name":"spender","type":"address"},{"name":"value","type":"uint256"}],"name":"approve","outputs":[{"name":"","type":"bool"}],"stateMutability":"nonpayable","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const balanceOfFunction = {"inputs":[{"name":"account","type":"address"}],"name":"balanceOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const checkpointsFunction = {"inputs":[{"name":"account","type":"address"},{"name":"pos","type":"uint32"}],"name":"checkpoints","outputs":[{"components":[{"name":"_key","type":"uint48"},{"name":"_value","type":"uint208"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const clockFunction = {"inputs":[],"name":"clock","outputs":[{"name":"","type":"uint48"}],"stateMutability":"view","type":"function"} as const;
export const decimalsFunction = {"inputs":[],"name":"decimals","outputs":[{"name":"","type":"uint8"}],"stateMutability":"view","type":"function"} as const;
export const delegateFunction = {"inputs":[{"name":"delegatee","type":"address"}],"name":"delegate","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const delegateBySigFunction = {"inputs":[{"name":"delegatee","type":"address"},{"name":"nonce","type":"uint256"},{"name":"expiry","type":"uint256"},{"name":"v","type":"uint8"},{"name":"r","type":"bytes32"},{"name":"s","type":"bytes32"}],"name":"delegateBySig","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const delegateForFunction = {"inputs":[{"name":"account","type":"address"},{"name":"delegatee","type":"address"},{"name":"deadline","type":"uint256"},{"name":"signature","type":"bytes"}],"name":"delegateFor","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const delegatesFunction = {"inputs":[{"name":"account","type":"address"}],"name":"delegates","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const eip712DomainFunction = {"inputs":[],"name":"eip712Domain","outputs":[{"name":"fields","type":"bytes1"},{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"},{"name":"salt","type":"bytes32"},{"name":"extensions","type":"uint256[]"}],"stateMutability":"view","type":"function"} as const;
export const getPastTotalSupplyFunction = {"inputs":[{"name":"timepoint","type":"uint256"}],"name":"getPastTotalSupply","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const getPastVotesFunction = {"inputs":[{"name":"account","type":"address"},{"name":"timepoint","type":"uint256"}],"name":"getPastVotes","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const getVotesFunction = {"inputs":[{"name":"account","type":"address"}],"name":"getVotes","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"},{"name":"holder","type":"address"},{"name":"supply","type":"uint256"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const nameFunction = {"inputs":[],"name":"name","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const noncesFunction = {"inputs":[{"name":"owner","type":"address"}],"name":"nonces","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const numCheckpointsFunction = {"inputs":[{"name":"account","type":"address"}],"name":"numCheckpoints","outputs":[{"name":"","type":"uint32"}],"stateMutability":"view","type":"function"} as const;
export const permitFunction = {"inputs":[{"name":"owner","type":"address"},{"name":"spender","type":"address"},{"name":"value","type":"uint256"},{"name":"deadline","type":"uint256"},{"name":"v","type":"uint8"},{"name":"r","type":"bytes32"},{"name":"s","type":"bytes32"}],"name":"permit","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const symbolFunction = {"inputs":[],"name":"symbol","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const totalSupplyFunction = {"inputs":[],"name":"totalSupply","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const transferFunction = {"inputs":[{"name":"to","type":"address"},{"name":"value","type":"uint256"}],"name":"transfer","outputs":[{"name":"","type":"bool"}],"stateMutability":"nonpayable","type":"function"} as const;
export const transferFromFunction = {"inputs":[{"name":"from","type":"address"},{"name":"to","type":"address"},{"name":"value","type":"uint256"}],"name":"transferFrom","outputs":[{"name":"","type":"bool"}],"stateMutability":"nonpayable","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;

export const capsuleTokenAbi = [
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
  {"inputs":[{"name":"deadline","type":"uint256"}],"name":"CapsuleToken_DeadlinePassed","type":"error"},
  {"inputs":[{"name":"account","type":"address"}],"name":"CapsuleToken_InvalidSignature","type":"error"},
  {"inputs":[],"name":"CheckpointUnorderedInsertion","type":"error"},
  {"inputs":[],"name":"ECDSAInvalidSignature","type":"error"},
  {"inputs":[{"name":"length","type":"uint256"}],"name":"ECDSAInvalidSignatureLength","type":"error"},
  {"inputs":[{"name":"s","type":"bytes32"}],"name":"ECDSAInvalidSignatureS","type":"error"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"ERC1967InvalidImplementation","type":"error"},
  {"inputs":[],"name":"ERC1967NonPayable","type":"error"},
  {"inputs":[{"name":"increasedSupply","type":"uint256"},{"name":"cap","type":"uint256"}],"name":"ERC20ExceededSafeSupply","type":"error"},
  {"inputs":[{"name":"spender","type":"address"},{"name":"allowance","type":"uint256"},{"name":"needed","type":"uint256"}],"name":"ERC20InsufficientAllowance","type":"error"},
  {"inputs":[{"name":"sender","type":"address"},{"name":"balance","type":"uint256"},{"name":"needed","type":"uint256"}],"name":"ERC20InsufficientBalance","type":"error"},
  {"inputs":[{"name":"approver","type":"address"}],"name":"ERC20InvalidApprover","type":"error"},
  {"inputs":[{"name":"receiver","type":"address"}],"name":"ERC20InvalidReceiver","type":"error"},
  {"inputs":[{"name":"sender","type":"address"}],"name":"ERC20InvalidSender","type":"error"},
  {"inputs":[{"name":"spender","type":"address"}],"name":"ERC20InvalidSpender","type":"error"},
  {"inputs":[{"name":"deadline","type":"uint256"}],"name":"ERC2612ExpiredSignature","type":"error"},
  {"inputs":[{"name":"signer","type":"address"},{"name":"owner","type":"address"}],"name":"ERC2612InvalidSigner","type":"error"},
  {"inputs":[{"name":"timepoint","type":"uint256"},{"name":"clock","type":"uint48"}],"name":"ERC5805FutureLookup","type":"error"},
  {"inputs":[],"name":"FailedCall","type":"error"},
  {"inputs":[{"name":"account","type":"address"},{"name":"currentNonce","type":"uint256"}],"name":"InvalidAccountNonce","type":"error"},
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[],"name":"NotInitializing","type":"error"},
  {"inputs":[{"name":"bits","type":"uint8"},{"name":"value","type":"uint256"}],"name":"SafeCastOverflowedUintDowncast","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  {"inputs":[{"name":"expiry","type":"uint256"}],"name":"VotesExpiredSignature","type":"error"},
  approvalEvent,
  authorityUpdatedEvent,
  delegateChangedEvent,
  delegateVotesChangedEvent,
  eIP712DomainChangedEvent,
  initializedEvent,
  transferEvent,
  upgradedEvent,
  CLOCK_MODEFunction,
  DOMAIN_SEPARATORFunction,
  UPGRADE_INTERFACE_VERSIONFunction,
  allowanceFunction,
  approveFunction,
  authorityFunction,
  balanceOfFunction,
  checkpointsFunction,
  clockFunction,
  decimalsFunction,
  delegateFunction,
  delegateBySigFunction,
  delegateForFunction,
  delegatesFunction,
  eip712DomainFunction,
  getPastTotalSupplyFunction,
  getPastVotesFunction,
  getVotesFunction,
  initializeFunction,
  isConsumingScheduledOpFunction,
  nameFunction,
  noncesFunction,
  numCheckpointsFunction,
  permitFunction,
  proxiableUUIDFunction,
  setAuthorityFunction,
  symbolFunction,
  totalSupplyFunction,
  transferFunction,
  transferFromFunction,
  upgradeToAndCallFunction,
  versionFunction,
] as const;
