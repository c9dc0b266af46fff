// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";

contract RevealTest is TrainingTest {
    uint256 private roundId;
    uint256 private from;
    uint256 private deadline;

    function setUp() public override {
        super.setUp();
        roundId = _open();
        _commit(roundId, alice);
        ITrainingPool.Round memory round = trainingPool.roundOf(roundId);
        (from, deadline) = (round.commitDeadline, round.revealDeadline);
    }

    /// @dev Whoever could reveal while others still commit would be copied.
    function testFuzz_RevertWhen_TooEarly(uint256 time) public {
        vm.warp(bound(time, block.timestamp, from - 1));
        vm.expectRevert(_tooEarly(roundId, from));
        _reveal(roundId, alice);
        vm.warp(from);
        _reveal(roundId, alice);
    }

    function testFuzz_RevertWhen_TooLate(uint256 time) public {
        vm.warp(bound(time, deadline, deadline * 2));
        vm.expectRevert(_tooLate(roundId, deadline));
        _reveal(roundId, alice);
        vm.warp(deadline - 1);
        _reveal(roundId, alice);
    }

    function test_RevertWhen_NobodyCommitted() public {
        uint256 second = _open();
        vm.expectRevert(_wrongState(second, RoundState.OPEN));
        _reveal(second, alice);
    }

    function test_RevertWhen_UpdateIsEmpty() public {
        vm.warp(from);
        vm.expectRevert(ITrainingPool.TrainingPool_EmptyDigest.selector);
        vm.prank(alice);
        trainingPool.reveal(roundId, 0, SALT);
    }

    function testFuzz_RevertWhen_NotWhatWasCommitted(address caller, bytes32 update, bytes32 salt) public {
        vm.assume(update != 0 && (caller != alice || update != UPDATE || salt != SALT));
        vm.warp(from);
        _expectMismatch(roundId, caller);
        vm.prank(caller);
        trainingPool.reveal(roundId, update, salt);
    }

    /// @dev Who copies a commitment, or what was revealed, can't reveal it as its own.
    function test_RevertWhen_Copied() public {
        bytes32 commitment = trainingPool.contributionOf(roundId, alice).commitment;
        vm.deal(bob, BOND);
        vm.prank(bob);
        trainingPool.commit{ value: BOND }(roundId, commitment);
        vm.warp(from);
        _reveal(roundId, alice);
        _expectMismatch(roundId, bob);
        _reveal(roundId, bob);
    }

    /// @dev A commitment is worth nothing in another round, of the same capsule or another, or on another chain.
    function test_RevertWhen_Replayed() public {
        bytes32 commitment = trainingPool.contributionOf(roundId, alice).commitment;
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        uint256 second = _open(terms);
        terms.capsuleId = _root(stranger);
        uint256 third = _open(terms);
        vm.deal(alice, 2 * BOND);
        vm.startPrank(alice);
        trainingPool.commit{ value: BOND }(second, commitment);
        trainingPool.commit{ value: BOND }(third, commitment);
        vm.stopPrank();
        vm.warp(from);
        _expectMismatch(second, alice);
        _reveal(second, alice);
        _expectMismatch(third, alice);
        _reveal(third, alice);
        vm.chainId(block.chainid + 1);
        _expectMismatch(roundId, alice);
        _reveal(roundId, alice);
    }

    function test_RevertWhen_RevealedBefore() public {
        vm.warp(from);
        _reveal(roundId, alice);
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_AlreadyRevealed.selector, roundId, alice));
        _reveal(roundId, alice);
    }

    function testFuzz_Reveal(bytes32 update, bytes32 salt, uint256 time) public {
        vm.assume(update != 0);
        bytes32 commitment = trainingPool.commitmentOf(roundId, bob, update, salt);
        vm.deal(bob, BOND);
        vm.prank(bob);
        trainingPool.commit{ value: BOND }(roundId, commitment);
        vm.warp(bound(time, from, deadline - 1));
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.ContributionRevealed(roundId, bob, update);
        vm.prank(bob);
        trainingPool.reveal(roundId, update, salt);
        assertTrue(trainingPool.contributionOf(roundId, bob).revealed);
        assertFalse(trainingPool.contributionOf(roundId, alice).revealed);
    }

    function _expectMismatch(uint256 ofRound, address contributor) private {
        bytes4 reason = ITrainingPool.TrainingPool_CommitmentMismatch.selector;
        vm.expectRevert(abi.encodeWithSelector(reason, ofRound, contributor));
    }
}
