import { NOT_THROUGH_SDK, SIGN_AGAIN } from "./advice.ts";

/** What the governor, the token of votes and the library that they are built on refuse. */
export const governanceErrors = {
  OperationCheck_CodeChanged: {
    says: "{account} has code {actual}; when the proposal was queued, it had {expected}.",
    hint: "Find out why the code changed; if it is meant, propose it again.",
  },
  OperationCheck_Expired: {
    says: "The proposal could be executed until {deadline} (Unix time).",
    hint: "Propose it again, with another description.",
  },
  CapsuleGovernor_OperationChanged: {
    says: "Code that proposal {proposalId} calls or installs is not what it was when the proposal was queued.",
    hint: "Find out why the code changed; if it is meant, propose it again.",
  },
  CapsuleToken_DeadlinePassed: {
    says: "The delegation could be submitted until {deadline} (Unix time).",
    hint: SIGN_AGAIN,
  },
  CapsuleToken_InvalidSignature: { says: "{account} did not sign this delegation.", hint: SIGN_AGAIN },
  CheckpointUnorderedInsertion: { says: "Votes can't be written into the past.", hint: NOT_THROUGH_SDK },
  ERC20ExceededSafeSupply: {
    says: "A supply of {increasedSupply} is not possible; votes are counted up to {cap}.",
    hint: "Name a smaller supply in the deployment's config.",
  },
  ERC20InsufficientAllowance: {
    says: "{spender} may spend {allowance}; {needed} are needed.",
    hint: "Have the holder approve more.",
  },
  ERC20InsufficientBalance: { says: "{sender} holds {balance}; {needed} are needed.", hint: "Send less." },
  ERC20InvalidApprover: { says: "{approver} can't approve anybody.", hint: "Use another account." },
  ERC20InvalidReceiver: { says: "{receiver} can't hold tokens.", hint: "Name another account." },
  ERC20InvalidSender: { says: "{sender} can't send tokens.", hint: "Use the account that holds them." },
  ERC20InvalidSpender: { says: "{spender} can't spend tokens.", hint: "Name another account." },
  ERC2612ExpiredSignature: { says: "The permit could be submitted until {deadline} (Unix time).", hint: SIGN_AGAIN },
  ERC2612InvalidSigner: { says: "{signer} signed the permit, and not {owner}.", hint: SIGN_AGAIN },
  ERC5805FutureLookup: {
    says: "Votes at {timepoint} are not known yet; it is {clock} (Unix time).",
    hint: "Ask for a moment that is over.",
  },
  ERC6372InconsistentClock: { says: "The token's clock is not the block's time.", hint: NOT_THROUGH_SDK },
  GovernorAlreadyCastVote: { says: "{voter} has voted on this proposal.", hint: "A vote can't be changed." },
  GovernorAlreadyQueuedProposal: {
    says: "Proposal {proposalId} is queued already.",
    hint: "Execute it once its delay is over.",
  },
  GovernorDisabledDeposit: {
    says: "The governor holds no money and no tokens.",
    hint: "Send them to the timelock, of which votes dispose.",
  },
  GovernorInsufficientProposerVotes: {
    says: "{proposer} had {votes} votes a second ago; a proposal takes {threshold}.",
    hint: "Delegate your tokens to yourself, or have others delegate theirs to you, before you propose.",
  },
  GovernorInvalidProposalLength: {
    says: "There are {targets} targets, {values} values and {calldatas} calls.",
    hint: "Pass one of each for every call, and at least one call.",
  },
  GovernorInvalidQuorumFraction: {
    says: "{quorumNumerator} of {quorumDenominator} is no quorum.",
    hint: "Name a percentage between 0 and 100.",
  },
  GovernorInvalidSignature: { says: "{voter} did not sign this vote.", hint: SIGN_AGAIN },
  GovernorInvalidVoteParams: { says: "This governor takes no parameters with a vote.", hint: "Vote without any." },
  GovernorInvalidVoteType: {
    says: "This is no vote.",
    hint: "Vote against (0), for (1), or abstain (2).",
  },
  GovernorInvalidVotingPeriod: {
    says: "A voting period of {votingPeriod} seconds is not possible.",
    hint: "Name a longer one.",
  },
  GovernorNonexistentProposal: {
    says: "There is no proposal {proposalId}.",
    hint: "Check the id and the chain.",
  },
  GovernorOnlyExecutor: {
    says: "{account} may not do this.",
    hint: "Only a proposal that was voted for can: propose it.",
  },
  GovernorPreventLateQuorumVoteExtensionTooLarge: {
    says: "An extension of {newVoteExtension} seconds is not possible; at most {maxVoteExtension} are.",
    hint: "Name one that is not above the voting period.",
  },
  GovernorProposalQueueingFailed: { says: "Proposal {proposalId} could not be queued.", hint: NOT_THROUGH_SDK },
  GovernorProposalQueueingNotRequired: {
    says: "Proposal {proposalId} needs no queue.",
    hint: "Execute it.",
  },
  GovernorRestrictedProposer: {
    says: "{proposer} is not who the description names as its proposer.",
    hint: "Propose with the account that stands after #proposer=, or change the description.",
  },
  GovernorUnableToCancel: {
    says: "{account} may not cancel proposal {proposalId}.",
    hint: "A proposer can while it is pending; the guardian until it is executed, unless it is about the guardian.",
  },
  GovernorUnexpectedProposalState: {
    says: "Proposal {proposalId} is in state {current} (0 pending, 1 active, 2 cancelled, 3 defeated, 4 succeeded, 5 queued, 6 expired, 7 executed).",
    hint: "See `gov show` for what can be done with it, and when.",
  },
  VotesExpiredSignature: { says: "The delegation could be submitted until {expiry} (Unix time).", hint: SIGN_AGAIN },
} as const;
