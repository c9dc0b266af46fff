// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../src/interfaces/ITrainingPool.sol";
import { AllocationTree } from "../../fixtures/AllocationTree.sol";
import { EvaluatorKeys } from "../../fixtures/EvaluatorKeys.sol";
import { PayoutActions } from "../actions/PayoutActions.sol";

/// @title Training rounds as they should be
/// @dev A round lasts an hour for each stage, so that time spent on it ends few licenses.
abstract contract TrainingRounds is PayoutActions, EvaluatorKeys {
    /// @param pending bond of a challenge that waits for its decision
    /// @param left units that nobody claimed yet, once it is final
    struct RoundModel {
        uint256 capsuleId;
        uint256 units;
        uint256 left;
        uint256 commitDeadline;
        uint256 revealDeadline;
        uint256 evaluationDeadline;
        uint256 challengeDeadline;
        uint256 bond;
        uint256 challengeBond;
        uint256 pending;
        uint256 challengedAt;
        address challenger;
        RoundState state;
        bytes32 root;
        address[] contributors;
    }

    /// @param genuine whether it is a commitment of this account in this round, rather than a copy of another
    struct ContributionModel {
        bytes32 commitment;
        bool genuine;
        bool revealed;
        bool paid;
    }

    struct Leaf {
        address account;
        uint256 units;
        bool claimed;
    }

    uint256 internal constant WINDOW = 1 hours;
    uint256 internal constant RESOLUTION_TIME = 14 days;
    bytes32 internal constant UPDATE = keccak256("update");

    uint256 public roundCount;
    mapping(uint256 roundId => RoundModel) internal _rounds;
    mapping(uint256 roundId => mapping(address contributor => ContributionModel)) internal _contributions;
    mapping(uint256 roundId => Leaf[]) internal _leaves;
    mapping(uint256 id => uint256) public promised;
    mapping(address account => uint256) public poolCredits;
    /// @notice What the pool holds of bonds and credits.
    uint256 public inPool;

    function roundModel(uint256 roundId) external view returns (RoundModel memory) {
        return _rounds[roundId];
    }

    function contributionModel(uint256 roundId, address account) external view returns (ContributionModel memory) {
        return _contributions[roundId][account];
    }

    function leavesOf(uint256 roundId) external view returns (Leaf[] memory) {
        return _leaves[roundId];
    }

    /// @notice What the unclaimed units of a round have earned, as the ledger says.
    function earnedInEscrow(uint256 id, address currency, address round) public view returns (uint256) {
        uint256 roundId = uint256(uint160(round));
        (uint256 units, uint256 start) = splitter.escrowOf(id, roundId, currency);
        return (splitter.netIncome(id, currency) - start) * units / UNITS;
    }

    /// @notice The same of all rounds.
    function earnedInEscrows(address currency) external view returns (uint256 earned) {
        for (uint256 i = 0; i < capsules.length; ++i) {
            address[] memory escrows = model.escrows(capsules[i]);
            for (uint256 k = 0; k < escrows.length; ++k) {
                earned += earnedInEscrow(capsules[i], currency, escrows[k]);
            }
        }
    }

    /// @notice Rounds to look at after this step: three in turn.
    function roundsToCheck() external view returns (uint256[] memory ids) {
        ids = new uint256[](roundCount < 3 ? roundCount : 3);
        for (uint256 i = 0; i < ids.length; ++i) {
            ids[i] = 1 + (steps * 3 + i) % roundCount;
        }
    }

    /// @dev Units of the owner's that no round in progress may take.
    function _unpromised(uint256 id) internal view returns (uint256) {
        return model.units(id, OWNER) - promised[id];
    }

    function _termsOf(uint256 id, uint256 seed, uint256 units)
        internal
        view
        returns (ITrainingPool.RoundTerms memory terms)
    {
        terms.capsuleId = id;
        terms.specDigest = MANIFEST;
        terms.baseVersion = uint64(1 + _roll(seed, 1) % _capsules[id].digests.length);
        terms.units = uint24(units);
        terms.commitDeadline = uint40(block.timestamp + 1 hours);
        terms.revealDeadline = uint40(block.timestamp + 2 hours);
        terms.evaluationDeadline = uint40(block.timestamp + 3 hours);
        terms.challengeWindow = uint32(WINDOW);
        terms.quorum = 2;
        terms.contributorBond = _roll(seed, 2) % 4 == 0 ? 0 : uint96(1 + _roll(seed, 3) % 1e18);
        terms.challengeBond = uint96(1 + _roll(seed, 4) % 1e18);
        terms.evaluators = evaluators;
    }

    function _commitmentOf(uint256 roundId, address account) internal view returns (bytes32) {
        uint256 id = _rounds[roundId].capsuleId;
        address pool = address(trainingPool);
        return keccak256(abi.encode(block.chainid, pool, id, roundId, account, UPDATE, bytes32(roundId)));
    }

    function _tree(uint256 roundId) internal view returns (bytes32[] memory) {
        bytes32[] memory leaves = new bytes32[](_leaves[roundId].length);
        for (uint256 i = 0; i < leaves.length; ++i) {
            leaves[i] = _leafHash(roundId, i);
        }
        return AllocationTree.build(leaves);
    }

    function _leafHash(uint256 roundId, uint256 index) internal view returns (bytes32) {
        Leaf storage leaf = _leaves[roundId][index];
        uint256 id = _rounds[roundId].capsuleId;
        address pool = address(trainingPool);
        bytes32 inner = keccak256(abi.encode(block.chainid, pool, id, roundId, index, leaf.account, leaf.units));
        return keccak256(bytes.concat(inner));
    }

    function _receiverOfBond(uint256 roundId, address contributor) internal view returns (address) {
        RoundModel storage round = _rounds[roundId];
        bool forfeited = round.state == RoundState.FINALIZED && !_contributions[roundId][contributor].revealed;
        return forfeited ? _capsules[round.capsuleId].owner : contributor;
    }
}
