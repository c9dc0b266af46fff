// Generated from the contracts by `npm run generate`. Do not edit.
export const appealRuledEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"disputeId","type":"uint256"},{"indexed":false,"name":"upheld","type":"bool"},{"indexed":false,"name":"rulingDigest","type":"bytes32"}],"name":"AppealRuled","type":"event"} as const;
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const bondCreditedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"disputeId","type":"uint256"},{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"BondCredited","type":"event"} as const;
export const bondWithdrawnEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"recipient","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"BondWithdrawn","type":"event"} as const;
export const capsuleFlaggedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"ancestorId","type":"uint256"},{"indexed":true,"name":"disputeId","type":"uint256"}],"name":"CapsuleFlagged","type":"event"} as const;
export const disputeAppealedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"disputeId","type":"uint256"},{"indexed":true,"name":"appellant","type":"address"},{"indexed":false,"name":"evidenceDigest","type":"bytes32"},{"indexed":false,"name":"deadline","type":"uint256"}],"name":"DisputeAppealed","type":"event"} as const;
export const disputeConcludedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"disputeId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":false,"name":"outcome","type":"uint8"}],"name":"DisputeConcluded","type":"event"} as const;
export const disputeCounteredEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"disputeId","type":"uint256"},{"indexed":true,"name":"respondent","type":"address"},{"indexed":false,"name":"evidenceDigest","type":"bytes32"}],"name":"DisputeCountered","type":"event"} as const;
export const disputeOpenedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"disputeId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"disputer","type":"address"},{"indexed":false,"name":"evidenceDigest","type":"bytes32"},{"indexed":false,"name":"rulesId","type":"uint256"},{"indexed":false,"name":"responseDeadline","type":"uint256"},{"indexed":false,"name":"deadline","type":"uint256"}],"name":"DisputeOpened","type":"event"} as const;
export const disputeRuledEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"disputeId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":false,"name":"upheld","type":"bool"},{"indexed":false,"name":"rulingDigest","type":"bytes32"},{"indexed":false,"name":"deadline","type":"uint256"}],"name":"DisputeRuled","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const rulesChangedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"rulesId","type":"uint256"},{"components":[{"name":"arbiter","type":"address"},{"name":"bond","type":"uint96"},{"name":"appealBond","type":"uint96"},{"name":"responsePeriod","type":"uint32"},{"name":"rulingPeriod","type":"uint32"},{"name":"appealPeriod","type":"uint32"},{"name":"appealRulingPeriod","type":"uint32"}],"indexed":false,"name":"rules","type":"tuple"}],"name":"RulesChanged","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const appealFunction = {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"evidenceDigest","type":"bytes32"}],"name":"appeal","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const concludeFunction = {"inputs":[{"name":"disputeId","type":"uint256"}],"name":"conclude","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const counterFunction = {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"evidenceDigest","type":"bytes32"}],"name":"counter","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const creditOfFunction = {"inputs":[{"name":"account","type":"address"}],"name":"creditOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const disputeOfFunction = {"inputs":[{"name":"disputeId","type":"uint256"}],"name":"disputeOf","outputs":[{"components":[{"name":"capsuleId","type":"uint256"},{"name":"disputer","type":"address"},{"name":"deadline","type":"uint40"},{"name":"rulesId","type":"uint32"},{"name":"stage","type":"uint8"},{"name":"upheld","type":"bool"},{"name":"respondent","type":"address"},{"name":"appellant","type":"address"}],"name":"dispute","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const docketOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"docketOf","outputs":[{"components":[{"name":"open","type":"uint64"},{"name":"upheld","type":"uint64"},{"name":"standing","type":"bool"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const flagDescendantsFunction = {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"descendants","type":"uint256[]"}],"name":"flagDescendants","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const flagsOfFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"flagsOf","outputs":[{"name":"disputeIds","type":"uint256[]"}],"stateMutability":"view","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"},{"name":"arbiter","type":"address"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const openFunction = {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"evidenceDigest","type":"bytes32"}],"name":"open","outputs":[{"name":"disputeId","type":"uint256"}],"stateMutability":"payable","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const reinstateFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"reinstate","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const ruleFunction = {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"upheld","type":"bool"},{"name":"rulingDigest","type":"bytes32"},{"name":"descendants","type":"uint256[]"}],"name":"rule","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const ruleAppealFunction = {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"upheld","type":"bool"},{"name":"rulingDigest","type":"bytes32"},{"name":"descendants","type":"uint256[]"}],"name":"ruleAppeal","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const rulesFunction = {"inputs":[],"name":"rules","outputs":[{"components":[{"name":"arbiter","type":"address"},{"name":"bond","type":"uint96"},{"name":"appealBond","type":"uint96"},{"name":"responsePeriod","type":"uint32"},{"name":"rulingPeriod","type":"uint32"},{"name":"appealPeriod","type":"uint32"},{"name":"appealRulingPeriod","type":"uint32"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const rulesOfFunction = {"inputs":[{"name":"disputeId","type":"uint256"}],"name":"rulesOf","outputs":[{"components":[{"name":"arbiter","type":"address"},{"name":"bond","type":"uint96"},{"name":"appealBond","type":"uint96"},{"name":"responsePeriod","type":"uint32"},{"name":"rulingPeriod","type":"uint32"},{"name":"appealPeriod","type":"uint32"},{"name":"appealRulingPeriod","type":"uint32"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setRulesFunction = {"inputs":[{"components":[{"name":"arbiter","type":"address"},{"name":"bond","type":"uint96"},{"name":"appealBond","type":"uint96"},{"name":"responsePeriod","type":"uint32"},{"name":"rulingPeriod","type":"uint32"},{"name":"appealPeriod","type":"uint32"},{"name":"appealRulingPeriod","type":"uint32"}],"name":"rules_","type":"tuple"}],"name":"setRules","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;
export const withdrawFunction = {"inputs":[{"name":"account","type":"address"}],"name":"withdraw","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const withdrawToFunction = {"inputs":[{"name":"recipient","type":"address"}],"name":"withdrawTo","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;

export const disputeCourtAbi = [
  {"inputs":[{"name":"capsuleRegistry","type":"address"},{"name":"royaltySplitter","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
  {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"respondent","type":"address"}],"name":"DisputeCourt_AlreadyCountered","type":"error"},
  {"inputs":[],"name":"DisputeCourt_EmptyDigest","type":"error"},
  {"inputs":[{"name":"recipient","type":"address"}],"name":"DisputeCourt_InvalidRecipient","type":"error"},
  {"inputs":[{"name":"field","type":"string"}],"name":"DisputeCourt_InvalidRules","type":"error"},
  {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"caller","type":"address"}],"name":"DisputeCourt_NotArbiter","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"ancestorId","type":"uint256"}],"name":"DisputeCourt_NotDescendant","type":"error"},
  {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"caller","type":"address"}],"name":"DisputeCourt_NotLoser","type":"error"},
  {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"caller","type":"address"}],"name":"DisputeCourt_NotRespondent","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"DisputeCourt_NotSuspended","type":"error"},
  {"inputs":[{"name":"disputeId","type":"uint256"}],"name":"DisputeCourt_NotUpheld","type":"error"},
  {"inputs":[{"name":"account","type":"address"}],"name":"DisputeCourt_NothingToWithdraw","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"DisputeCourt_RulingPending","type":"error"},
  {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"possibleAt","type":"uint256"}],"name":"DisputeCourt_TooEarly","type":"error"},
  {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"deadline","type":"uint256"}],"name":"DisputeCourt_TooLate","type":"error"},
  {"inputs":[{"name":"disputeId","type":"uint256"}],"name":"DisputeCourt_UnknownDispute","type":"error"},
  {"inputs":[{"name":"sent","type":"uint256"},{"name":"bond","type":"uint256"}],"name":"DisputeCourt_WrongBond","type":"error"},
  {"inputs":[{"name":"disputeId","type":"uint256"},{"name":"stage","type":"uint8"}],"name":"DisputeCourt_WrongStage","type":"error"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"ERC1967InvalidImplementation","type":"error"},
  {"inputs":[],"name":"ERC1967NonPayable","type":"error"},
  {"inputs":[],"name":"FailedCall","type":"error"},
  {"inputs":[{"name":"balance","type":"uint256"},{"name":"needed","type":"uint256"}],"name":"InsufficientBalance","type":"error"},
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[],"name":"NotInitializing","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  appealRuledEvent,
  authorityUpdatedEvent,
  bondCreditedEvent,
  bondWithdrawnEvent,
  capsuleFlaggedEvent,
  disputeAppealedEvent,
  disputeConcludedEvent,
  disputeCounteredEvent,
  disputeOpenedEvent,
  disputeRuledEvent,
  initializedEvent,
  rulesChangedEvent,
  upgradedEvent,
  UPGRADE_INTERFACE_VERSIONFunction,
  appealFunction,
  authorityFunction,
  concludeFunction,
  counterFunction,
  creditOfFunction,
  disputeOfFunction,
  docketOfFunction,
  flagDescendantsFunction,
  flagsOfFunction,
  initializeFunction,
  isConsumingScheduledOpFunction,
  openFunction,
  proxiableUUIDFunction,
  reinstateFunction,
  ruleFunction,
  ruleAppealFunction,
  rulesFunction,
  rulesOfFunction,
  setAuthorityFunction,
  setRulesFunction,
  upgradeToAndCallFunction,
  versionFunction,
  withdrawFunction,
  withdrawToFunction,
] as const;
