// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IDisputeCourt } from "../../../../src/interfaces/IDisputeCourt.sol";
import { DisputeTest } from "../DisputeTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract RuleAppealTest is DisputeTest {
    function testFuzz_RevertWhen_CallerHasNotTheRole(address caller) public {
        vm.assume(caller != admin);
        uint256 disputeId = _appealed(true);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        disputeCourt.ruleAppeal(disputeId, false, REASONS, _none());
    }

    function test_RevertWhen_ReasonsAreEmpty() public {
        uint256 disputeId = _appealed(true);
        vm.expectRevert(IDisputeCourt.DisputeCourt_EmptyDigest.selector);
        vm.prank(admin);
        disputeCourt.ruleAppeal(disputeId, false, 0, _none());
    }

    function testFuzz_RevertWhen_TheDeadlineIsPast(uint32 later, bool upheld) public {
        uint256 disputeId = _appealed(true);
        uint256 deadline = block.timestamp + APPEAL_RULING;
        vm.warp(deadline + later);
        _expectTooLate(disputeId, deadline);
        _ruleAppeal(disputeId, upheld);
    }

    function test_RevertWhen_NotAppealed() public {
        uint256 disputeId = _ruled(true);
        _expectWrongStage(disputeId, IDisputeCourt.Stage.RULED);
        _ruleAppeal(disputeId, false);
    }

    /// @dev Judged once.
    function testFuzz_RevertWhen_RuledBefore(bool upheld) public {
        uint256 disputeId = _appealed(true);
        _ruleAppeal(disputeId, upheld);
        _expectWrongStage(disputeId, upheld ? IDisputeCourt.Stage.UPHELD : IDisputeCourt.Stage.REJECTED);
        _ruleAppeal(disputeId, !upheld);
    }

    function testFuzz_RuleAppeal_Concludes(bool first, bool second) public {
        uint256 disputeId = _appealed(first);
        vm.warp(block.timestamp + APPEAL_RULING - 1);
        IDisputeCourt.Stage outcome = second ? IDisputeCourt.Stage.UPHELD : IDisputeCourt.Stage.REJECTED;
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.AppealRuled(disputeId, second, REASONS);
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.DisputeConcluded(disputeId, capsuleId, outcome);
        _ruleAppeal(disputeId, second);
        _assertStage(disputeId, outcome);
        assertEq(disputeCourt.disputeOf(disputeId).upheld, second);
        assertEq(_isSuspended(), second);
        assertFalse(splitter.isOwnerFrozen(capsuleId));
        IDisputeCourt.Docket memory docket = disputeCourt.docketOf(capsuleId);
        assertEq(docket.open + docket.upheld, 0);
        assertEq(docket.standing, second);
    }

    function test_RuleAppeal_WonByTheRespondentReinstates() public {
        uint256 disputeId = _appealed(true);
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.CapsuleReinstated(capsuleId);
        _ruleAppeal(disputeId, false);
    }

    /// @dev Everything goes to the winner, whoever appealed.
    function testFuzz_RuleAppeal_BondsAreTheWinners(bool first, bool second) public {
        uint256 disputeId = _appealed(first);
        uint256 total = 2 * uint256(BOND) + APPEAL_BOND;
        _ruleAppeal(disputeId, second);
        assertEq(disputeCourt.creditOf(disputer), second ? total : 0);
        assertEq(disputeCourt.creditOf(creator), second ? 0 : total);
        assertEq(address(disputeCourt).balance, total);
    }

    function test_RuleAppeal_BondsOfOtherOperatorsAreTheirs() public {
        uint256 disputeId = _ruled(true);
        vm.prank(creator);
        registry.setApprovalForAll(alice, true);
        _appeal(disputeId, alice);
        _ruleAppeal(disputeId, false);
        assertEq(disputeCourt.creditOf(alice), APPEAL_BOND);
        assertEq(disputeCourt.creditOf(creator), 2 * BOND, "of who answered");
    }
}
