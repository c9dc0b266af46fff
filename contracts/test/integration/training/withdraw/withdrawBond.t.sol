// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool, RoundState } from "../../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";
import { HostileReceiver } from "../../../mocks/HostileReceiver.sol";
import { ReenteringParty } from "../../../mocks/ReenteringParty.sol";

/// @dev Of the three contributors alice and bob revealed, carol did not.
contract WithdrawBondTest is TrainingTest {
    function test_RevertWhen_RoundHasNotEnded() public {
        uint256 roundId = _evaluable();
        _expectRefused(roundId, _wrongState(roundId, RoundState.STARTED));
        _record(roundId, _allocations());
        _expectRefused(roundId, _wrongState(roundId, RoundState.RECORDED));
        _challenge(roundId, stranger);
        _expectRefused(roundId, _wrongState(roundId, RoundState.CHALLENGED));
    }

    function test_RevertWhen_ThereIsNoBond() public {
        uint256 roundId = _finalized();
        bytes4 reason = ITrainingPool.TrainingPool_NoBond.selector;
        vm.expectRevert(abi.encodeWithSelector(reason, roundId, stranger));
        trainingPool.withdrawBond(roundId, stranger);
        trainingPool.withdrawBond(roundId, alice);
        _expectRefused(roundId, abi.encodeWithSelector(reason, roundId, alice));
        ITrainingPool.RoundTerms memory terms = _roundTerms();
        (terms.contributorBond, terms.units) = (0, 1);
        uint256 free = _evaluable(terms);
        vm.warp(terms.evaluationDeadline);
        trainingPool.expire(free);
        _expectRefused(free, abi.encodeWithSelector(reason, free, alice));
    }

    /// @dev Back to who revealed; to the capsule's owner of the moment from who held the round up for nothing.
    function test_Withdraw_OfAFinalizedRound() public {
        uint256 roundId = _finalized();
        vm.prank(creator);
        registry.transferFrom(creator, recipient, capsuleId);
        _withdraw(roundId, alice, alice);
        _withdraw(roundId, carol, recipient);
        _withdraw(roundId, bob, bob);
        assertEq(address(trainingPool).balance, 0);
    }

    function test_Withdraw_OfAnExpiredRound() public {
        uint256 roundId = _evaluable();
        vm.warp(trainingPool.roundOf(roundId).evaluationDeadline);
        trainingPool.expire(roundId);
        _withdrawAll(roundId);
        assertEq(address(trainingPool).balance, 0);
    }

    function test_Withdraw_OfAFailedRound() public {
        uint256 roundId = _challenged();
        _resolve(roundId, true);
        _withdrawAll(roundId);
        assertEq(trainingPool.withdrawCredit(stranger), CHALLENGE_BOND);
        assertEq(address(trainingPool).balance, 0);
    }

    /// @dev One that takes no money blocks only itself, until it does.
    function testFuzz_Withdraw_ToAHostileContributor(uint8 manner) public {
        HostileReceiver hostile = new HostileReceiver();
        uint256 roundId = _open();
        _commit(roundId, alice);
        _commit(roundId, address(hostile));
        vm.warp(trainingPool.roundOf(roundId).evaluationDeadline);
        trainingPool.expire(roundId);
        hostile.behave(HostileReceiver.Manner(bound(manner, 1, 4)));
        uint256 before = address(hostile).balance;
        bytes memory data = abi.encodeCall(ITrainingPool.withdrawBond, (roundId, address(hostile)));
        (bool paid,) = address(trainingPool).call{ gas: 3_000_000 }(data);
        _withdraw(roundId, alice, alice);
        hostile.behave(HostileReceiver.Manner.KIND);
        (bool paidLater,) = address(trainingPool).call{ gas: 3_000_000 }(data);
        assertNotEq(paid, paidLater, "once");
        assertEq(address(hostile).balance - before, BOND);
        assertEq(address(trainingPool).balance, 0);
    }

    /// @dev From inside the payment nothing more is to be had.
    function test_Withdraw_ReentrantContributorIsPaidOnce() public {
        ReenteringParty attacker = new ReenteringParty();
        uint256 roundId = _open();
        _commit(roundId, alice);
        _commit(roundId, address(attacker));
        vm.warp(trainingPool.roundOf(roundId).evaluationDeadline);
        trainingPool.expire(roundId);
        bytes memory again = abi.encodeCall(ITrainingPool.withdrawBond, (roundId, address(attacker)));
        attacker.prepare(address(trainingPool), again);
        assertEq(trainingPool.withdrawBond(roundId, address(attacker)), BOND);
        assertTrue(attacker.tried());
        assertFalse(attacker.succeeded());
        assertEq(address(attacker).balance, BOND);
        assertEq(address(trainingPool).balance, BOND, "alice's");
    }

    function _withdrawAll(uint256 roundId) private {
        _withdraw(roundId, alice, alice);
        _withdraw(roundId, bob, bob);
        _withdraw(roundId, carol, carol);
    }

    function _withdraw(uint256 roundId, address contributor, address to) private {
        uint256 before = to.balance;
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.BondWithdrawn(roundId, contributor, to, BOND);
        vm.prank(stranger);
        assertEq(trainingPool.withdrawBond(roundId, contributor), BOND);
        assertEq(to.balance - before, BOND);
        assertTrue(trainingPool.contributionOf(roundId, contributor).bondWithdrawn);
    }

    function _expectRefused(uint256 roundId, bytes memory reason) private {
        vm.expectRevert(reason);
        trainingPool.withdrawBond(roundId, alice);
    }
}
