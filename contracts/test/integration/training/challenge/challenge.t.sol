// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";

contract ChallengeTest is TrainingTest {
    function test_RevertWhen_NothingIsRecorded() public {
        uint256 roundId = _evaluable();
        vm.deal(stranger, CHALLENGE_BOND);
        _expectRefused(roundId, _wrongState(roundId, RoundState.STARTED));
    }

    function testFuzz_RevertWhen_TooLate(uint256 time) public {
        uint256 roundId = _recorded();
        uint256 deadline = block.timestamp + WINDOW;
        vm.deal(stranger, CHALLENGE_BOND);
        vm.warp(bound(time, deadline, deadline * 2));
        _expectRefused(roundId, _tooLate(roundId, deadline));
        vm.warp(deadline - 1);
        _challenge(roundId, stranger);
    }

    function testFuzz_RevertWhen_BondIsNotExact(uint96 sent) public {
        vm.assume(sent != CHALLENGE_BOND);
        uint256 roundId = _recorded();
        vm.deal(stranger, sent);
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_WrongBond.selector, sent, CHALLENGE_BOND));
        vm.prank(stranger);
        trainingPool.challenge{ value: sent }(roundId, EVIDENCE);
    }

    function test_RevertWhen_EvidenceIsEmpty() public {
        uint256 roundId = _recorded();
        vm.deal(stranger, CHALLENGE_BOND);
        vm.expectRevert(ITrainingPool.TrainingPool_EmptyDigest.selector);
        vm.prank(stranger);
        trainingPool.challenge{ value: CHALLENGE_BOND }(roundId, 0);
    }

    function test_RevertWhen_AnotherIsPending() public {
        uint256 roundId = _challenged();
        vm.deal(stranger, CHALLENGE_BOND);
        _expectRefused(roundId, _wrongState(roundId, RoundState.CHALLENGED));
    }

    function testFuzz_Challenge(uint256 time, bytes32 evidence) public {
        vm.assume(evidence != 0);
        uint256 roundId = _recorded();
        uint256 deadline = block.timestamp + WINDOW;
        vm.warp(bound(time, block.timestamp, deadline - 1));
        vm.deal(stranger, CHALLENGE_BOND);
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.RoundChallenged(
            roundId, stranger, evidence, CHALLENGE_BOND, block.timestamp + RESOLUTION_TIME
        );
        vm.prank(stranger);
        trainingPool.challenge{ value: CHALLENGE_BOND }(roundId, evidence);
        ITrainingPool.Round memory round = trainingPool.roundOf(roundId);
        assertEq(uint8(round.state), uint8(RoundState.CHALLENGED));
        assertEq(round.challenger, stranger);
        assertEq(round.challengedAt, block.timestamp);
        assertEq(round.challengeDeadline, deadline);
        assertEq(address(trainingPool).balance, 3 * BOND + CHALLENGE_BOND);
    }

    function _expectRefused(uint256 roundId, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(stranger);
        trainingPool.challenge{ value: CHALLENGE_BOND }(roundId, EVIDENCE);
    }
}
