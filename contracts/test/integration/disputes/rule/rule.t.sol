// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IDisputeCourt } from "../../../../src/interfaces/IDisputeCourt.sol";
import { DisputeTest } from "../DisputeTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract RuleTest is DisputeTest {
    uint256 private disputeId;

    function setUp() public override {
        super.setUp();
        disputeId = _open();
    }

    function testFuzz_RevertWhen_CallerIsNotTheArbiter(address caller, bool upheld) public {
        vm.assume(caller != address(councilArbiter));
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_NotArbiter.selector, disputeId, caller));
        vm.prank(caller);
        disputeCourt.rule(disputeId, upheld, REASONS, _none());
    }

    function testFuzz_RevertWhen_CallerIsNotOfTheCouncil(address caller, bool upheld) public {
        vm.assume(caller != council);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        councilArbiter.rule(disputeId, upheld, REASONS, _none());
    }

    function test_RevertWhen_ReasonsAreEmpty() public {
        vm.expectRevert(IDisputeCourt.DisputeCourt_EmptyDigest.selector);
        vm.prank(council);
        councilArbiter.rule(disputeId, false, 0, _none());
    }

    function testFuzz_RevertWhen_TheDeadlineIsPast(uint32 later, bool upheld) public {
        uint256 deadline = block.timestamp + RESPONSE + RULING;
        vm.warp(deadline + later);
        _expectTooLate(disputeId, deadline);
        _rule(disputeId, upheld);
    }

    function test_RevertWhen_RuledBefore() public {
        _rule(disputeId, false);
        _expectWrongStage(disputeId, IDisputeCourt.Stage.RULED);
        _rule(disputeId, true);
    }

    function test_RevertWhen_Concluded() public {
        _conclude(disputeId);
        _expectWrongStage(disputeId, IDisputeCourt.Stage.EXPIRED);
        _rule(disputeId, true);
    }

    /// @dev Nobody is condemned before it could answer.
    function testFuzz_RevertWhen_UpheldBeforeTheResponse(uint32 passed) public {
        uint256 answerBy = block.timestamp + RESPONSE;
        vm.warp(block.timestamp + bound(passed, 0, RESPONSE - 1));
        _expectTooEarly(disputeId, answerBy);
        _rule(disputeId, true);
        _rule(disputeId, false);
    }

    function test_Rule_UpheldWithoutAnAnswer() public {
        vm.warp(block.timestamp + RESPONSE);
        _expectRuled(true);
        _rule(disputeId, true);
        _assertRuled(true);
    }

    function testFuzz_Rule_UpheldAsSoonAsAnswered(uint32 passed) public {
        _counter(disputeId);
        vm.warp(block.timestamp + bound(passed, 0, RESPONSE + RULING - 1));
        _expectRuled(true);
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.CapsuleSuspended(capsuleId);
        _rule(disputeId, true);
        _assertRuled(true);
        assertEq(disputeCourt.docketOf(capsuleId).upheld, 1);
    }

    function testFuzz_Rule_RejectedAtAnyTime(uint32 passed) public {
        vm.warp(block.timestamp + bound(passed, 0, RESPONSE + RULING - 1));
        _expectRuled(false);
        _rule(disputeId, false);
        _assertRuled(false);
    }

    /// @dev What governance changes later is not for disputes that are open.
    function test_Rule_ByTheArbiterOfItsTime() public {
        IDisputeCourt.Rules memory rules = disputeCourt.rules();
        (rules.rulingPeriod, rules.appealPeriod, rules.bond) = (1 days, 1 days, 1 ether);
        vm.prank(admin);
        disputeCourt.setRules(rules);
        assertEq(disputeCourt.rulesOf(disputeId).bond, BOND);
        _counter(disputeId);
        vm.warp(block.timestamp + RESPONSE + RULING - 1);
        _expectRuled(true);
        _rule(disputeId, true);
        assertEq(disputeCourt.disputeOf(disputeId).deadline, block.timestamp + APPEAL);
    }

    function _expectRuled(bool upheld) private {
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.DisputeRuled(disputeId, capsuleId, upheld, REASONS, block.timestamp + APPEAL);
    }

    function _assertRuled(bool upheld) private view {
        IDisputeCourt.Dispute memory dispute = disputeCourt.disputeOf(disputeId);
        assertEq(uint8(dispute.stage), uint8(IDisputeCourt.Stage.RULED));
        assertEq(dispute.upheld, upheld);
        assertEq(dispute.deadline, block.timestamp + APPEAL);
        assertEq(_isSuspended(), upheld, "at once");
        assertTrue(splitter.isOwnerFrozen(capsuleId), "until it is final");
    }
}
