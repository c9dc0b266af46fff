// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { RoundState } from "../../../src/interfaces/ITrainingPool.sol";
import { TrainingSteps } from "./TrainingSteps.sol";

/// @title Rounds at a stage: one that happens to be there, or one that is brought there
abstract contract TrainingStages is TrainingSteps {
    enum Stage {
        COMMIT,
        REVEAL,
        RECORD,
        CHALLENGE,
        RESOLVE,
        FINALIZE,
        CLAIM
    }

    function _some(uint256 seed) internal view returns (uint256) {
        return roundCount == 0 ? 0 : 1 + _roll(seed, 40) % roundCount;
    }

    function _at(Stage stage, uint256 seed) internal returns (uint256 roundId) {
        for (uint256 i = 0; i < 4 && roundCount != 0; ++i) {
            roundId = 1 + _roll(seed, 41 + i) % roundCount;
            if (_is(roundId, stage)) return roundId;
        }
        roundId = _fresh(seed);
        if (roundId != 0 && stage != Stage.COMMIT) _bring(roundId, stage, seed);
    }

    /// @dev Three commit, one of them with a copy; one reveals.
    function _bring(uint256 roundId, Stage stage, uint256 seed) private {
        RoundModel storage round = _rounds[roundId];
        address copier = _actor(_roll(seed, 51) + 1);
        bytes32 commitment = _commitmentOf(roundId, _actor(_roll(seed, 51)));
        _commit(roundId, _actor(_roll(seed, 51)), commitment, round.bond, true);
        _commit(roundId, copier, commitment, round.bond, true);
        address third = _actor(_roll(seed, 51) + 2);
        _commit(roundId, third, _commitmentOf(roundId, third), round.bond, true);
        vm.warp(round.commitDeadline);
        if (stage == Stage.REVEAL) return;
        _reveal(roundId, third, true);
        _reveal(roundId, copier, false);
        vm.warp(round.revealDeadline);
        if (stage == Stage.RECORD) return;
        _record(roundId, seed);
        if (stage == Stage.CHALLENGE) return;
        if (stage == Stage.RESOLVE) return _challenge(roundId, _actor(_roll(seed, 52)));
        vm.warp(round.challengeDeadline);
        if (stage == Stage.CLAIM) _finalize(roundId);
    }

    function _is(uint256 roundId, Stage stage) internal view returns (bool) {
        RoundModel storage round = _rounds[roundId];
        (RoundState state, uint256 time) = (round.state, block.timestamp);
        if (stage == Stage.COMMIT) return state <= RoundState.STARTED && time < round.commitDeadline;
        if (stage == Stage.CHALLENGE) return state == RoundState.RECORDED && time < round.challengeDeadline;
        if (stage == Stage.RESOLVE) {
            return state == RoundState.CHALLENGED && time < round.challengedAt + RESOLUTION_TIME;
        }
        if (stage == Stage.FINALIZE) {
            if (state == RoundState.CHALLENGED) return time >= round.challengedAt + RESOLUTION_TIME;
            return state == RoundState.RECORDED && time >= round.challengeDeadline;
        }
        if (stage == Stage.CLAIM) return state == RoundState.FINALIZED && round.left != 0;
        if (state != RoundState.STARTED) return false;
        if (stage == Stage.RECORD) return time >= round.revealDeadline && time < round.evaluationDeadline;
        return time >= round.commitDeadline && time < round.revealDeadline;
    }

    function _expirable(uint256 roundId) internal view returns (bool) {
        RoundModel storage round = _rounds[roundId];
        if (round.state == RoundState.OPEN) return block.timestamp >= round.commitDeadline;
        return round.state == RoundState.STARTED && block.timestamp >= round.evaluationDeadline;
    }
}
