// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../../../../src/interfaces/IDisputeCourt.sol";
import { ReenteringParty } from "../../../mocks/ReenteringParty.sol";
import { RefusingHolder } from "../../../mocks/RefusingHolder.sol";
import { DisputeTest } from "../DisputeTest.sol";

contract WithdrawTest is DisputeTest {
    function testFuzz_RevertWhen_NothingIsCredited(address account) public {
        _conclude(_ruled(true));
        vm.assume(account != disputer);
        _expectNothing(account);
        disputeCourt.withdraw(account);
        _expectNothing(account);
        vm.prank(account);
        disputeCourt.withdrawTo(payable(stranger));
    }

    function test_RevertWhen_TheDisputeIsNotConcluded() public {
        _appealed(true);
        _expectNothing(disputer);
        disputeCourt.withdraw(disputer);
    }

    function testFuzz_Withdraw_ByAnyone(address caller, bool upheld) public {
        _conclude(_ruled(upheld));
        address winner = upheld ? disputer : creator;
        uint256 before = winner.balance;
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.BondWithdrawn(winner, winner, 2 * BOND);
        vm.prank(caller);
        assertEq(disputeCourt.withdraw(winner), 2 * BOND);
        assertEq(winner.balance, before + 2 * BOND);
        assertEq(disputeCourt.creditOf(winner), 0);
        assertEq(address(disputeCourt).balance, 0);
        _expectNothing(winner);
        disputeCourt.withdraw(winner);
    }

    /// @dev Bonds of disputes that are still open are nobody's yet.
    function test_Withdraw_LeavesOtherBonds() public {
        _conclude(_ruled(true));
        uint256 open = _open(_root(alice), bob);
        assertEq(disputeCourt.withdraw(disputer), 2 * BOND);
        assertEq(address(disputeCourt).balance, BOND);
        _conclude(open);
        assertEq(disputeCourt.withdraw(alice), BOND);
    }

    function test_WithdrawTo_AnotherAccount() public {
        _conclude(_ruled(true));
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.BondWithdrawn(disputer, stranger, 2 * BOND);
        vm.prank(disputer);
        assertEq(disputeCourt.withdrawTo(payable(stranger)), 2 * BOND);
        assertEq(stranger.balance, 2 * BOND);
    }

    function test_RevertWhen_RecipientIsNobody() public {
        _conclude(_ruled(true));
        address[2] memory nobody = [address(0), address(disputeCourt)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_InvalidRecipient.selector, nobody[i]));
            vm.prank(disputer);
            disputeCourt.withdrawTo(payable(nobody[i]));
        }
    }

    /// @dev It blocks nobody else, not even the dispute that it lost or won.
    function test_Withdraw_OfWhoCantBePaid() public {
        address refusing = address(new RefusingHolder());
        uint256 disputeId = _open(capsuleId, refusing);
        _counter(disputeId);
        _rule(disputeId, true);
        _conclude(disputeId);
        vm.expectRevert(RefusingHolder.Refused.selector);
        disputeCourt.withdraw(refusing);
        assertEq(disputeCourt.creditOf(refusing), 2 * BOND);
        vm.prank(refusing);
        disputeCourt.withdrawTo(payable(stranger));
        assertEq(stranger.balance, 2 * BOND);
    }

    /// @dev From inside its payment a party finds its credit gone.
    function test_Withdraw_ReentrantPartyIsPaidOnce() public {
        ReenteringParty party = new ReenteringParty();
        uint256 disputeId = _open(capsuleId, address(party));
        _counter(disputeId);
        _rule(disputeId, true);
        _conclude(disputeId);
        _open(capsuleId, alice);
        party.prepare(address(disputeCourt), abi.encodeCall(disputeCourt.withdraw, (address(party))));
        disputeCourt.withdraw(address(party));
        assertTrue(party.tried());
        assertFalse(party.succeeded());
        assertEq(address(party).balance, 2 * BOND);
        assertEq(address(disputeCourt).balance, BOND);
    }

    function _expectNothing(address account) private {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_NothingToWithdraw.selector, account));
    }
}
