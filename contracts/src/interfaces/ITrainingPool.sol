// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev Where a round stands. OPEN: nobody committed yet. STARTED: somebody did. RECORDED: a quorum of evaluators signed
/// a result, which may be challenged. The last four are ends.
enum RoundState {
    NONE,
    OPEN,
    STARTED,
    RECORDED,
    CHALLENGED,
    FINALIZED,
    FAILED,
    EXPIRED,
    CANCELED
}

/// @title TrainingPool: collaborative training for a lasting share of a capsule's income
/// @notice A capsule's owner offers some of its unallocated units for a round of training. Contributors commit to their
/// updates and reveal them later, so that nobody can copy another's; evaluators that the owner named sign who gets how
/// many units, as the root of a Merkle tree; anyone may challenge that with a bond; then the units leave the owner and
/// earn from that block on, until those they are for claim them, with all they earned.
/// @notice Times are in seconds since 1970; a deadline itself is too late. Bonds are in native currency. Whatever becomes
/// of a round, every bond has an end: money is never pushed, only withdrawn.
interface ITrainingPool {
    /// @dev What a round promises, for ever.
    /// @param capsuleId whose units are offered
    /// @param specDigest sha2-256 of one raw IPFS block: task and evaluation
    /// @param baseVersion version of the capsule that the training starts from
    /// @param units offered, of the owner's unallocated ones
    /// @param commitDeadline end of commitments; contributors reveal from then on
    /// @param revealDeadline end of revelations; evaluators sign from then on
    /// @param evaluationDeadline end of recording; a round without a result expires then
    /// @param challengeWindow how long a result can be challenged, 1 hour to 30 days
    /// @param quorum evaluators that must agree, more than half of them
    /// @param contributorBond that each commitment takes, or 0
    /// @param challengeBond that a challenge takes, not 0
    /// @param privacyEpsilon differential-privacy budget of the result in thousandths, 0 for none
    /// @param privacyDelta n for a delta of 10^-n, 0 for a delta of 0
    /// @param evaluators 1 to 16
    struct RoundTerms {
        uint256 capsuleId;
        bytes32 specDigest;
        uint64 baseVersion;
        uint24 units;
        uint40 commitDeadline;
        uint40 revealDeadline;
        uint40 evaluationDeadline;
        uint32 challengeWindow;
        uint8 quorum;
        uint96 contributorBond;
        uint96 challengeBond;
        uint32 privacyEpsilon;
        uint8 privacyDelta;
        address[] evaluators;
    }

    /// @dev What is kept of a round; the rest is told by {RoundOpened}.
    /// @param root of the allocation tree, 0 until it is recorded
    /// @param challengeDeadline end of the challenge window, 0 until a result is recorded
    /// @param challenger of the last challenge
    /// @param challengedAt second of the last challenge
    struct Round {
        uint256 capsuleId;
        bytes32 root;
        uint40 commitDeadline;
        uint40 revealDeadline;
        uint40 evaluationDeadline;
        uint40 challengeDeadline;
        uint32 challengeWindow;
        uint24 units;
        uint8 quorum;
        RoundState state;
        uint96 contributorBond;
        uint96 challengeBond;
        uint64 baseVersion;
        address challenger;
        uint40 challengedAt;
    }

    /// @dev What evaluators sign about a round.
    /// @param root of the Merkle tree of allocations, not 0 ({leafOf} for its leaves)
    /// @param manifestDigest sha2-256 of the manifest of the resulting version, which the owner may publish
    /// @param scoreDigest sha2-256 of one raw IPFS block: the scores
    struct Result {
        bytes32 root;
        bytes32 manifestDigest;
        bytes32 scoreDigest;
    }

    /// @param evaluator one of the round's
    /// @param signature EIP-712, of an EOA or by ERC-1271
    struct Approval {
        address evaluator;
        bytes signature;
    }

    /// @param commitment 0 for none
    /// @param bondWithdrawn whether its bond was paid out
    struct Contribution {
        bytes32 commitment;
        bool revealed;
        bool bondWithdrawn;
    }

    /// @notice A round takes commitments from now on.
    event RoundOpened(uint256 indexed roundId, uint256 indexed capsuleId, RoundTerms terms);
    /// @notice `contributor` has an update, and told nobody which.
    event ContributionCommitted(uint256 indexed roundId, address indexed contributor, bytes32 commitment, uint256 bond);
    /// @notice The update that `contributor` committed to: sha2-256 of one raw IPFS block.
    event ContributionRevealed(uint256 indexed roundId, address indexed contributor, bytes32 updateDigest);
    /// @notice A quorum of evaluators agreed; the result can be challenged before `challengeDeadline`.
    event ResultRecorded(
        uint256 indexed roundId,
        uint256 indexed capsuleId,
        bytes32 root,
        bytes32 manifestDigest,
        bytes32 scoreDigest,
        address[] evaluators,
        uint256 challengeDeadline
    );
    /// @notice `challenger` says that the result is wrong; the arbiter decides before `resolutionDeadline`.
    event RoundChallenged(
        uint256 indexed roundId,
        address indexed challenger,
        bytes32 evidenceDigest,
        uint256 bond,
        uint256 resolutionDeadline
    );
    /// @notice The arbiter decided. Upheld: the round failed. Rejected: the window goes on until `challengeDeadline`.
    /// @param bondTo who may withdraw the challenger's bond
    event ChallengeResolved(
        uint256 indexed roundId, address indexed challenger, bool upheld, address bondTo, uint256 challengeDeadline
    );
    /// @notice Nobody decided in time: the result stands, and the challenger may withdraw its bond.
    event ChallengeExpired(uint256 indexed roundId, address indexed challenger);
    /// @notice The round's units left the owner and earn from now on.
    event RoundFinalized(uint256 indexed roundId, uint256 indexed capsuleId, uint256 units);
    /// @notice A deadline passed without a result: every bond goes back, and the units stay the owner's.
    event RoundExpired(uint256 indexed roundId, uint256 indexed capsuleId);
    /// @notice The owner took the round back before anybody committed.
    event RoundCanceled(uint256 indexed roundId, uint256 indexed capsuleId);
    /// @notice `account` got its units of a round, with all that they earned since it was finalized.
    event SharesClaimed(
        uint256 indexed roundId, uint256 indexed capsuleId, address indexed account, uint256 index, uint256 units
    );
    /// @notice A contributor's bond was paid out: back, or to the capsule's owner when the round was finalized and the
    /// contributor hadn't revealed.
    event BondWithdrawn(uint256 indexed roundId, address indexed contributor, address recipient, uint256 amount);
    /// @notice `account` withdrew what challenges left it.
    event CreditWithdrawn(address indexed account, uint256 amount);

    /// @notice The caller is neither the owner of the capsule nor one of its ERC-721 operators.
    error TrainingPool_NotAuthorized(uint256 capsuleId, address caller);
    /// @notice Nothing new starts while a dispute has the capsule suspended.
    error TrainingPool_Suspended(uint256 capsuleId);
    /// @notice `term` is out of its bounds.
    error TrainingPool_InvalidTerms(string term);
    /// @notice Of the owner's unallocated units only `left` aren't promised to a round that still runs.
    error TrainingPool_NotEnoughUnits(uint256 capsuleId, uint256 requested, uint256 left);
    error TrainingPool_UnknownRound(uint256 roundId);
    /// @notice The round is past that, or not there yet.
    error TrainingPool_WrongState(uint256 roundId, RoundState state);
    error TrainingPool_TooEarly(uint256 roundId, uint256 possibleAt);
    error TrainingPool_TooLate(uint256 roundId, uint256 deadline);
    /// @notice A bond is sent exactly.
    error TrainingPool_WrongBond(uint256 sent, uint256 required);
    error TrainingPool_AlreadyCommitted(uint256 roundId, address contributor);
    error TrainingPool_AlreadyRevealed(uint256 roundId, address contributor);
    /// @notice That is not what `contributor` committed to in this round, or it didn't.
    error TrainingPool_CommitmentMismatch(uint256 roundId, address contributor);
    error TrainingPool_EmptyDigest();
    error TrainingPool_QuorumNotReached(uint256 approvals, uint256 required);
    /// @notice Approvals are ordered by evaluator, each once.
    error TrainingPool_UnorderedEvaluators(address previous, address next);
    error TrainingPool_NotEvaluator(uint256 roundId, address account);
    /// @notice `evaluator` did not sign exactly this.
    error TrainingPool_InvalidSignature(address evaluator);
    error TrainingPool_AlreadyClaimed(uint256 roundId, uint256 index);
    /// @notice The round's tree has no such leaf.
    error TrainingPool_InvalidProof(uint256 roundId, uint256 index);
    /// @notice There is no bond of `contributor` to pay out, or it was.
    error TrainingPool_NoBond(uint256 roundId, address contributor);
    error TrainingPool_NoCredit(address account);

    /// @notice Offers units for a round. Only the capsule's owner or its ERC-721 operators.
    /// @dev Reverts with TrainingPool_NotAuthorized, _Suspended, _InvalidTerms, _NotEnoughUnits, Protocol_Paused,
    /// CapsuleRegistry_UnknownCapsule, CapsuleRegistry_UnknownVersion.
    /// @return roundId from 1
    function openRound(RoundTerms calldata terms) external returns (uint256 roundId);

    /// @notice Takes a round back that nobody committed to. Only the capsule's owner or its ERC-721 operators.
    function cancelRound(uint256 roundId) external;

    /// @notice Commits the caller to an update, with the round's bond. Once per account and round.
    /// @param commitment {commitmentOf} the update, by which it is bound to chain, contract, capsule, round and account
    function commit(uint256 roundId, bytes32 commitment) external payable;

    /// @notice Tells the update that the caller committed to, between the commit and the reveal deadline.
    /// @param updateDigest sha2-256 of one raw IPFS block, not 0
    /// @param salt that nobody could guess
    function reveal(uint256 roundId, bytes32 updateDigest, bytes32 salt) external;

    /// @notice Records what a quorum of evaluators signed, between the reveal and the evaluation deadline. Anyone may
    /// submit it.
    /// @param approvals EIP-712 signatures of `Result(uint256 roundId,uint256 capsuleId,uint64 baseVersion,bytes32
    /// root,bytes32 manifestDigest,bytes32 scoreDigest)`, ordered by evaluator
    function recordResult(uint256 roundId, Result calldata result, Approval[] calldata approvals) external;

    /// @notice Disputes a recorded result before the window ends, with the round's challenge bond. One at a time: while
    /// one is pending the window stands still.
    /// @param evidenceDigest sha2-256 of one raw IPFS block, not 0
    function challenge(uint256 roundId, bytes32 evidenceDigest) external payable;

    /// @notice Decides a challenge within 14 days. Upheld: the round fails, every bond goes back and nothing is allocated.
    /// Rejected: the capsule's present owner gets the challenger's bond. Only who governance lets.
    function resolveChallenge(uint256 roundId, bool upheld) external;

    /// @notice Ends a round whose window passed unchallenged, or whose challenge nobody decided in time: the evaluators'
    /// result stands, and the units earn for those it names from this block on. Anyone may call.
    function finalize(uint256 roundId) external;

    /// @notice Ends a round without a result: nobody committed before the commit deadline, or nothing was recorded before
    /// the evaluation deadline. Anyone may call.
    function expire(uint256 roundId) external;

    /// @notice Gives `account` its units of a finalized round, with all that they earned since. Anyone may call.
    /// @param index of the leaf
    /// @param units of the leaf
    /// @param proof siblings from the leaf up, pairs in ascending order
    function claimShares(uint256 roundId, uint256 index, address account, uint256 units, bytes32[] calldata proof)
        external;

    /// @notice Pays out a contributor's bond once the round has ended: to the contributor, or to the capsule's owner if the
    /// round was finalized and the contributor hadn't revealed. Anyone may call.
    /// @return amount paid
    function withdrawBond(uint256 roundId, address contributor) external returns (uint256 amount);

    /// @notice Pays `account` what challenges left it. Anyone may call.
    /// @return amount paid
    function withdrawCredit(address account) external returns (uint256 amount);

    /// @notice Reverts for an unknown round.
    function roundOf(uint256 roundId) external view returns (Round memory);

    /// @notice Rounds so far: ids are 1 to this.
    function roundCount() external view returns (uint256);

    function isEvaluator(uint256 roundId, address account) external view returns (bool);

    function contributionOf(uint256 roundId, address contributor) external view returns (Contribution memory);

    /// @notice Whether the units of the leaf at `index` were claimed.
    function isClaimed(uint256 roundId, uint256 index) external view returns (bool);

    /// @notice Units of the owner that rounds which still run may take.
    function promisedUnits(uint256 capsuleId) external view returns (uint256);

    /// @notice What {withdrawCredit} would pay now.
    function creditOf(address account) external view returns (uint256);

    /// @notice `keccak256(abi.encode(chainId, pool, capsuleId, roundId, contributor, updateDigest, salt))`; ask your own
    /// machine rather than a node, which would learn the salt.
    function commitmentOf(uint256 roundId, address contributor, bytes32 updateDigest, bytes32 salt)
        external
        view
        returns (bytes32);

    /// @notice Leaf of a round's tree: the hash of the hash of `abi.encode(chainId, pool, capsuleId, roundId, index,
    /// account, units)`, as OpenZeppelin's StandardMerkleTree makes it.
    function leafOf(uint256 roundId, uint256 index, address account, uint256 units) external view returns (bytes32);

    /// @notice EIP-712 digest that evaluators sign, under the domain of `eip712Domain` (ERC-5267).
    function resultDigest(uint256 roundId, Result calldata result) external view returns (bytes32);
}
