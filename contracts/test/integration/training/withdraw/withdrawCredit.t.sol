// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ITrainingPool } from "../../../../src/interfaces/ITrainingPool.sol";
import { TrainingTest } from "../../../fixtures/TrainingTest.sol";
import { ReenteringParty } from "../../../mocks/ReenteringParty.sol";
import { RefusingHolder } from "../../../mocks/RefusingHolder.sol";

contract WithdrawCreditTest is TrainingTest {
    function testFuzz_RevertWhen_ThereIsNone(address account) public {
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_NoCredit.selector, account));
        trainingPool.withdrawCredit(account);
    }

    function testFuzz_Withdraw(bool upheld, address caller) public {
        uint256 roundId = _challenged();
        _resolve(roundId, upheld);
        address account = upheld ? stranger : creator;
        vm.expectEmit(address(trainingPool));
        emit ITrainingPool.CreditWithdrawn(account, CHALLENGE_BOND);
        vm.prank(caller);
        assertEq(trainingPool.withdrawCredit(account), CHALLENGE_BOND);
        assertEq(account.balance, CHALLENGE_BOND);
        assertEq(trainingPool.creditOf(account), 0);
        vm.expectRevert(abi.encodeWithSelector(ITrainingPool.TrainingPool_NoCredit.selector, account));
        trainingPool.withdrawCredit(account);
        assertEq(address(trainingPool).balance, 3 * BOND, "the contributors'");
    }

    /// @dev An owner that takes no money can't stop a decision, only its own payment.
    function test_Withdraw_ToOneThatRefuses() public {
        address refusing = address(new RefusingHolder());
        uint256 roundId = _challenged();
        vm.prank(creator);
        registry.transferFrom(creator, refusing, capsuleId);
        _resolve(roundId, false);
        vm.expectRevert(RefusingHolder.Refused.selector);
        trainingPool.withdrawCredit(refusing);
        assertEq(trainingPool.creditOf(refusing), CHALLENGE_BOND);
        vm.warp(block.timestamp + WINDOW);
        trainingPool.finalize(roundId);
        assertEq(trainingPool.withdrawBond(roundId, alice), BOND);
    }

    function test_Withdraw_ReentrantChallengerIsPaidOnce() public {
        ReenteringParty attacker = new ReenteringParty();
        uint256 roundId = _recorded();
        _challenge(roundId, address(attacker));
        _resolve(roundId, true);
        bytes memory again = abi.encodeCall(ITrainingPool.withdrawCredit, (address(attacker)));
        attacker.prepare(address(trainingPool), again);
        trainingPool.withdrawCredit(address(attacker));
        assertTrue(attacker.tried());
        assertFalse(attacker.succeeded());
        assertEq(address(attacker).balance, CHALLENGE_BOND);
    }
}
