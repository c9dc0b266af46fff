// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";

contract FinalizeTest is TrainingTest {
    function test_RevertWhen_NothingIsRecorded() public {
        uint256 roundId = _open();
        _expectRefused(roundId, _wrongState(roundId, RoundState.OPEN));
        roundId = _evaluable();
        _expectRefused(roundId, _wrongState(roundId, RoundState.STARTED));
        vm.warp(block.timestamp + 365 days);
        _expectRefused(roundId, _wrongState(roundId, RoundState.STARTED));
    }

    function test_RevertWhen_RoundHasEnded() public {
        uint256 roundId = _finalized();
        _expectRefused(roundId, _wrongState(roundId, RoundState.FINALIZED));
    }

    function testFuzz_RevertWhen_WindowIsOpen(uint256 time) public {
        uint256 roundId = _recorded();
        uint256 end = block.timestamp + WINDOW;
        vm.warp(bound(time, block.timestamp, end - 1));
        _expectRefused(roundId, _tooEarly(roundId, end));
        vm.warp(end);
        trainingPool.finalize(roundId);
    }

    /// @dev Not even when the window has ended meanwhile.
    function testFuzz_RevertWhen_ChallengeIsPending(uint256 time) public {
        uint256 roundId = _challenged();
        uint256 end = block.timestamp + RESOLUTION_TIME;
        vm.warp(bound(time, block.timestamp, end - 1));
        _expectRefused(roundId, _tooEarly(roundId, end));
    }

    function test_RevertWhen_RejectedAndTheWindowIsOpen() public {
        uint256 roundId = _challenged();
        vm.warp(block.timestamp + 10 days);
        _resolve(roundId, false);
        _expectRefused(roundId, _tooEarly(roundId, block.timestamp + WINDOW));
        vm.warp(block.timestamp + WINDOW);
        trainingPool.finalize(roundId);
        _assertState(roundId, RoundState.FINALIZED);
    }

    function testFuzz_Finalize(address caller) public {
        uint256 roundId = _recorded();
        vm.warp(block.timestamp + WINDOW);
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.RoundFinalized(roundId, capsuleId, ROUND_UNITS);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.UnitsEscrowed(capsuleId, roundId, ROUND_UNITS);
        vm.prank(caller);
        trainingPool.finalize(roundId);
        _assertState(roundId, RoundState.FINALIZED);
        assertEq(trainingPool.promisedUnits(capsuleId), 0);
        assertEq(splitter.allocatedUnits(capsuleId), ROUND_UNITS);
        (uint256 units,) = splitter.escrowOf(capsuleId, roundId, NATIVE);
        assertEq(units, ROUND_UNITS);
    }

    /// @dev Nobody decided: the evaluators' word stands, and the challenger isn't proved wrong.
    function testFuzz_Finalize_WhenNobodyResolved(uint256 time) public {
        uint256 roundId = _challenged();
        uint256 end = block.timestamp + RESOLUTION_TIME;
        vm.warp(bound(time, end, end * 2));
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.ChallengeExpired(roundId, stranger);
        trainingPool.finalize(roundId);
        _assertState(roundId, RoundState.FINALIZED);
        assertEq(trainingPool.creditOf(stranger), CHALLENGE_BOND);
        assertEq(splitter.allocatedUnits(capsuleId), ROUND_UNITS);
    }

    /// @dev Contributors earn from the block of finalization, exactly, however late they claim.
    function testFuzz_Finalize_EarnsFromThatBlock(uint64[4] calldata amounts) public {
        uint256 roundId = _recorded();
        _tip(capsuleId, NATIVE, 1 + uint256(amounts[0]));
        vm.warp(block.timestamp + WINDOW);
        _tip(capsuleId, NATIVE, 1 + uint256(amounts[1]));
        trainingPool.finalize(roundId);
        uint256 start = splitter.netIncome(capsuleId, NATIVE);
        _tip(capsuleId, NATIVE, 1 + uint256(amounts[2]));
        _claim(roundId, _allocations(), 0);
        _tip(capsuleId, NATIVE, 1 + uint256(amounts[3]));
        _claim(roundId, _allocations(), 1);
        uint256 growth = splitter.netIncome(capsuleId, NATIVE) - start;
        assertEq(splitter.claimable(capsuleId, NATIVE, alice), growth * 200_000 / UNITS);
        assertEq(splitter.claimable(capsuleId, NATIVE, bob), growth * 100_000 / UNITS);
        uint256 ofOwner = (start * UNITS + growth * (UNITS - ROUND_UNITS)) / UNITS;
        assertEq(splitter.claimableOwner(capsuleId, NATIVE), ofOwner);
    }

    /// @dev Contributors did their work: a dispute about the capsule, or a new owner, doesn't take it from them.
    function test_Finalize_WhileSuspendedAndSold() public {
        uint256 roundId = _recorded();
        ICapsuleRegistry.Capsule memory capsule = registry.capsuleOf(capsuleId);
        capsule.suspended = true;
        vm.mockCall(address(registry), abi.encodeCall(ICapsuleRegistry.capsuleOf, (capsuleId)), abi.encode(capsule));
        vm.prank(creator);
        registry.transferFrom(creator, buyer, capsuleId);
        vm.warp(block.timestamp + WINDOW);
        trainingPool.finalize(roundId);
        _claim(roundId, _allocations(), 0);
        assertEq(splitter.balanceOf(alice, capsuleId), 200_000);
    }

    /// @dev Rounds of one capsule end in any order, and none lacks units.
    function testFuzz_Finalize_RoundsSideBySide(uint24 first, bool secondFirst) public {
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.units = uint24(bound(first, 1, UNITS - 1));
        uint256 one = _open(terms);
        terms.units = uint24(UNITS - terms.units);
        uint256 other = _open(terms);
        _commit(one, alice);
        _commit(other, alice);
        vm.warp(terms.revealDeadline);
        _record(one, _allocations());
        _record(other, _allocations());
        vm.warp(block.timestamp + WINDOW);
        trainingPool.finalize(secondFirst ? other : one);
        trainingPool.finalize(secondFirst ? one : other);
        assertEq(splitter.allocatedUnits(capsuleId), UNITS);
        assertEq(trainingPool.promisedUnits(capsuleId), 0);
    }

    function _expectRefused(uint256 roundId, bytes memory reason) private {
        vm.expectRevert(reason);
        trainingPool.finalize(roundId);
    }
}
