// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract ResolveChallengeTest is TrainingTest {
    function testFuzz_RevertWhen_CallerIsNotTheArbiter(address caller, bool upheld) public {
        vm.assume(caller != admin && caller != address(manager));
        uint256 roundId = _challenged();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        trainingPool.resolveChallenge(roundId, upheld);
    }

    function test_RevertWhen_NothingIsChallenged() public {
        uint256 roundId = _recorded();
        vm.expectRevert(_wrongState(roundId, RoundState.RECORDED));
        _resolve(roundId, true);
    }

    function test_RevertWhen_ResolvedBefore() public {
        uint256 roundId = _challenged();
        _resolve(roundId, true);
        vm.expectRevert(_wrongState(roundId, RoundState.FAILED));
        _resolve(roundId, false);
    }

    function testFuzz_RevertWhen_TooLate(uint256 time) public {
        uint256 roundId = _challenged();
        uint256 deadline = block.timestamp + RESOLUTION_TIME;
        vm.warp(bound(time, deadline, deadline * 2));
        vm.expectRevert(_tooLate(roundId, deadline));
        _resolve(roundId, true);
        vm.warp(deadline - 1);
        _resolve(roundId, true);
    }

    /// @dev The round fails: nothing is allocated, the units are free again, the challenger gets its bond back.
    function test_Resolve_Upheld() public {
        uint256 roundId = _challenged();
        uint256 end = trainingPool.roundOf(roundId).challengeDeadline;
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.ChallengeResolved(roundId, stranger, true, stranger, end);
        _resolve(roundId, true);
        _assertState(roundId, RoundState.FAILED);
        assertEq(trainingPool.promisedUnits(capsuleId), 0);
        assertEq(splitter.allocatedUnits(capsuleId), 0);
        assertEq(trainingPool.creditOf(stranger), CHALLENGE_BOND);
        vm.warp(end);
        vm.expectRevert(_wrongState(roundId, RoundState.FAILED));
        trainingPool.finalize(roundId);
    }

    /// @dev The result stands; whoever owns the capsule then gets the bond, and the window has as much left as before.
    function testFuzz_Resolve_Rejected(uint256 before, uint256 pending) public {
        uint256 roundId = _recorded();
        before = bound(before, 0, WINDOW - 1);
        pending = bound(pending, 0, RESOLUTION_TIME - 1);
        uint256 end = block.timestamp + WINDOW + pending;
        vm.warp(block.timestamp + before);
        _challenge(roundId, stranger);
        vm.prank(creator);
        registry.transferFrom(creator, buyer, capsuleId);
        vm.warp(block.timestamp + pending);
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.ChallengeResolved(roundId, stranger, false, buyer, end);
        _resolve(roundId, false);
        _assertState(roundId, RoundState.RECORDED);
        assertEq(trainingPool.creditOf(buyer), CHALLENGE_BOND);
        assertEq(trainingPool.creditOf(stranger), 0);
        assertEq(trainingPool.roundOf(roundId).challengeDeadline, end);
        assertEq(trainingPool.promisedUnits(capsuleId), ROUND_UNITS);
    }

    /// @dev A sham challenge takes no time from an honest one: after it, the rest of the window is still there.
    function test_Resolve_RejectedLeavesTheWindowToOthers() public {
        uint256 roundId = _recorded();
        vm.warp(block.timestamp + WINDOW - 1);
        _challenge(roundId, stranger);
        vm.warp(block.timestamp + 10 days);
        _resolve(roundId, false);
        _challenge(roundId, buyer);
        _resolve(roundId, true);
        _assertState(roundId, RoundState.FAILED);
        assertEq(trainingPool.creditOf(creator), CHALLENGE_BOND);
        assertEq(trainingPool.creditOf(buyer), CHALLENGE_BOND);
        assertEq(address(trainingPool).balance, 2 * CHALLENGE_BOND + 3 * BOND);
    }

    /// @dev Bonds of several rounds wait for one account: resolved either way, or expired.
    function test_Resolve_BondsOfSeveralRoundsAddUp() public {
        _resolve(_challenged(), true);
        _resolve(_challenged(), true);
        assertEq(trainingPool.creditOf(stranger), 2 * CHALLENGE_BOND);
        uint256 roundId = _challenged();
        skip(RESOLUTION_TIME);
        trainingPool.finalize(roundId);
        assertEq(trainingPool.creditOf(stranger), 3 * CHALLENGE_BOND);
    }
}
