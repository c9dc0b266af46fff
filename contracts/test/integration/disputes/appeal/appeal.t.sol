// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../../../../src/interfaces/IDisputeCourt.sol";
import { DisputeTest } from "../DisputeTest.sol";

contract AppealTest is DisputeTest {
    function testFuzz_RevertWhen_CallerDidNotLose(address caller, bool upheld) public {
        vm.assume(caller != (upheld ? creator : disputer));
        uint256 disputeId = _ruled(upheld);
        vm.deal(caller, APPEAL_BOND);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_NotLoser.selector, disputeId, caller));
        vm.prank(caller);
        disputeCourt.appeal{ value: APPEAL_BOND }(disputeId, GROUNDS);
    }

    function test_RevertWhen_TheWinnerAppeals() public {
        uint256 disputeId = _ruled(true);
        vm.deal(disputer, APPEAL_BOND);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_NotLoser.selector, disputeId, disputer));
        vm.prank(disputer);
        disputeCourt.appeal{ value: APPEAL_BOND }(disputeId, GROUNDS);
    }

    function testFuzz_RevertWhen_BondIsNotExact(uint64 sent, bool upheld) public {
        vm.assume(sent != APPEAL_BOND);
        uint256 disputeId = _ruled(upheld);
        address loser = upheld ? creator : disputer;
        vm.deal(loser, sent);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_WrongBond.selector, sent, APPEAL_BOND));
        vm.prank(loser);
        disputeCourt.appeal{ value: sent }(disputeId, GROUNDS);
    }

    function test_RevertWhen_GroundsAreEmpty() public {
        uint256 disputeId = _ruled(true);
        vm.deal(creator, APPEAL_BOND);
        vm.expectRevert(IDisputeCourt.DisputeCourt_EmptyDigest.selector);
        vm.prank(creator);
        disputeCourt.appeal{ value: APPEAL_BOND }(disputeId, 0);
    }

    function testFuzz_RevertWhen_TheDeadlineIsPast(uint32 later, bool upheld) public {
        uint256 disputeId = _ruled(upheld);
        uint256 deadline = block.timestamp + APPEAL;
        vm.warp(deadline + later);
        address loser = upheld ? creator : disputer;
        vm.deal(loser, APPEAL_BOND);
        _expectTooLate(disputeId, deadline);
        vm.prank(loser);
        disputeCourt.appeal{ value: APPEAL_BOND }(disputeId, GROUNDS);
    }

    function test_RevertWhen_NotRuled() public {
        uint256 disputeId = _open();
        vm.deal(creator, APPEAL_BOND);
        _expectWrongStage(disputeId, IDisputeCourt.Stage.OPEN);
        vm.prank(creator);
        disputeCourt.appeal{ value: APPEAL_BOND }(disputeId, GROUNDS);
    }

    function test_RevertWhen_AppealedBefore() public {
        uint256 disputeId = _appealed(true);
        vm.deal(creator, APPEAL_BOND);
        _expectWrongStage(disputeId, IDisputeCourt.Stage.APPEALED);
        vm.prank(creator);
        disputeCourt.appeal{ value: APPEAL_BOND }(disputeId, GROUNDS);
    }

    function testFuzz_Appeal_InTheLastSecond(bool upheld) public {
        uint256 disputeId = _ruled(upheld);
        vm.warp(block.timestamp + APPEAL - 1);
        address loser = upheld ? creator : disputer;
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.DisputeAppealed(disputeId, loser, GROUNDS, block.timestamp + APPEAL_RULING);
        _appeal(disputeId, loser);
        IDisputeCourt.Dispute memory dispute = disputeCourt.disputeOf(disputeId);
        assertEq(uint8(dispute.stage), uint8(IDisputeCourt.Stage.APPEALED));
        assertEq(dispute.appellant, loser);
        assertEq(dispute.deadline, block.timestamp + APPEAL_RULING);
        assertEq(dispute.upheld, upheld, "the ruling stands until another");
        assertEq(_isSuspended(), upheld);
        assertEq(address(disputeCourt).balance, 2 * BOND + APPEAL_BOND);
    }

    /// @dev Who didn't answer may still appeal.
    function test_Appeal_WithoutAnAnswerByAnOperator() public {
        uint256 disputeId = _open();
        vm.warp(block.timestamp + RESPONSE);
        _rule(disputeId, true);
        vm.prank(creator);
        registry.approve(alice, capsuleId);
        _appeal(disputeId, alice);
        assertEq(disputeCourt.disputeOf(disputeId).appellant, alice);
    }
}
