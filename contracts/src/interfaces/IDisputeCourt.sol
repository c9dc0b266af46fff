// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IArbiter } from "./IArbiter.sol";

/// @title DisputeCourt: disputes over capsules
/// @notice Anyone disputes a capsule with a bond and evidence. While a dispute is open, what the capsule's owner earns is
/// contested and set aside; contributors, ancestors and what was earned before are never touched. A ruling that upholds
/// the dispute suspends the capsule at once, so that nobody buys during an appeal what was found wrong; an appeal that is
/// won reinstates it.
/// @notice Every stage has a deadline, the first second at which it is too late. What isn't ruled in time ends in the
/// respondent's favour, without anyone's consent ({conclude}). The loser's bonds are the winner's.
/// @notice Bonds are in the native currency, are all that the court holds, and are taken out by {withdraw}. Evidence and
/// reasons are sha2-256 digests of one raw IPFS block each, as manifests are.
/// @notice A capsule can have several disputes at a time: if one barred others, its owner could shield it for ever by
/// disputes of his own.
interface IDisputeCourt {
    /// @dev OPEN: the respondent may answer, the arbiter rules. RULED: the loser may appeal. APPEALED: governance rules.
    /// UPHELD, REJECTED, EXPIRED: concluded; EXPIRED for want of a ruling, in the respondent's favour.
    enum Stage {
        NONE,
        OPEN,
        RULED,
        APPEALED,
        UPHELD,
        REJECTED,
        EXPIRED
    }

    /// @dev Rules of procedure, fixed for a dispute when it is opened.
    /// @param arbiter rules in the first instance
    /// @param bond of the disputer, and of a respondent that answers; in wei
    /// @param appealBond of who appeals, in wei
    /// @param responsePeriod seconds in which the respondent may answer
    /// @param rulingPeriod seconds after these in which the arbiter may rule
    /// @param appealPeriod seconds after a ruling in which its loser may appeal
    /// @param appealRulingPeriod seconds after an appeal in which governance may rule
    struct Rules {
        IArbiter arbiter;
        uint96 bond;
        uint96 appealBond;
        uint32 responsePeriod;
        uint32 rulingPeriod;
        uint32 appealPeriod;
        uint32 appealRulingPeriod;
    }

    /// @param capsuleId what is disputed
    /// @param disputer who opened the dispute
    /// @param deadline end of the present stage, in seconds; of the last one, once concluded
    /// @param rulesId rules that it was opened under
    /// @param upheld the standing ruling; false while there is none
    /// @param respondent who answered for the capsule's owner with a bond; address(0) for nobody
    /// @param appellant who appealed; address(0) for nobody
    struct Dispute {
        uint256 capsuleId;
        address disputer;
        uint40 deadline;
        uint32 rulesId;
        Stage stage;
        bool upheld;
        address respondent;
        address appellant;
    }

    /// @dev What the disputes over a capsule amount to.
    /// @param open disputes that are not concluded: the owner's income is contested while there is one
    /// @param upheld those of them whose ruling upholds them so far
    /// @param standing whether one was concluded as upheld, and the capsule not reinstated since
    struct Docket {
        uint64 open;
        uint64 upheld;
        bool standing;
    }

    /// @param deadline of the arbiter's ruling; the respondent may answer until `responseDeadline`
    event DisputeOpened(
        uint256 indexed disputeId,
        uint256 indexed capsuleId,
        address indexed disputer,
        bytes32 evidenceDigest,
        uint256 rulesId,
        uint256 responseDeadline,
        uint256 deadline
    );
    event DisputeCountered(uint256 indexed disputeId, address indexed respondent, bytes32 evidenceDigest);
    /// @param deadline of an appeal
    event DisputeRuled(
        uint256 indexed disputeId, uint256 indexed capsuleId, bool upheld, bytes32 rulingDigest, uint256 deadline
    );
    /// @param deadline of the ruling on it
    event DisputeAppealed(
        uint256 indexed disputeId, address indexed appellant, bytes32 evidenceDigest, uint256 deadline
    );
    event AppealRuled(uint256 indexed disputeId, bool upheld, bytes32 rulingDigest);
    /// @notice The end of a dispute: UPHELD, REJECTED or EXPIRED.
    event DisputeConcluded(uint256 indexed disputeId, uint256 indexed capsuleId, Stage outcome);
    /// @notice `capsuleId` named, at its registration, a capsule against which a dispute was upheld, and owes it.
    event CapsuleFlagged(uint256 indexed capsuleId, uint256 indexed ancestorId, uint256 indexed disputeId);
    /// @notice Bonds that `account` may withdraw, its own or won.
    event BondCredited(uint256 indexed disputeId, address indexed account, uint256 amount);
    event BondWithdrawn(address indexed account, address recipient, uint256 amount);
    /// @notice Disputes opened from now on have these rules.
    event RulesChanged(uint256 indexed rulesId, Rules rules);

    error DisputeCourt_UnknownDispute(uint256 disputeId);
    /// @notice The dispute isn't at the stage at which that can be done.
    error DisputeCourt_WrongStage(uint256 disputeId, Stage stage);
    /// @notice The time for it was over at `deadline`.
    error DisputeCourt_TooLate(uint256 disputeId, uint256 deadline);
    error DisputeCourt_TooEarly(uint256 disputeId, uint256 possibleAt);
    /// @notice The bond must be sent exactly.
    error DisputeCourt_WrongBond(uint256 sent, uint256 bond);
    error DisputeCourt_EmptyDigest();
    /// @notice The respondent answered before.
    error DisputeCourt_AlreadyCountered(uint256 disputeId, address respondent);
    /// @notice The caller is neither the owner of the capsule nor one of its ERC-721 operators.
    error DisputeCourt_NotRespondent(uint256 disputeId, address caller);
    error DisputeCourt_NotArbiter(uint256 disputeId, address caller);
    /// @notice Only the side that lost the ruling may appeal.
    error DisputeCourt_NotLoser(uint256 disputeId, address caller);
    error DisputeCourt_NotUpheld(uint256 disputeId);
    /// @notice The capsule owes the disputed one nothing, so that the chain can't tell that it was made from it.
    error DisputeCourt_NotDescendant(uint256 capsuleId, uint256 ancestorId);
    error DisputeCourt_NotSuspended(uint256 capsuleId);
    /// @notice Disputes of the capsule that are upheld so far have to be concluded first.
    error DisputeCourt_RulingPending(uint256 capsuleId);
    error DisputeCourt_NothingToWithdraw(address account);
    /// @notice Neither the zero address nor the court itself.
    error DisputeCourt_InvalidRecipient(address recipient);
    /// @param field name of the rule that is out of its bounds
    error DisputeCourt_InvalidRules(string field);

    /// @notice Disputes a capsule. Anyone, with exactly the bond. What its owner earns is contested from now on.
    /// @dev Reverts with CapsuleRegistry_UnknownCapsule, DisputeCourt_WrongBond, _EmptyDigest.
    /// @return disputeId from 1
    function open(uint256 capsuleId, bytes32 evidenceDigest) external payable returns (uint256 disputeId);

    /// @notice Answers for the owner, with the same bond. Only the owner or its ERC-721 operators, once, in the
    /// response period.
    function counter(uint256 disputeId, bytes32 evidenceDigest) external payable;

    /// @notice Rules in the first instance. Only the arbiter that the dispute's rules name, before the deadline.
    /// Upholding waits for the answer, or the end of the response period; rejecting needs to wait for nothing.
    /// @param rulingDigest reasons
    /// @param descendants to flag ({flagDescendants}); none unless upheld
    function rule(uint256 disputeId, bool upheld, bytes32 rulingDigest, uint256[] calldata descendants) external;

    /// @notice Asks governance to rule again. Only the side that lost, with exactly the appeal bond.
    function appeal(uint256 disputeId, bytes32 evidenceDigest) external payable;

    /// @notice Rules on an appeal, which concludes the dispute. Governance only, before the deadline.
    function ruleAppeal(uint256 disputeId, bool upheld, bytes32 rulingDigest, uint256[] calldata descendants) external;

    /// @notice Ends a dispute whose stage is over: a ruling without appeal stands; what wasn't ruled ends in the
    /// respondent's favour. Anyone may call.
    function conclude(uint256 disputeId) external;

    /// @notice Flags capsules that owe the disputed one, while the dispute is upheld. Anyone may call: edges of the
    /// splitter ({IRoyaltySplitter-debtOf}) prove it. Nothing else happens to them.
    function flagDescendants(uint256 disputeId, uint256[] calldata descendants) external;

    /// @notice Puts a suspended capsule on sale again, after a new version for example. Governance only.
    function reinstate(uint256 capsuleId) external;

    /// @notice Pays an account's bonds out to it. Anyone may call.
    /// @return amount in wei
    function withdraw(address account) external returns (uint256 amount);

    /// @notice Pays the caller's bonds to an account of its choice.
    function withdrawTo(address payable recipient) external returns (uint256 amount);

    /// @notice Sets the rules of disputes opened from now on. Governance only. Periods are of 1 to 30 days, bonds of
    /// 10^15 to 10^21 wei.
    function setRules(Rules calldata rules_) external;

    /// @notice Reverts with DisputeCourt_UnknownDispute.
    function disputeOf(uint256 disputeId) external view returns (Dispute memory);

    /// @notice Rules that a dispute was opened under.
    function rulesOf(uint256 disputeId) external view returns (Rules memory);

    /// @notice Rules of disputes opened now.
    function rules() external view returns (Rules memory);

    function docketOf(uint256 capsuleId) external view returns (Docket memory);

    /// @notice Upheld disputes of suspended capsules that this one was flagged for building on.
    function flagsOf(uint256 capsuleId) external view returns (uint256[] memory disputeIds);

    /// @notice What {withdraw} would pay.
    function creditOf(address account) external view returns (uint256);
}
