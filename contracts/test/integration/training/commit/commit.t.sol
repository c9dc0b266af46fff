// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";

contract CommitTest is TrainingTest {
    uint256 private roundId;

    function setUp() public override {
        super.setUp();
        roundId = _open();
        vm.deal(alice, 100 ether);
        vm.deal(bob, 100 ether);
    }

    function testFuzz_RevertWhen_RoundUnknown(uint256 unknownId) public {
        vm.assume(unknownId != roundId);
        _expectRefused(unknownId, abi.encodeWithSelector(ITrainingPool.TrainingPool_UnknownRound.selector, unknownId));
    }

    function testFuzz_RevertWhen_TooLate(uint256 time) public {
        uint256 deadline = trainingPool.roundOf(roundId).commitDeadline;
        vm.warp(deadline - 1);
        _commit(roundId, alice);
        vm.warp(bound(time, deadline, deadline * 2));
        vm.expectRevert(_tooLate(roundId, deadline));
        vm.prank(bob);
        trainingPool.commit{ value: BOND }(roundId, UPDATE);
    }

    function test_RevertWhen_RoundIsOver() public {
        vm.prank(creator);
        trainingPool.cancelRound(roundId);
        _expectRefused(roundId, _wrongState(roundId, RoundState.CANCELED));
        _expectRefused(_recorded(), _wrongState(2, RoundState.RECORDED));
    }

    function test_RevertWhen_CommitmentIsEmpty() public {
        vm.expectRevert(ITrainingPool.TrainingPool_EmptyDigest.selector);
        vm.prank(alice);
        trainingPool.commit{ value: BOND }(roundId, 0);
    }

    function testFuzz_RevertWhen_BondIsNotExact(uint96 sent) public {
        vm.assume(sent != BOND);
        vm.deal(alice, sent);
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_WrongBond.selector, sent, BOND));
        vm.prank(alice);
        trainingPool.commit{ value: sent }(roundId, UPDATE);
    }

    function test_RevertWhen_CommittedBefore() public {
        _commit(roundId, alice);
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_AlreadyCommitted.selector, roundId, alice));
        vm.prank(alice);
        trainingPool.commit{ value: BOND }(roundId, SALT);
    }

    function testFuzz_Commit(bytes32 one, bytes32 other) public {
        vm.assume(one != 0 && other != 0);
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.ContributionCommitted(roundId, alice, one, BOND);
        vm.prank(alice);
        trainingPool.commit{ value: BOND }(roundId, one);
        _assertState(roundId, RoundState.STARTED);
        vm.prank(bob);
        trainingPool.commit{ value: BOND }(roundId, other);
        assertEq(address(trainingPool).balance, 2 * BOND);
        assertEq(trainingPool.contributionOf(roundId, alice).commitment, one);
        assertEq(trainingPool.contributionOf(roundId, bob).commitment, other);
        assertFalse(trainingPool.contributionOf(roundId, alice).revealed);
        assertEq(trainingPool.contributionOf(roundId, carol).commitment, 0);
    }

    function test_Commit_WithoutABond() public {
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.contributorBond = 0;
        uint256 free = _open(terms);
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.ContributionCommitted(free, alice, UPDATE, 0);
        vm.prank(alice);
        trainingPool.commit(free, UPDATE);
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_WrongBond.selector, 1, 0));
        vm.prank(bob);
        trainingPool.commit{ value: 1 }(free, UPDATE);
    }

    /// @dev A commitment is bound to everything that an attacker could vary.
    function testFuzz_CommitmentOf(address contributor, bytes32 update, bytes32 salt) public {
        bytes memory encoded =
            abi.encode(block.chainid, address(trainingPool), capsuleId, roundId, contributor, update, salt);
        assertEq(trainingPool.commitmentOf(roundId, contributor, update, salt), keccak256(encoded));
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        terms.capsuleId = _root(stranger);
        bytes32 elsewhere = trainingPool.commitmentOf(_open(terms), contributor, update, salt);
        assertNotEq(elsewhere, keccak256(encoded));
        vm.chainId(block.chainid + 1);
        assertNotEq(trainingPool.commitmentOf(roundId, contributor, update, salt), keccak256(encoded));
    }

    function _expectRefused(uint256 ofRound, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(alice);
        trainingPool.commit{ value: BOND }(ofRound, UPDATE);
    }
}
