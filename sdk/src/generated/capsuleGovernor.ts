// Generated from the contracts by `npm run generate`. Do not edit.
export const eIP712DomainChangedEvent = {"anonymous":false,"inputs":[],"name":"EIP712DomainChanged","type":"event"} as const;
export const initializedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"version","type":"uint64"}],"name":"Initialized","type":"event"} as const;
export const lateQuorumVoteExtensionSetEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"oldVoteExtension","type":"uint64"},{"indexed":false,"name":"newVoteExtension","type":"uint64"}],"name":"LateQuorumVoteExtensionSet","type":"event"} as const;
export const proposalCanceledEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"proposalId","type":"uint256"}],"name":"ProposalCanceled","type":"event"} as const;
export const proposalCreatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"proposalId","type":"uint256"},{"indexed":false,"name":"proposer","type":"address"},{"indexed":false,"name":"targets","type":"address[]"},{"indexed":false,"name":"values","type":"uint256[]"},{"indexed":false,"name":"signatures","type":"string[]"},{"indexed":false,"name":"calldatas","type":"bytes[]"},{"indexed":false,"name":"voteStart","type":"uint256"},{"indexed":false,"name":"voteEnd","type":"uint256"},{"indexed":false,"name":"description","type":"string"}],"name":"ProposalCreated","type":"event"} as const;
export const proposalExecutedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"proposalId","type":"uint256"}],"name":"ProposalExecuted","type":"event"} as const;
export const proposalExtendedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"proposalId","type":"uint256"},{"indexed":false,"name":"extendedDeadline","type":"uint64"}],"name":"ProposalExtended","type":"event"} as const;
export const proposalGuardianSetEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"oldProposalGuardian","type":"address"},{"indexed":false,"name":"newProposalGuardian","type":"address"}],"name":"ProposalGuardianSet","type":"event"} as const;
export const proposalQueuedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"proposalId","type":"uint256"},{"indexed":false,"name":"etaSeconds","type":"uint256"}],"name":"ProposalQueued","type":"event"} as const;
export const proposalThresholdSetEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"oldProposalThreshold","type":"uint256"},{"indexed":false,"name":"newProposalThreshold","type":"uint256"}],"name":"ProposalThresholdSet","type":"event"} as const;
export const quorumNumeratorUpdatedEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"oldQuorumNumerator","type":"uint256"},{"indexed":false,"name":"newQuorumNumerator","type":"uint256"}],"name":"QuorumNumeratorUpdated","type":"event"} as const;
export const timelockChangeEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"oldTimelock","type":"address"},{"indexed":false,"name":"newTimelock","type":"address"}],"name":"TimelockChange","type":"event"} as const;
export const upgradedEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"implementation","type":"address"}],"name":"Upgraded","type":"event"} as const;
export const voteCastEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"voter","type":"address"},{"indexed":false,"name":"proposalId","type":"uint256"},{"indexed":false,"name":"support","type":"uint8"},{"indexed":false,"name":"weight","type":"uint256"},{"indexed":false,"name":"reason","type":"string"}],"name":"VoteCast","type":"event"} as const;
export const voteCastWithParamsEvent = {"anonymous":false,"inputs":[{"indexed":true,"name":"voter","type":"address"},{"indexed":false,"name":"proposalId","type":"uint256"},{"indexed":false,"name":"support","type":"uint8"},{"indexed":false,"name":"weight","type":"uint256"},{"indexed":false,"name":"reason","type":"string"},{"indexed":false,"name":"params","type":"bytes"}],"name":"VoteCastWithParams","type":"event"} as const;
export const votingDelaySetEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"oldVotingDelay","type":"uint256"},{"indexed":false,"name":"newVotingDelay","type":"uint256"}],"name":"VotingDelaySet","type":"event"} as const;
export const votingPeriodSetEvent = {"anonymous":false,"inputs":[{"indexed":false,"name":"oldVotingPeriod","type":"uint256"},{"indexed":false,"name":"newVotingPeriod","type":"uint256"}],"name":"VotingPeriodSet","type":"event"} as const;
export const BALLOT_TYPEHASHFunction = {"inputs":[],"name":"BALLOT_TYPEHASH","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const CLOCK_MODEFunction = {"inputs":[],"name":"CLOCK_MODE","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const COUNTING_MODEFunction = {"inputs":[],"name":"COUNTING_MODE","outputs":[{"name":"","type":"string"}],"stateMutability":"pure","type":"function"} as const;
export const EXTENDED_BALLOT_TYPEHASHFunction = {"inputs":[],"name":"EXTENDED_BALLOT_TYPEHASH","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const UPGRADE_INTERFACE_VERSIONFunction = {"inputs":[],"name":"UPGRADE_INTERFACE_VERSION","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const cancelFunction = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"cancel","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const cancelFunction2 = {"inputs":[{"name":"targets","type":"address[]"},{"name":"values","type":"uint256[]"},{"name":"calldatas","type":"bytes[]"},{"name":"descriptionHash","type":"bytes32"}],"name":"cancel","outputs":[{"name":"","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const castVoteFunction = {"inputs":[{"name":"proposalId","type":"uint256"},{"name":"support","type":"uint8"}],"name":"castVote","outputs":[{"name":"","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const castVoteBySigFunction = {"inputs":[{"name":"proposalId","type":"uint256"},{"name":"support","type":"uint8"},{"name":"voter","type":"address"},{"name":"signature","type":"bytes"}],"name":"castVoteBySig","outputs":[{"name":"","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const castVoteWithReasonFunction = {"inputs":[{"name":"proposalId","type":"uint256"},{"name":"support","type":"uint8"},{"name":"reason","type":"string"}],"name":"castVoteWithReason","outputs":[{"name":"","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const castVoteWithReasonAndParamsFunction = {"inputs":[{"name":"proposalId","type":"uint256"},{"name":"support","type":"uint8"},{"name":"reason","type":"string"},{"name":"params","type":"bytes"}],"name":"castVoteWithReasonAndParams","outputs":[{"name":"","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const castVoteWithReasonAndParamsBySigFunction = {"inputs":[{"name":"proposalId","type":"uint256"},{"name":"support","type":"uint8"},{"name":"voter","type":"address"},{"name":"reason","type":"string"},{"name":"params","type":"bytes"},{"name":"signature","type":"bytes"}],"name":"castVoteWithReasonAndParamsBySig","outputs":[{"name":"","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const clockFunction = {"inputs":[],"name":"clock","outputs":[{"name":"","type":"uint48"}],"stateMutability":"view","type":"function"} as const;
export const eip712DomainFunction = {"inputs":[],"name":"eip712Domain","outputs":[{"name":"fields","type":"bytes1"},{"name":"name","type":"string"},{"name":"version","type":"string"},{"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"},{"name":"salt","type":"bytes32"},{"name":"extensions","type":"uint256[]"}],"stateMutability":"view","type":"function"} as const;
export const executeFunction = {"inputs":[{"name":"targets","type":"address[]"},{"name":"values","type":"uint256[]"},{"name":"calldatas","type":"bytes[]"},{"name":"descriptionHash","type":"bytes32"}],"name":"execute","outputs":[{"name":"","type":"uint256"}],"stateMutability":"payable","type":"function"} as const;
export const executeFunction2 = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"execute","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const executionWindowFunction = {"inputs":[],"name":"executionWindow","outputs":[{"name":"","type":"uint256"}],"stateMutability":"pure","type":"function"} as const;
export const getProposalIdFunction = {"inputs":[{"name":"targets","type":"address[]"},{"name":"values","type":"uint256[]"},{"name":"calldatas","type":"bytes[]"},{"name":"descriptionHash","type":"bytes32"}],"name":"getProposalId","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const getVotesFunction = {"inputs":[{"name":"account","type":"address"},{"name":"timepoint","type":"uint256"}],"name":"getVotes","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const getVotesWithParamsFunction = {"inputs":[{"name":"account","type":"address"},{"name":"timepoint","type":"uint256"},{"name":"params","type":"bytes"}],"name":"getVotesWithParams","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const hasVotedFunction = {"inputs":[{"name":"proposalId","type":"uint256"},{"name":"account","type":"address"}],"name":"hasVoted","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const hashProposalFunction = {"inputs":[{"name":"targets","type":"address[]"},{"name":"values","type":"uint256[]"},{"name":"calldatas","type":"bytes[]"},{"name":"descriptionHash","type":"bytes32"}],"name":"hashProposal","outputs":[{"name":"","type":"uint256"}],"stateMutability":"pure","type":"function"} as const;
export const initializeFunction = {"inputs":[{"name":"token","type":"address"},{"name":"timelock","type":"address"},{"components":[{"name":"proposalGuardian","type":"address"},{"name":"votingDelay","type":"uint48"},{"name":"votingPeriod","type":"uint32"},{"name":"lateQuorumExtension","type":"uint48"},{"name":"proposalThreshold","type":"uint256"},{"name":"quorumPercent","type":"uint256"}],"name":"settings","type":"tuple"}],"name":"initialize","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const lateQuorumVoteExtensionFunction = {"inputs":[],"name":"lateQuorumVoteExtension","outputs":[{"name":"","type":"uint48"}],"stateMutability":"view","type":"function"} as const;
export const nameFunction = {"inputs":[],"name":"name","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const noncesFunction = {"inputs":[{"name":"owner","type":"address"}],"name":"nonces","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const onERC1155BatchReceivedFunction = {"inputs":[{"name":"","type":"address"},{"name":"","type":"address"},{"name":"","type":"uint256[]"},{"name":"","type":"uint256[]"},{"name":"","type":"bytes"}],"name":"onERC1155BatchReceived","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"nonpayable","type":"function"} as const;
export const onERC1155ReceivedFunction = {"inputs":[{"name":"","type":"address"},{"name":"","type":"address"},{"name":"","type":"uint256"},{"name":"","type":"uint256"},{"name":"","type":"bytes"}],"name":"onERC1155Received","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"nonpayable","type":"function"} as const;
export const onERC721ReceivedFunction = {"inputs":[{"name":"","type":"address"},{"name":"","type":"address"},{"name":"","type":"uint256"},{"name":"","type":"bytes"}],"name":"onERC721Received","outputs":[{"name":"","type":"bytes4"}],"stateMutability":"nonpayable","type":"function"} as const;
export const proposalCountFunction = {"inputs":[],"name":"proposalCount","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const proposalDeadlineFunction = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"proposalDeadline","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const proposalDetailsFunction = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"proposalDetails","outputs":[{"name":"targets","type":"address[]"},{"name":"values","type":"uint256[]"},{"name":"calldatas","type":"bytes[]"},{"name":"descriptionHash","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const proposalDetailsAtFunction = {"inputs":[{"name":"index","type":"uint256"}],"name":"proposalDetailsAt","outputs":[{"name":"proposalId","type":"uint256"},{"name":"targets","type":"address[]"},{"name":"values","type":"uint256[]"},{"name":"calldatas","type":"bytes[]"},{"name":"descriptionHash","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const proposalEtaFunction = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"proposalEta","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const proposalGuardianFunction = {"inputs":[],"name":"proposalGuardian","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const proposalNeedsQueuingFunction = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"proposalNeedsQueuing","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const proposalProposerFunction = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"proposalProposer","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const proposalSnapshotFunction = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"proposalSnapshot","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const proposalThresholdFunction = {"inputs":[],"name":"proposalThreshold","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const proposalVotesFunction = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"proposalVotes","outputs":[{"name":"againstVotes","type":"uint256"},{"name":"forVotes","type":"uint256"},{"name":"abstainVotes","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const proposeFunction = {"inputs":[{"name":"targets","type":"address[]"},{"name":"values","type":"uint256[]"},{"name":"calldatas","type":"bytes[]"},{"name":"description","type":"string"}],"name":"propose","outputs":[{"name":"","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const proxiableUUIDFunction = {"inputs":[],"name":"proxiableUUID","outputs":[{"name":"","type":"bytes32"}],"stateMutability":"view","type":"function"} as const;
export const queueFunction = {"inputs":[{"name":"targets","type":"address[]"},{"name":"values","type":"uint256[]"},{"name":"calldatas","type":"bytes[]"},{"name":"descriptionHash","type":"bytes32"}],"name":"queue","outputs":[{"name":"","type":"uint256"}],"stateMutability":"nonpayable","type":"function"} as const;
export const queueFunction2 = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"queue","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const quorumFunction = {"inputs":[{"name":"timepoint","type":"uint256"}],"name":"quorum","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const quorumDenominatorFunction = {"inputs":[],"name":"quorumDenominator","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const quorumNumeratorFunction = {"inputs":[{"name":"timepoint","type":"uint256"}],"name":"quorumNumerator","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const quorumNumeratorFunction2 = {"inputs":[],"name":"quorumNumerator","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const relayFunction = {"inputs":[{"name":"target","type":"address"},{"name":"value","type":"uint256"},{"name":"data","type":"bytes"}],"name":"relay","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const setLateQuorumVoteExtensionFunction = {"inputs":[{"name":"newVoteExtension","type":"uint48"}],"name":"setLateQuorumVoteExtension","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setProposalGuardianFunction = {"inputs":[{"name":"newProposalGuardian","type":"address"}],"name":"setProposalGuardian","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setProposalThresholdFunction = {"inputs":[{"name":"newProposalThreshold","type":"uint256"}],"name":"setProposalThreshold","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setVotingDelayFunction = {"inputs":[{"name":"newVotingDelay","type":"uint48"}],"name":"setVotingDelay","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const setVotingPeriodFunction = {"inputs":[{"name":"newVotingPeriod","type":"uint32"}],"name":"setVotingPeriod","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const stateFunction = {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"state","outputs":[{"name":"current","type":"uint8"}],"stateMutability":"view","type":"function"} as const;
export const supportsInterfaceFunction = {"inputs":[{"name":"interfaceId","type":"bytes4"}],"name":"supportsInterface","outputs":[{"name":"","type":"bool"}],"stateMutability":"view","type":"function"} as const;
export const timelockFunction = {"inputs":[],"name":"timelock","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const tokenFunction = {"inputs":[],"name":"token","outputs":[{"name":"","type":"address"}],"stateMutability":"view","type":"function"} as const;
export const updateQuorumNumeratorFunction = {"inputs":[{"name":"newQuorumNumerator","type":"uint256"}],"name":"updateQuorumNumerator","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const updateTimelockFunction = {"inputs":[{"name":"newTimelock","type":"address"}],"name":"updateTimelock","outputs":[],"stateMutability":"nonpayable","type":"function"} as const;
export const upgradeToAndCallFunction = {"inputs":[{"name":"newImplementation","type":"address"},{"name":"data","type":"bytes"}],"name":"upgradeToAndCall","outputs":[],"stateMutability":"payable","type":"function"} as const;
export const versionFunction = {"inputs":[],"name":"version","outputs":[{"name":"","type":"string"}],"stateMutability":"view","type":"function"} as const;
export const votingDelayFunction = {"inputs":[],"name":"votingDelay","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;
export const votingPeriodFunction = {"inputs":[],"name":"votingPeriod","outputs":[{"name":"","type":"uint256"}],"stateMutability":"view","type":"function"} as const;

export const capsuleGovernorAbi = [
  {"inputs":[{"name":"check","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"name":"target","type":"address"}],"name":"AddressEmptyCode","type":"error"},
  {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"CapsuleGovernor_OperationChanged","type":"error"},
  {"inputs":[],"name":"CheckpointUnorderedInsertion","type":"error"},
  {"inputs":[{"name":"implementation","type":"address"}],"name":"ERC1967InvalidImplementation","type":"error"},
  {"inputs":[],"name":"ERC1967NonPayable","type":"error"},
  {"inputs":[],"name":"ERC6372InconsistentClock","type":"error"},
  {"inputs":[],"name":"FailedCall","type":"error"},
  {"inputs":[{"name":"voter","type":"address"}],"name":"GovernorAlreadyCastVote","type":"error"},
  {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"GovernorAlreadyQueuedProposal","type":"error"},
  {"inputs":[],"name":"GovernorDisabledDeposit","type":"error"},
  {"inputs":[{"name":"proposer","type":"address"},{"name":"votes","type":"uint256"},{"name":"threshold","type":"uint256"}],"name":"GovernorInsufficientProposerVotes","type":"error"},
  {"inputs":[{"name":"targets","type":"uint256"},{"name":"calldatas","type":"uint256"},{"name":"values","type":"uint256"}],"name":"GovernorInvalidProposalLength","type":"error"},
  {"inputs":[{"name":"quorumNumerator","type":"uint256"},{"name":"quorumDenominator","type":"uint256"}],"name":"GovernorInvalidQuorumFraction","type":"error"},
  {"inputs":[{"name":"voter","type":"address"}],"name":"GovernorInvalidSignature","type":"error"},
  {"inputs":[],"name":"GovernorInvalidVoteParams","type":"error"},
  {"inputs":[],"name":"GovernorInvalidVoteType","type":"error"},
  {"inputs":[{"name":"votingPeriod","type":"uint256"}],"name":"GovernorInvalidVotingPeriod","type":"error"},
  {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"GovernorNonexistentProposal","type":"error"},
  {"inputs":[{"name":"account","type":"address"}],"name":"GovernorOnlyExecutor","type":"error"},
  {"inputs":[{"name":"newVoteExtension","type":"uint256"},{"name":"maxVoteExtension","type":"uint256"}],"name":"GovernorPreventLateQuorumVoteExtensionTooLarge","type":"error"},
  {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"GovernorProposalQueueingFailed","type":"error"},
  {"inputs":[{"name":"proposalId","type":"uint256"}],"name":"GovernorProposalQueueingNotRequired","type":"error"},
  {"inputs":[{"name":"proposer","type":"address"}],"name":"GovernorRestrictedProposer","type":"error"},
  {"inputs":[{"name":"proposalId","type":"uint256"},{"name":"account","type":"address"}],"name":"GovernorUnableToCancel","type":"error"},
  {"inputs":[{"name":"proposalId","type":"uint256"},{"name":"current","type":"uint8"},{"name":"expectedStates","type":"bytes32"}],"name":"GovernorUnexpectedProposalState","type":"error"},
  {"inputs":[{"name":"account","type":"address"},{"name":"currentNonce","type":"uint256"}],"name":"InvalidAccountNonce","type":"error"},
  {"inputs":[],"name":"InvalidInitialization","type":"error"},
  {"inputs":[],"name":"NotInitializing","type":"error"},
  {"inputs":[{"name":"bits","type":"uint8"},{"name":"value","type":"uint256"}],"name":"SafeCastOverflowedUintDowncast","type":"error"},
  {"inputs":[],"name":"UUPSUnauthorizedCallContext","type":"error"},
  {"inputs":[{"name":"slot","type":"bytes32"}],"name":"UUPSUnsupportedProxiableUUID","type":"error"},
  eIP712DomainChangedEvent,
  initializedEvent,
  lateQuorumVoteExtensionSetEvent,
  proposalCanceledEvent,
  proposalCreatedEvent,
  proposalExecutedEvent,
  proposalExtendedEvent,
  proposalGuardianSetEvent,
  proposalQueuedEvent,
  proposalThresholdSetEvent,
  quorumNumeratorUpdatedEvent,
  timelockChangeEvent,
  upgradedEvent,
  voteCastEvent,
  voteCastWithParamsEvent,
  votingDelaySetEvent,
  votingPeriodSetEvent,
  BALLOT_TYPEHASHFunction,
  CLOCK_MODEFunction,
  COUNTING_MODEFunction,
  EXTENDED_BALLOT_TYPEHASHFunction,
  UPGRADE_INTERFACE_VERSIONFunction,
  cancelFunction,
  cancelFunction2,
  castVoteFunction,
  castVoteBySigFunction,
  castVoteWithReasonFunction,
  castVoteWithReasonAndParamsFunction,
  castVoteWithReasonAndParamsBySigFunction,
  clockFunction,
  eip712DomainFunction,
  executeFunction,
  executeFunction2,
  executionWindowFunction,
  getProposalIdFunction,
  getVotesFunction,
  getVotesWithParamsFunction,
  hasVotedFunction,
  hashProposalFunction,
  initializeFunction,
  lateQuorumVoteExtensionFunction,
  nameFunction,
  noncesFunction,
  onERC1155BatchReceivedFunction,
  onERC1155ReceivedFunction,
  onERC721ReceivedFunction,
  proposalCountFunction,
  proposalDeadlineFunction,
  proposalDetailsFunction,
  proposalDetailsAtFunction,
  proposalEtaFunction,
  proposalGuardianFunction,
  proposalNeedsQueuingFunction,
  proposalProposerFunction,
  proposalSnapshotFunction,
  proposalThresholdFunction,
  proposalVotesFunction,
  proposeFunction,
  proxiableUUIDFunction,
  queueFunction,
  queueFunction2,
  quorumFunction,
  quorumDenominatorFunction,
  quorumNumeratorFunction,
  quorumNumeratorFunction2,
  relayFunction,
  setLateQuorumVoteExtensionFunction,
  setProposalGuardianFunction,
  setProposalThresholdFunction,
  setVotingDelayFunction,
  setVotingPeriodFunction,
  stateFunction,
  supportsInterfaceFunction,
  timelockFunction,
  tokenFunction,
  updateQuorumNumeratorFunction,
  updateTimelockFunction,
  upgradeToAndCallFunction,
  versionFunction,
  votingDelayFunction,
  votingPeriodFunction,
  {"stateMutability":"payable","type":"receive"},
] as const;
