// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IArbiter } from "../interfaces/IArbiter.sol";
import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IDisputeCourt } from "../interfaces/IDisputeCourt.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { ProtocolUpgradeable } from "../upgrade/ProtocolUpgradeable.sol";
import { DisputeBonds } from "./DisputeBonds.sol";

/// @title DisputeCourt
/// @dev Rules are an append-only list, of which a dispute keeps the number: what governance changes later is not for it.
/// @dev Nothing here pauses: every stage ends by itself, and whoever is owed something can make it end.
/// @dev Trusts: CapsuleRegistry to suspend, RoyaltySplitter to set the owner's income aside and to hand it over.
contract DisputeCourt is DisputeBonds, ProtocolUpgradeable {
    uint256 private constant MIN_PERIOD = 1 days;
    uint256 private constant MAX_PERIOD = 30 days;
    uint256 private constant MIN_BOND = 0.001 ether;
    uint256 private constant MAX_BOND = 1000 ether;

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    ICapsuleRegistry private immutable CAPSULE_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IRoyaltySplitter private immutable ROYALTY_SPLITTER;

    /// @custom:storage-location erc7201:capsule.storage.DisputeCourt
    struct CourtStorage {
        uint32 rulesId;
        uint64 disputeCount;
        mapping(uint256 rulesId => Rules) rules;
        mapping(uint256 disputeId => Dispute) disputes;
        mapping(uint256 capsuleId => Docket) dockets;
        mapping(uint256 capsuleId => uint256[]) flags;
        mapping(uint256 disputeId => mapping(uint256 capsuleId => bool)) flagged;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.DisputeCourt")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0xb5ca516338eb5577f7c4060a5d2b8148161a66f4957d966f8ac1a7e26cf7f000;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(ICapsuleRegistry capsuleRegistry, IRoyaltySplitter royaltySplitter) {
        CAPSULE_REGISTRY = capsuleRegistry;
        ROYALTY_SPLITTER = royaltySplitter;
    }

    /// @param authority the protocol's AccessManager
    /// @param arbiter of the first rules, which are a week to answer, two for the ruling, one to appeal and the longest
    /// time for governance, with bonds of a tenth and a fifth of the native currency's unit
    function initialize(address authority, IArbiter arbiter) external initializer {
        __AccessManaged_init(authority);
        _setRules(Rules(arbiter, 0.1 ether, 0.2 ether, 7 days, 14 days, 7 days, 30 days));
    }

    /// @inheritdoc IDisputeCourt
    function open(uint256 capsuleId, bytes32 evidenceDigest) external payable returns (uint256 disputeId) {
        _requireDigest(evidenceDigest);
        CAPSULE_REGISTRY.capsuleOwner(capsuleId);
        CourtStorage storage $ = _storage();
        uint32 rulesId = $.rulesId;
        Rules storage current = $.rules[rulesId];
        _takeBond(current.bond);
        disputeId = ++$.disputeCount;
        uint256 responseDeadline = block.timestamp + current.responsePeriod;
        uint256 deadline = responseDeadline + current.rulingPeriod;
        Dispute storage dispute = $.disputes[disputeId];
        dispute.capsuleId = capsuleId;
        (dispute.disputer, dispute.rulesId, dispute.stage) = (msg.sender, rulesId, Stage.OPEN);
        _setDeadline(dispute, deadline);
        emit DisputeOpened(disputeId, capsuleId, msg.sender, evidenceDigest, rulesId, responseDeadline, deadline);
        if ($.dockets[capsuleId].open++ == 0) ROYALTY_SPLITTER.freezeOwner(capsuleId);
    }

    /// @inheritdoc IDisputeCourt
    function counter(uint256 disputeId, bytes32 evidenceDigest) external payable {
        _requireDigest(evidenceDigest);
        Dispute storage dispute = _at(disputeId, Stage.OPEN);
        Rules storage rules_ = _storage().rules[dispute.rulesId];
        _requireBefore(disputeId, dispute.deadline - rules_.rulingPeriod);
        if (dispute.respondent != address(0)) {
            revert DisputeCourt_AlreadyCountered(disputeId, dispute.respondent);
        }
        if (!CAPSULE_REGISTRY.isAuthorized(dispute.capsuleId, msg.sender)) {
            revert DisputeCourt_NotRespondent(disputeId, msg.sender);
        }
        _takeBond(rules_.bond);
        dispute.respondent = msg.sender;
        emit DisputeCountered(disputeId, msg.sender, evidenceDigest);
    }

    /// @inheritdoc IDisputeCourt
    function rule(uint256 disputeId, bool upheld, bytes32 rulingDigest, uint256[] calldata descendants) external {
        _requireDigest(rulingDigest);
        Dispute storage dispute = _at(disputeId, Stage.OPEN);
        Rules storage rules_ = _storage().rules[dispute.rulesId];
        if (msg.sender != address(rules_.arbiter)) revert DisputeCourt_NotArbiter(disputeId, msg.sender);
        uint256 deadline = dispute.deadline;
        _requireBefore(disputeId, deadline);
        uint256 responseDeadline = deadline - rules_.rulingPeriod;
        if (upheld && dispute.respondent == address(0) && block.timestamp < responseDeadline) {
            revert DisputeCourt_TooEarly(disputeId, responseDeadline);
        }
        deadline = block.timestamp + rules_.appealPeriod;
        (dispute.stage, dispute.upheld) = (Stage.RULED, upheld);
        _setDeadline(dispute, deadline);
        uint256 capsuleId = dispute.capsuleId;
        emit DisputeRuled(disputeId, capsuleId, upheld, rulingDigest, deadline);
        if (upheld) {
            ++_storage().dockets[capsuleId].upheld;
            CAPSULE_REGISTRY.setSuspended(capsuleId, true);
        }
        _flag(disputeId, descendants);
    }

    /// @inheritdoc IDisputeCourt
    function appeal(uint256 disputeId, bytes32 evidenceDigest) external payable {
        _requireDigest(evidenceDigest);
        Dispute storage dispute = _at(disputeId, Stage.RULED);
        _requireBefore(disputeId, dispute.deadline);
        bool lost = dispute.upheld
            ? CAPSULE_REGISTRY.isAuthorized(dispute.capsuleId, msg.sender)
            : msg.sender == dispute.disputer;
        if (!lost) revert DisputeCourt_NotLoser(disputeId, msg.sender);
        Rules storage rules_ = _storage().rules[dispute.rulesId];
        _takeBond(rules_.appealBond);
        uint256 deadline = block.timestamp + rules_.appealRulingPeriod;
        (dispute.stage, dispute.appellant) = (Stage.APPEALED, msg.sender);
        _setDeadline(dispute, deadline);
        emit DisputeAppealed(disputeId, msg.sender, evidenceDigest, deadline);
    }

    /// @inheritdoc IDisputeCourt
    function conclude(uint256 disputeId) external {
        Dispute storage dispute = _storage().disputes[disputeId];
        Stage stage = dispute.stage;
        if (stage < Stage.OPEN || stage > Stage.APPEALED) revert DisputeCourt_WrongStage(disputeId, stage);
        if (block.timestamp < dispute.deadline) revert DisputeCourt_TooEarly(disputeId, dispute.deadline);
        if (stage != Stage.RULED) _conclude(disputeId, dispute, Stage.EXPIRED);
        else _conclude(disputeId, dispute, dispute.upheld ? Stage.UPHELD : Stage.REJECTED);
    }

    /// @inheritdoc IDisputeCourt
    function flagDescendants(uint256 disputeId, uint256[] calldata descendants) external {
        _flag(disputeId, descendants);
    }

    /// @inheritdoc IDisputeCourt
    function ruleAppeal(uint256 disputeId, bool upheld, bytes32 rulingDigest, uint256[] calldata descendants)
        external
        restricted
    {
        _requireDigest(rulingDigest);
        Dispute storage dispute = _at(disputeId, Stage.APPEALED);
        _requireBefore(disputeId, dispute.deadline);
        emit AppealRuled(disputeId, upheld, rulingDigest);
        _conclude(disputeId, dispute, upheld ? Stage.UPHELD : Stage.REJECTED);
        _flag(disputeId, descendants);
    }

    /// @inheritdoc IDisputeCourt
    function reinstate(uint256 capsuleId) external restricted {
        Docket storage docket = _storage().dockets[capsuleId];
        if (docket.upheld != 0) revert DisputeCourt_RulingPending(capsuleId);
        if (!docket.standing) revert DisputeCourt_NotSuspended(capsuleId);
        docket.standing = false;
        CAPSULE_REGISTRY.setSuspended(capsuleId, false);
    }

    /// @inheritdoc IDisputeCourt
    function setRules(Rules calldata rules_) external restricted {
        _setRules(rules_);
    }

    /// @inheritdoc IDisputeCourt
    function rulesOf(uint256 disputeId) external view returns (Rules memory) {
        return _storage().rules[disputeOf(disputeId).rulesId];
    }

    /// @inheritdoc IDisputeCourt
    function rules() external view returns (Rules memory) {
        CourtStorage storage $ = _storage();
        return $.rules[$.rulesId];
    }

    /// @inheritdoc IDisputeCourt
    function docketOf(uint256 capsuleId) external view returns (Docket memory) {
        return _storage().dockets[capsuleId];
    }

    /// @inheritdoc IDisputeCourt
    function flagsOf(uint256 capsuleId) external view returns (uint256[] memory disputeIds) {
        CourtStorage storage $ = _storage();
        disputeIds = $.flags[capsuleId];
        uint256 count = 0;
        for (uint256 i = 0; i < disputeIds.length; ++i) {
            Dispute storage dispute = $.disputes[disputeIds[i]];
            if (dispute.upheld && _isSuspended($.dockets[dispute.capsuleId])) disputeIds[count++] = disputeIds[i];
        }
        assembly ("memory-safe") {
            mstore(disputeIds, count)
        }
    }

    /// @inheritdoc ProtocolUpgradeable
    function version() external pure override returns (string memory) {
        return "0.3.0";
    }

    /// @inheritdoc IDisputeCourt
    function disputeOf(uint256 disputeId) public view returns (Dispute memory dispute) {
        dispute = _storage().disputes[disputeId];
        if (dispute.stage == Stage.NONE) revert DisputeCourt_UnknownDispute(disputeId);
    }

    /// @dev The one way in which a dispute ends.
    function _conclude(uint256 disputeId, Dispute storage dispute, Stage outcome) private {
        uint256 capsuleId = dispute.capsuleId;
        bool upheld = outcome == Stage.UPHELD;
        Docket storage docket = _storage().dockets[capsuleId];
        uint256 open_ = --docket.open;
        if (dispute.upheld) --docket.upheld;
        if (upheld) docket.standing = true;
        _endBonds(disputeId, dispute, upheld);
        (dispute.stage, dispute.upheld) = (outcome, upheld);
        emit DisputeConcluded(disputeId, capsuleId, outcome);
        CAPSULE_REGISTRY.setSuspended(capsuleId, _isSuspended(docket));
        // Of several disputes the first that is upheld has what was contested until then.
        if (upheld || open_ == 0) ROYALTY_SPLITTER.unfreezeOwner(capsuleId, upheld ? dispute.disputer : address(0));
        if (upheld && open_ != 0) ROYALTY_SPLITTER.freezeOwner(capsuleId);
    }

    /// @dev Before the ruling of the first instance is overwritten, which tells whose the appeal was. What the respondent
    /// wins is for who answered, or the capsule's owner if nobody did.
    function _endBonds(uint256 disputeId, Dispute storage dispute, bool upheld) private {
        Rules storage rules_ = _storage().rules[dispute.rulesId];
        (address respondent, address appellant) = (dispute.respondent, dispute.appellant);
        uint256 pot = respondent == address(0) ? rules_.bond : 2 * uint256(rules_.bond);
        uint256 appealBond = appellant == address(0) ? 0 : rules_.appealBond;
        if (upheld) {
            _credit(disputeId, dispute.disputer, pot + appealBond);
            return;
        }
        // The respondent's own appeal may be another operator's than the answer.
        if (appealBond != 0 && dispute.upheld) _credit(disputeId, appellant, appealBond);
        else pot += appealBond;
        if (respondent == address(0)) respondent = CAPSULE_REGISTRY.capsuleOwner(dispute.capsuleId);
        _credit(disputeId, respondent, pot);
    }

    function _flag(uint256 disputeId, uint256[] calldata descendants) private {
        if (descendants.length == 0) return;
        CourtStorage storage $ = _storage();
        Dispute storage dispute = $.disputes[disputeId];
        if (!dispute.upheld) revert DisputeCourt_NotUpheld(disputeId);
        uint256 capsuleId = dispute.capsuleId;
        for (uint256 i = 0; i < descendants.length; ++i) {
            uint256 descendantId = descendants[i];
            if ($.flagged[disputeId][descendantId]) continue;
            (uint16 absoluteBps, uint16 relativeBps) = ROYALTY_SPLITTER.debtOf(descendantId, capsuleId);
            if (absoluteBps == 0 && relativeBps == 0) revert DisputeCourt_NotDescendant(descendantId, capsuleId);
            $.flagged[disputeId][descendantId] = true;
            $.flags[descendantId].push(disputeId);
            emit CapsuleFlagged(descendantId, capsuleId, disputeId);
        }
    }

    function _setRules(Rules memory rules_) private {
        _requireWithin("bond", rules_.bond, MIN_BOND, MAX_BOND);
        _requireWithin("appealBond", rules_.appealBond, MIN_BOND, MAX_BOND);
        _requireWithin("responsePeriod", rules_.responsePeriod, MIN_PERIOD, MAX_PERIOD);
        _requireWithin("rulingPeriod", rules_.rulingPeriod, MIN_PERIOD, MAX_PERIOD);
        _requireWithin("appealPeriod", rules_.appealPeriod, MIN_PERIOD, MAX_PERIOD);
        _requireWithin("appealRulingPeriod", rules_.appealRulingPeriod, MIN_PERIOD, MAX_PERIOD);
        // One that can't rule here would let every dispute expire.
        if (address(rules_.arbiter).code.length == 0 || address(rules_.arbiter.disputeCourt()) != address(this)) {
            revert DisputeCourt_InvalidRules("arbiter");
        }
        CourtStorage storage $ = _storage();
        uint256 rulesId = ++$.rulesId;
        $.rules[rulesId] = rules_;
        emit RulesChanged(rulesId, rules_);
    }

    function _setDeadline(Dispute storage dispute, uint256 deadline) private {
        // A time of the block and 60 days.
        // forge-lint: disable-next-line(unsafe-typecast)
        dispute.deadline = uint40(deadline);
    }

    function _at(uint256 disputeId, Stage stage) private view returns (Dispute storage dispute) {
        dispute = _storage().disputes[disputeId];
        if (dispute.stage != stage) revert DisputeCourt_WrongStage(disputeId, dispute.stage);
    }

    function _requireBefore(uint256 disputeId, uint256 deadline) private view {
        if (block.timestamp >= deadline) revert DisputeCourt_TooLate(disputeId, deadline);
    }

    function _isSuspended(Docket storage docket) private view returns (bool) {
        return docket.standing || docket.upheld != 0;
    }

    function _requireDigest(bytes32 digest) private pure {
        if (digest == 0) revert DisputeCourt_EmptyDigest();
    }

    function _requireWithin(string memory field, uint256 value, uint256 minimum, uint256 maximum) private pure {
        if (value < minimum || value > maximum) revert DisputeCourt_InvalidRules(field);
    }

    function _storage() private pure returns (CourtStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }
}
