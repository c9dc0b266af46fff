// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../src/interfaces/ITrainingPool.sol";
import { AllocationTree } from "../../fixtures/AllocationTree.sol";
import { TrainingStages } from "../training/TrainingStages.sol";

/// @title Everything that owners, contributors, evaluators, challengers and the arbiter do in training rounds
abstract contract TrainingActions is TrainingStages {
    /// @notice By its owner or not, for what its owner has left or more.
    function openRound(uint256 seed, uint256 units) external action {
        uint256 id = _capsule(seed);
        uint256 left = _unpromised(id);
        if (left == 0 || suspended[id] || (seed % 8 != 0 && !_entriesOpen(address(trainingPool)))) {
            return _openAnother(seed);
        }
        address caller = seed % 8 == 1 ? _actor(_roll(seed, 0)) : _capsules[id].owner;
        units = units % 8 == 0 ? left + 1 : 1 + units % ((left + 7) / 8);
        bool allowed = caller == _capsules[id].owner && units <= left && _entriesOpen(address(trainingPool));
        if (_open(_termsOf(id, seed, units), caller, allowed) != 0) _effect();
    }

    function cancelRound(uint256 seed) external action {
        uint256 roundId = _some(seed);
        if (roundId != 0) _tryToCancel(roundId, _capsules[_rounds[roundId].capsuleId].owner);
        roundId = _fresh(seed);
        if (roundId == 0) return;
        _tryToCancel(roundId, stranger);
        _tryToCancel(roundId, _capsules[_rounds[roundId].capsuleId].owner);
        _effect();
    }

    /// @notice To an update of one's own, or by a copy of another's commitment in this round or an earlier one of one's
    /// own; with the bond, or a wrong one.
    function commitUpdate(uint256 seed, uint256 who) external action {
        uint256 roundId = _at(Stage.COMMIT, seed);
        if (roundId == 0) return;
        RoundModel storage round = _rounds[roundId];
        address account = _actor(who);
        bytes32 commitment = _commitmentOf(roundId, account);
        if (seed % 4 == 0 && round.contributors.length > 0) {
            commitment = _contributions[roundId][round.contributors[0]].commitment;
        }
        if (seed % 4 == 1 && roundId > 1) commitment = _commitmentOf(roundId - 1, account);
        uint256 value = round.bond + (_roll(seed, 9) % 8 == 0 ? 1 : 0);
        bool allowed = _contributions[roundId][account].commitment == 0 && value == round.bond;
        _commit(roundId, account, commitment, value, allowed);
        if (allowed) _effect();
    }

    /// @notice Only who committed to it can; not twice, and not before its time in another round.
    function revealUpdate(uint256 seed) external action {
        uint256 roundId = _at(Stage.REVEAL, seed);
        if (roundId == 0) return;
        address[] storage contributors = _rounds[roundId].contributors;
        for (uint256 i = 0; i < contributors.length; ++i) {
            ContributionModel storage contribution = _contributions[roundId][contributors[i]];
            bool allowed = contribution.genuine && !contribution.revealed;
            _reveal(roundId, contributors[i], allowed);
            if (allowed) return _effect();
        }
    }

    function recordResult(uint256 seed) external action {
        uint256 roundId = _at(Stage.RECORD, seed);
        if (roundId == 0) return;
        _record(roundId, seed);
        _effect();
    }

    /// @notice Below the quorum, one as two, by a stranger, signed for another round, or at another stage.
    function forgeResult(uint256 seed, uint256 kind) external action {
        uint256 roundId = _at(Stage.RECORD, seed);
        if (roundId == 0) return;
        ITrainingPool.Result memory result = ITrainingPool.Result(bytes32(seed | 1), MANIFEST, MANIFEST);
        ITrainingPool.Approval[] memory approvals = _approvals(roundId, result, kind % 5 == 0 ? 1 : 2);
        if (kind % 5 == 1) approvals[1] = approvals[0];
        if (kind % 5 == 2) approvals[0].signature = approvals[1].signature;
        if (kind % 5 == 3) result.scoreDigest = bytes32(seed | 2);
        if (kind % 5 == 4) (result.root, approvals[0].evaluator) = (0, address(uint160(seed)));
        bytes memory data = abi.encodeCall(trainingPool.recordResult, (roundId, result, approvals));
        _act(stranger, address(trainingPool), data, false);
        uint256 other = _some(seed);
        if (other == 0 || _is(other, Stage.RECORD)) return _effect();
        approvals = _approvals(other, result, 3);
        data = abi.encodeCall(trainingPool.recordResult, (other, result, approvals));
        _act(stranger, address(trainingPool), data, false);
        _effect();
    }

    function challengeResult(uint256 seed, uint256 who) external action {
        uint256 roundId = _at(Stage.CHALLENGE, seed);
        if (roundId == 0) return;
        bytes memory data = abi.encodeCall(trainingPool.challenge, (roundId, MANIFEST));
        _act(stranger, address(trainingPool), data, false);
        _challenge(roundId, _actor(who));
        _effect();
    }

    function resolveChallenge(uint256 seed, uint256 upheld) external action {
        uint256 roundId = _at(Stage.RESOLVE, seed);
        if (roundId == 0) return;
        bytes memory data = abi.encodeCall(trainingPool.resolveChallenge, (roundId, true));
        _act(_actor(seed), address(trainingPool), data, false);
        _resolve(roundId, upheld % 2 == 0);
        _effect();
    }

    /// @notice Not before its window has ended, nor while a challenge waits; sometimes after nobody decided one.
    function finalizeRound(uint256 seed) external action {
        uint256 roundId = _some(seed);
        if (roundId != 0 && !_is(roundId, Stage.FINALIZE)) {
            _act(stranger, address(trainingPool), abi.encodeCall(trainingPool.finalize, (roundId)), false);
        }
        roundId = _at(seed % 8 == 0 ? Stage.RESOLVE : Stage.FINALIZE, seed);
        if (roundId == 0) return;
        if (!_is(roundId, Stage.FINALIZE)) vm.warp(_rounds[roundId].challengedAt + RESOLUTION_TIME);
        _finalize(roundId);
        _effect();
    }

    function expireRound(uint256 seed) external action {
        uint256 roundId = _some(seed);
        if (roundId != 0 && !_expirable(roundId)) {
            _act(stranger, address(trainingPool), abi.encodeCall(trainingPool.expire, (roundId)), false);
        }
        roundId = _at(seed % 2 == 0 ? Stage.COMMIT : Stage.RECORD, seed);
        if (roundId == 0) return;
        RoundModel storage round = _rounds[roundId];
        vm.warp(round.state == RoundState.OPEN ? round.commitDeadline : round.evaluationDeadline);
        _expire(roundId);
        _effect();
    }

    function claimShares(uint256 seed, uint256 which) external action {
        uint256 roundId = _at(Stage.CLAIM, seed);
        if (roundId == 0) return;
        uint256 count = _leaves[roundId].length;
        for (uint256 i = 0; i < count; ++i) {
            if (_claimLeaf(roundId, (which % count + i) % count)) return _effect();
        }
    }

    /// @notice Other units, account or index, an inner node for a leaf, a leaf of another round, or before it is final.
    function forgeClaim(uint256 seed, uint256 kind) external action {
        uint256 roundId = _at(Stage.CLAIM, seed);
        if (roundId == 0) return;
        bytes32[] memory tree = _tree(roundId);
        bytes32[] memory proof = AllocationTree.proofOf(tree, kind % 5 == 3 ? tree[0] : _leafHash(roundId, 0));
        Leaf memory leaf = _leaves[roundId][0];
        uint256 index = kind % 5 == 2 ? 1 + seed % 1000 : 0;
        if (kind % 5 == 0) leaf.units += 1 + seed % 1000;
        if (kind % 5 == 1 || kind % 5 == 3) leaf.account = stranger;
        if (kind % 5 == 4) roundId = roundId == 1 ? roundCount + 1 : roundId - 1;
        bytes memory data = abi.encodeCall(trainingPool.claimShares, (roundId, index, leaf.account, leaf.units, proof));
        _act(stranger, address(trainingPool), data, false);
        _effect();
    }

    /// @notice Of the next round, in turn, that owes any; if none does, one is brought to its end before.
    function withdrawTrainingBond(uint256 seed) external action {
        for (uint256 i = 0; i < roundCount; ++i) {
            if (_tryBonds(1 + (_roll(seed, 40) % roundCount + i) % roundCount)) return _effect();
        }
        uint256 roundId = _at(Stage.CLAIM, seed);
        if (roundId != 0 && _tryBonds(roundId)) _effect();
    }

    /// @notice Of a challenger or an owner; if nobody has any, a challenge is decided before.
    function withdrawPoolCredit(uint256 seed) external action {
        for (uint256 i = 0; i < actors.length; ++i) {
            if (_withdrawPoolCredit(_actor(seed % actors.length + i))) return _effect();
        }
        uint256 roundId = _at(Stage.RESOLVE, seed);
        if (roundId == 0) return;
        _resolve(roundId, true);
        if (_withdrawPoolCredit(_rounds[roundId].challenger)) _effect();
    }

    /// @dev All rounds come to their ends, and everyone takes its units and bonds.
    /// @return stuck bonds and credits of the one that takes no native currency
    function _endRounds() internal returns (uint256 stuck) {
        for (uint256 roundId = 1; roundId <= roundCount; ++roundId) {
            RoundState state = _rounds[roundId].state;
            if (state < RoundState.FINALIZED) vm.warp(block.timestamp + 60 days);
            if (state == RoundState.OPEN || state == RoundState.STARTED) _expire(roundId);
            if (state == RoundState.RECORDED || state == RoundState.CHALLENGED) _finalize(roundId);
            for (uint256 i = 0; i < _leaves[roundId].length; ++i) {
                _claimLeaf(roundId, i);
            }
            _tryBonds(roundId);
        }
        for (uint256 i = 0; i < actors.length; ++i) {
            _withdrawPoolCredit(actors[i]);
        }
        return _stuckInPool();
    }

    /// @dev Bonds and credits of the one that takes no native currency, counted one by one.
    function _stuckInPool() private view returns (uint256 stuck) {
        stuck = poolCredits[refusing];
        for (uint256 roundId = 1; roundId <= roundCount; ++roundId) {
            address[] storage contributors = _rounds[roundId].contributors;
            for (uint256 i = 0; i < contributors.length; ++i) {
                if (_contributions[roundId][contributors[i]].paid) continue;
                if (_receiverOfBond(roundId, contributors[i]) == refusing) stuck += _rounds[roundId].bond;
            }
        }
    }

    function _tryBonds(uint256 roundId) private returns (bool paid) {
        address[] storage contributors = _rounds[roundId].contributors;
        for (uint256 i = 0; i < contributors.length; ++i) {
            if (_withdrawTrainingBond(roundId, contributors[i])) paid = true;
        }
    }

    function _openAnother(uint256 seed) private {
        if (_fresh(seed) != 0) _effect();
    }

    function _tryToCancel(uint256 roundId, address caller) private {
        RoundModel storage round = _rounds[roundId];
        bool allowed = round.state == RoundState.OPEN && caller == _capsules[round.capsuleId].owner;
        _act(caller, address(trainingPool), abi.encodeCall(trainingPool.cancelRound, (roundId)), allowed);
        if (allowed) _end(roundId, RoundState.CANCELED);
    }
}
