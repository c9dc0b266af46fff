// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";

contract ExpireTest is TrainingTest {
    function testFuzz_RevertWhen_CommitmentsMayStillCome(uint256 time) public {
        uint256 roundId = _open();
        uint256 end = trainingPool.roundOf(roundId).commitDeadline;
        vm.warp(bound(time, block.timestamp, end - 1));
        vm.expectRevert(_tooEarly(roundId, end));
        trainingPool.expire(roundId);
    }

    function testFuzz_RevertWhen_AResultMayStillCome(uint256 time) public {
        uint256 roundId = _open();
        _commit(roundId, alice);
        uint256 end = trainingPool.roundOf(roundId).evaluationDeadline;
        vm.warp(bound(time, block.timestamp, end - 1));
        vm.expectRevert(_tooEarly(roundId, end));
        trainingPool.expire(roundId);
    }

    /// @dev What is recorded can't expire any more, and what has ended stays.
    function test_RevertWhen_RecordedOrEnded() public {
        uint256 roundId = _challenged();
        vm.warp(block.timestamp + 365 days);
        vm.expectRevert(_wrongState(roundId, RoundState.CHALLENGED));
        trainingPool.expire(roundId);
        trainingPool.finalize(roundId);
        vm.expectRevert(_wrongState(roundId, RoundState.FINALIZED));
        trainingPool.expire(roundId);
        roundId = _recorded();
        vm.expectRevert(_wrongState(roundId, RoundState.RECORDED));
        trainingPool.expire(roundId);
    }

    function testFuzz_Expire_WithoutCommitments(address caller) public {
        uint256 roundId = _open();
        vm.warp(trainingPool.roundOf(roundId).commitDeadline);
        _expectExpired(roundId);
        vm.prank(caller);
        trainingPool.expire(roundId);
        _assertExpired(roundId);
    }

    function testFuzz_Expire_WithoutAResult(address caller) public {
        uint256 roundId = _evaluable();
        vm.warp(trainingPool.roundOf(roundId).evaluationDeadline);
        _expectExpired(roundId);
        vm.prank(caller);
        trainingPool.expire(roundId);
        _assertExpired(roundId);
        vm.expectRevert(_wrongState(roundId, RoundState.EXPIRED));
        trainingPool.expire(roundId);
    }

    function _expectExpired(uint256 roundId) private {
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.RoundExpired(roundId, capsuleId);
    }

    function _assertExpired(uint256 roundId) private view {
        _assertState(roundId, RoundState.EXPIRED);
        assertEq(trainingPool.promisedUnits(capsuleId), 0);
        assertEq(splitter.allocatedUnits(capsuleId), 0);
    }
}
