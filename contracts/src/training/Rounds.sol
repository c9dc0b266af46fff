// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { ITrainingPool, RoundState } from "../interfaces/ITrainingPool.sol";
import { Basis } from "../libraries/Basis.sol";
import { PausableEntries } from "../upgrade/PausableEntries.sol";
import { EIP712Upgradeable } from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title Rounds: terms of training rounds, their states and deadlines
/// @dev A capsule's rounds promise units side by side: together never more than its owner has left, so that none can
/// fail for want of units when it ends.
abstract contract Rounds is ITrainingPool, PausableEntries, EIP712Upgradeable {
    uint256 private constant MAX_EVALUATORS = 16;
    uint256 private constant MAX_ROUND = 365 days;
    uint256 private constant MIN_WINDOW = 1 hours;
    uint256 private constant MAX_WINDOW = 30 days;

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    ICapsuleRegistry internal immutable CAPSULE_REGISTRY;
    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    IRoyaltySplitter internal immutable ROYALTY_SPLITTER;

    /// @custom:storage-location erc7201:capsule.storage.TrainingPool
    struct PoolStorage {
        uint256 roundCount;
        mapping(uint256 roundId => Round) rounds;
        mapping(uint256 roundId => mapping(address account => bool)) evaluators;
        mapping(uint256 roundId => mapping(address contributor => Contribution)) contributions;
        mapping(uint256 roundId => BitMaps.BitMap) claimed;
        mapping(uint256 capsuleId => uint256) promised;
        mapping(address account => uint256) credits;
    }

    // keccak256(abi.encode(uint256(keccak256("capsule.storage.TrainingPool")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_LOCATION = 0x2b9b6859247a0abdac4d3a3c4588e20f0272ab4d0b91e42cb91e9834ae26f100;

    modifier onlyAuthorized(uint256 capsuleId) {
        if (!CAPSULE_REGISTRY.isAuthorized(capsuleId, msg.sender)) {
            revert TrainingPool_NotAuthorized(capsuleId, msg.sender);
        }
        _;
    }

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(ICapsuleRegistry capsuleRegistry, IRoyaltySplitter royaltySplitter) {
        CAPSULE_REGISTRY = capsuleRegistry;
        ROYALTY_SPLITTER = royaltySplitter;
    }

    /// @inheritdoc ITrainingPool
    function openRound(RoundTerms calldata terms)
        external
        whenEntriesOpen
        onlyAuthorized(terms.capsuleId)
        returns (uint256 roundId)
    {
        _requireValid(terms);
        if (CAPSULE_REGISTRY.capsuleOf(terms.capsuleId).suspended) revert TrainingPool_Suspended(terms.capsuleId);
        // Reverts for a version that there isn't.
        CAPSULE_REGISTRY.versionDigest(terms.capsuleId, terms.baseVersion);
        PoolStorage storage $ = _storage();
        _promise($, terms.capsuleId, terms.units);
        roundId = ++$.roundCount;
        _appoint($.evaluators[roundId], terms.evaluators);
        _write($.rounds[roundId], terms);
        emit RoundOpened(roundId, terms.capsuleId, terms);
    }

    /// @inheritdoc ITrainingPool
    function cancelRound(uint256 roundId) external onlyAuthorized(_round(roundId).capsuleId) {
        Round storage round = _roundIn(roundId, RoundState.OPEN);
        _end(round, RoundState.CANCELED);
        emit RoundCanceled(roundId, round.capsuleId);
    }

    /// @inheritdoc ITrainingPool
    function expire(uint256 roundId) external {
        Round storage round = _round(roundId);
        if (round.state == RoundState.OPEN) {
            _requireFrom(roundId, round.commitDeadline);
        } else {
            _requireState(roundId, round.state, RoundState.STARTED);
            _requireFrom(roundId, round.evaluationDeadline);
        }
        _end(round, RoundState.EXPIRED);
        emit RoundExpired(roundId, round.capsuleId);
    }

    /// @inheritdoc ITrainingPool
    function roundOf(uint256 roundId) external view returns (Round memory) {
        return _round(roundId);
    }

    /// @inheritdoc ITrainingPool
    function roundCount() external view returns (uint256) {
        return _storage().roundCount;
    }

    /// @inheritdoc ITrainingPool
    function isEvaluator(uint256 roundId, address account) external view returns (bool) {
        return _storage().evaluators[roundId][account];
    }

    /// @inheritdoc ITrainingPool
    function promisedUnits(uint256 capsuleId) external view returns (uint256) {
        return _storage().promised[capsuleId];
    }

    /// @dev Ends a round: its units are promised no longer.
    function _end(Round storage round, RoundState state) internal {
        round.state = state;
        _storage().promised[round.capsuleId] -= round.units;
    }

    function _round(uint256 roundId) internal view returns (Round storage round) {
        round = _storage().rounds[roundId];
        if (round.state == RoundState.NONE) revert TrainingPool_UnknownRound(roundId);
    }

    function _roundIn(uint256 roundId, RoundState required) internal view returns (Round storage round) {
        round = _round(roundId);
        _requireState(roundId, round.state, required);
    }

    function _requireState(uint256 roundId, RoundState state, RoundState required) internal pure {
        if (state != required) revert TrainingPool_WrongState(roundId, state);
    }

    function _requireFrom(uint256 roundId, uint256 possibleAt) internal view {
        if (block.timestamp < possibleAt) revert TrainingPool_TooEarly(roundId, possibleAt);
    }

    function _requireBefore(uint256 roundId, uint256 deadline) internal view {
        if (block.timestamp >= deadline) revert TrainingPool_TooLate(roundId, deadline);
    }

    /// @dev Constants cost no storage read.
    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Name() internal pure override returns (string memory) {
        return "Capsule Training";
    }

    // solhint-disable-next-line func-name-mixedcase
    function _EIP712Version() internal pure override returns (string memory) {
        return "1";
    }

    function _storage() internal pure returns (PoolStorage storage $) {
        bytes32 slot = STORAGE_LOCATION;
        assembly ("memory-safe") {
            $.slot := slot
        }
    }

    function _promise(PoolStorage storage $, uint256 capsuleId, uint256 units) private {
        uint256 promised = $.promised[capsuleId];
        uint256 left = Basis.UNITS - ROYALTY_SPLITTER.allocatedUnits(capsuleId) - promised;
        if (units == 0 || units > left) revert TrainingPool_NotEnoughUnits(capsuleId, units, left);
        $.promised[capsuleId] = promised + units;
    }

    function _appoint(mapping(address account => bool) storage known, address[] calldata evaluators) private {
        for (uint256 i = 0; i < evaluators.length; ++i) {
            address evaluator = evaluators[i];
            if (evaluator == address(0) || known[evaluator]) revert TrainingPool_InvalidTerms("evaluators");
            known[evaluator] = true;
        }
    }

    function _write(Round storage round, RoundTerms calldata terms) private {
        round.capsuleId = terms.capsuleId;
        round.commitDeadline = terms.commitDeadline;
        round.revealDeadline = terms.revealDeadline;
        round.evaluationDeadline = terms.evaluationDeadline;
        round.challengeWindow = terms.challengeWindow;
        round.units = terms.units;
        round.quorum = terms.quorum;
        round.state = RoundState.OPEN;
        round.contributorBond = terms.contributorBond;
        round.challengeBond = terms.challengeBond;
        round.baseVersion = terms.baseVersion;
    }

    function _requireValid(RoundTerms calldata terms) private view {
        uint256 count = terms.evaluators.length;
        if (count == 0 || count > MAX_EVALUATORS) revert TrainingPool_InvalidTerms("evaluators");
        // More than half, so that no two disjoint groups can both agree.
        if (terms.quorum > count || uint256(terms.quorum) * 2 <= count) revert TrainingPool_InvalidTerms("quorum");
        if (terms.specDigest == 0) revert TrainingPool_InvalidTerms("specDigest");
        if (terms.commitDeadline <= block.timestamp) revert TrainingPool_InvalidTerms("commitDeadline");
        if (terms.revealDeadline <= terms.commitDeadline) revert TrainingPool_InvalidTerms("revealDeadline");
        // Units can't be promised for ever.
        bool endless = terms.evaluationDeadline > block.timestamp + MAX_ROUND;
        if (endless || terms.evaluationDeadline <= terms.revealDeadline) {
            revert TrainingPool_InvalidTerms("evaluationDeadline");
        }
        if (terms.challengeWindow < MIN_WINDOW || terms.challengeWindow > MAX_WINDOW) {
            revert TrainingPool_InvalidTerms("challengeWindow");
        }
        if (terms.challengeBond == 0) revert TrainingPool_InvalidTerms("challengeBond");
        if (terms.privacyEpsilon == 0 && terms.privacyDelta != 0) revert TrainingPool_InvalidTerms("privacyDelta");
    }
}
