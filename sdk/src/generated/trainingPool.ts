// Generated from the contracts by `npm run generate`. Do not edit.
export const authorityUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"} as const;
export const bondWithdrawnEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"contributor","type":"address"},{"indexed":false,"name":"recipient","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"BondWithdrawn","type":"event"} as const;
export const challengeExpiredEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"challenger","type":"address"}],"name":"ChallengeExpired","type":"event"} as const;
export const challengeResolvedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"challenger","type":"address"},{"indexed":false,"name":"upheld","type":"bool"},{"indexed":false,"name":"bondTo","type":"address"},{"indexed":false,"name":"challengeDeadline","type":"uint256"}],"name":"ChallengeResolved","type":"event"} as const;
export const contributionCommittedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"contributor","type":"address"},{"indexed":false,"name":"commitment","type":"bytes32"},{"indexed":false,"name":"bond","type":"uint256"}],"name":"ContributionCommitted","type":"event"} as const;
export const contributionRevealedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"contributor","type":"address"},{"indexed":false,"name":"updateDigest","type":"bytes32"}],"name":"ContributionRevealed","type":"event"} as const;
export const creditWithdrawnEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"amount","type":"uint256"}],"name":"CreditWithdrawn","type":"event"} as const;
export const eIP712DomainChangedEvent = {"anonymous":false,"inputs":[],"name":"EIP712DomainChanged","type":"event"} as const;
export const entriesPausedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"until","type":"uint64"}],"name":"EntriesPaused","type":"event"} as const;
export const entriesUnpausedEvent = {"anonymous":false,"inputs":[],"name":"EntriesUnpaused","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const resultRecordedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":false,"name":"root","type":"bytes32"},{"indexed":false,"name":"manifestDigest","type":"bytes32"},{"indexed":false,"name":"scoreDigest","type":"bytes32"},{"indexed":false,"name":"evaluators","type":"address[]"},{"indexed":false,"name":"challengeDeadline","type":"uint256"}],"name":"ResultRecorded","type":"event"} as const;
export const roundCanceledEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"}],"name":"RoundCanceled","type":"event"} as const;
export const roundChallengedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"challenger","type":"address"},{"indexed":false,"name":"evidenceDigest","type":"bytes32"},{"indexed":false,"name":"bond","type":"uint256"},{"indexed":false,"name":"resolutionDeadline","type":"uint256"}],"name":"RoundChallenged","type":"event"} as const;
export const roundExpiredEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"}],"name":"RoundExpired","type":"event"} as const;
export const roundFinalizedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":false,"name":"units","type":"uint256"}],"name":"RoundFinalized","type":"event"} as const;
export const roundOpenedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"components":[{"name":"capsuleId","type":"uint256"},{"name":"specDigest","type":"bytes32"},{"name":"baseVersion","type":"uint64"},{"name":"units","type":"uint24"},{"name":"commitDeadline","type":"uint40"},{"name":"revealDeadline","type":"uint40"},{"name":"evaluationDeadline","type":"uint40"},{"name":"challengeWindow","type":"uint32"},{"name":"quorum","type":"uint8"},{"name":"contributorBond","type":"uint96"},{"name":"challengeBond","type":"uint96"},{"name":"privacyEpsilon","type":"uint32"},{"name":"privacyDelta","type":"uint8"},{"name":"evaluators","type":"address[]"}],"indexed":false,"name":"terms","type":"tuple"}],"name":"RoundOpened","type":"event"} as const;
export const sharesClaimedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"roundId","type":"uint256"},{"indexed":true,"name":"capsuleId","type":"uint256"},{"indexed":true,"name":"account","type":"address"},{"indexed":false,"name":"index","type":"uint256"},{"indexed":false,"name":"units","type":"uint256"}],"name":"SharesClaimed","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const authorityFunction = {"inputs":[],"name":"authority","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const cancelRoundFunction = {"inputs":[{"name":"roundId","type":"uint256"}],"name":"cancelRound","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const challengeFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"evidenceDigest","type":"bytes32"}],"name":"challenge","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const claimSharesFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"index","type":"uint256"},{"name":"account","type":"address"},{"name":"units","type":"uint256"},{"name":"proof","type":"bytes32[]"}],"name":"claimShares","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const commitFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"commitment","type":"bytes32"}],"name":"commit","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const commitmentOfFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"contributor","type":"address"},{"name":"updateDigest","type":"bytes32"},{"name":"salt","type":"bytes32"}],"name":"commitmentOf","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const contributionOfFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"contributor","type":"address"}],"name":"contributionOf","outputs":[{"components":[{"name":"commitment","type":"bytes32"},{"name":"revealed","type":"bool"},{"name":"bondWithdrawn","type":"bool"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const creditOfFunction = {"inputs":[{"name":"account","type":"address"}],"name":"creditOf","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const eip712DomainFunction = {"inputs":[],"name":"eip712Domain","outputs":[{"name":"fields","type":"bytes1"},{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"},{"name":"salt","type":"bytes32"},{"name":"extensions","type":"uint256[]"}],"stateMutability":"view","type":"function"} as const;
export const expireFunction = {"inputs":[{"name":"roundId","type":"uint256"}],"name":"expire","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const finalizeFunction = {"inputs":[{"name":"roundId","type":"uint256"}],"name":"finalize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"authority","type":"address"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const isClaimedFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"index","type":"uint256"}],"name":"isClaimed","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const isConsumingScheduledOpFunction = {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"view","type":"function"} as const;
export const isEvaluatorFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"account","type":"address"}],"name":"isEvaluator","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const leafOfFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"index","type":"uint256"},{"name":"account","type":"address"},{"name":"units","type":"uint256"}],"name":"leafOf","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const openRoundFunction = {"inputs":[{"components":[{"name":"capsuleId","type":"uint256"},{"name":"specDigest","type":"bytes32"},{"name":"baseVersion","type":"uint64"},{"name":"units","type":"uint24"},{"name":"commitDeadline","type":"uint40"},{"name":"revealDeadline","type":"uint40"},{"name":"evaluationDeadline","type":"uint40"},{"name":"challengeWindow","type":"uint32"},{"name":"quorum","type":"uint8"},{"name":"contributorBond","type":"uint96"},{"name":"challengeBond","type":"uint96"},{"name":"privacyEpsilon","type":"uint32"},{"name":"privacyDelta","type":"uint8"},{"name":"evaluators","type":"address[]"}],"name":"terms","type":"tuple"}],"name":"openRound","outputs":[{"name":"roundId","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const pauseEntriesFunction = {"inputs":[{"name":"duration","type":"uint256"}],"name":"pauseEntries","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const pausedUntilFunction = {"inputs":[],"name":"pausedUntil","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const promisedUnitsFunction = {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"promisedUnits","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const recordResultFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"components":[{"name":"root","type":"bytes32"},{"name":"manifestDigest","type":"bytes32"},{"name":"scoreDigest","type":"bytes32"}],"name":"result","type":"tuple"},{"components":[{"name":"evaluator","type":"address"},{"name":"signature","type":"bytes"}],"name":"approvals","type":"tuple[]"}],"name":"recordResult","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const resolveChallengeFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"upheld","type":"bool"}],"name":"resolveChallenge","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const resultDigestFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"components":[{"name":"root","type":"bytes32"},{"name":"manifestDigest","type":"bytes32"},{"name":"scoreDigest","type":"bytes32"}],"name":"result","type":"tuple"}],"name":"resultDigest","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const revealFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"updateDigest","type":"bytes32"},{"name":"salt","type":"bytes32"}],"name":"reveal","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const roundCountFunction = {"inputs":[],"name":"roundCount","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const roundOfFunction = {"inputs":[{"name":"roundId","type":"uint256"}],"name":"roundOf","outputs":[{"components":[{"name":"capsuleId","type":"uint256"},{"name":"root","type":"bytes32"},{"name":"commitDeadline","type":"uint40"},{"name":"revealDeadline","type":"uint40"},{"name":"evaluationDeadline","type":"uint40"},{"name":"challengeDeadline","type":"uint40"},{"name":"challengeWindow","type":"uint32"},{"name":"units","type":"uint24"},{"name":"quorum","type":"uint8"},{"name":"state","type":"uint8"},{"name":"contributorBond","type":"uint96"},{"name":"challengeBond","type":"uint96"},{"name":"baseVersion","type":"uint64"},{"name":"challenger","type":"address"},{"name":"challengedAt","type":"uint40"}],"name":"","type":"tuple"}],"stateMutability":"view","type":"function"} as const;
export const setAuthorityFunction = {"inputs":[{"name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const unpauseEntriesFunction = {"inputs":[],"name":"unpauseEntries","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;
export const withdrawBondFunction = {"inputs":[{"name":"roundId","type":"uint256"},{"name":"contributor","type":"address"}],"name":"withdrawBond","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const withdrawCreditFunction = {"inputs":[{"name":"account","type":"address"}],"name":"withdrawCredit","outputs":[{"name":"amount","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;

export const trainingPoolAbi = [
  {"inputs":[{"name":"capsuleRegistry","type":"address"},{"name":"royaltySplitter","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"name":"caller","type":"address"},{"name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
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
  {"inputs":[{"name":"roundId","type":"uint256"},{"name":"index","type":"uint256"}],"name":"TrainingPool_AlreadyClaimed","type":"error"},
  {"inputs":[{"name":"roundId","type":"uint256"},{"name":"contributor","type":"address"}],"name":"TrainingPool_AlreadyCommitted","type":"error"},
  {"inputs":[{"name":"roundId","type":"uint256"},{"name":"contributor","type":"address"}],"name":"TrainingPool_AlreadyRevealed","type":"error"},
  {"inputs":[{"name":"roundId","type":"uint256"},{"name":"contributor","type":"address"}],"name":"TrainingPool_CommitmentMismatch","type":"error"},
  {"inputs":[],"name":"TrainingPool_EmptyDigest","type":"error"},
  {"inputs":[{"name":"roundId","type":"uint256"},{"name":"index","type":"uint256"}],"name":"TrainingPool_InvalidProof","type":"error"},
  {"inputs":[{"name":"evaluator","type":"address"}],"name":"TrainingPool_InvalidSignature","type":"error"},
  {"inputs":[{"name":"term","type":"string"}],"name":"TrainingPool_InvalidTerms","type":"error"},
  {"inputs":[{"name":"roundId","type":"uint256"},{"name":"contributor","type":"address"}],"name":"TrainingPool_NoBond","type":"error"},
  {"inputs":[{"name":"account","type":"address"}],"name":"TrainingPool_NoCredit","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"caller","type":"address"}],"name":"TrainingPool_NotAuthorized","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"},{"name":"requested","type":"uint256"},{"name":"left","type":"uint256"}],"name":"TrainingPool_NotEnoughUnits","type":"error"},
  {"inputs":[{"name":"roundId","type":"uint256"},{"name":"account","type":"address"}],"name":"TrainingPool_NotEvaluator","type":"error"},
  {"inputs":[{"name":"approvals","type":"uint256"},{"name":"required","type":"uint256"}],"name":"TrainingPool_QuorumNotReached","type":"error"},
  {"inputs":[{"name":"capsuleId","type":"uint256"}],"name":"TrainingPool_Suspended","type":"error"},
  {"inputs":[{"name":"roundId","type":"uint256"},{"name":"possibleAt","type":"uint256"}],"name":"TrainingPool_TooEarly","type":"error"},
  {"inputs":[{"name":"roundId","type":"uint256"},{"name":"deadline","type":"uint256"}],"name":"TrainingPool_TooLate","type":"error"},
  {"inputs":[{"name":"roundId","type":"uint256"}],"name":"TrainingPool_UnknownRound","type":"error"},
  {"inputs":[{"name":"previous","type":"address"},{"name":"next","type":"address"}],"name":"TrainingPool_UnorderedEvaluators","type":"error"},
  {"inputs":[{"name":"sent","type":"uint256"},{"name":"required","type":"uint256"}],"name":"TrainingPool_WrongBond","type":"error"},
  {"inputs":[{"name":"roundId","type":"uint256"},{"name":"state","type":"uint8"}],"name":"TrainingPool_WrongState","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  authorityUpdatedEvent,
  bondWithdrawnEvent,
  challengeExpiredEvent,
  challengeResolvedEvent,
  contributionCommittedEvent,
  contributionRevealedEvent,
  creditWithdrawnEvent,
  eIP712DomainChangedEvent,
  entriesPausedEvent,
  entriesUnpausedEvent,
  initializedEvent,
  resultRecordedEvent,
  roundCanceledEvent,
  roundChallengedEvent,
  roundExpiredEvent,
  roundFinalizedEvent,
  roundOpenedEvent,
  sharesClaimedEvent,
  upgradedEvent,
  UPGRADE_INTERFACE_VERSIONFunction,
  authorityFunction,
  cancelRoundFunction,
  challengeFunction,
  claimSharesFunction,
  commitFunction,
  commitmentOfFunction,
  contributionOfFunction,
  creditOfFunction,
  eip712DomainFunction,
  expireFunction,
  finalizeFunction,
  initializeFunction,
  isClaimedFunction,
  isConsumingScheduledOpFunction,
  isEvaluatorFunction,
  leafOfFunction,
  openRoundFunction,
  pauseEntriesFunction,
  pausedUntilFunction,
  promisedUnitsFunction,
  proxiableUUIDFunction,
  recordResultFunction,
  resolveChallengeFunction,
  resultDigestFunction,
  revealFunction,
  roundCountFunction,
  roundOfFunction,
  setAuthorityFunction,
  unpauseEntriesFunction,
  upgradeToAndCallFunction,
  versionFunction,
  withdrawBondFunction,
  withdrawCreditFunction,
] as const;
