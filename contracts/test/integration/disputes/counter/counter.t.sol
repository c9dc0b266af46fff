// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../../../../src/interfaces/IDisputeCourt.sol";
import { DisputeTest } from "../DisputeTest.sol";

contract CounterTest is DisputeTest {
    uint256 private disputeId;

    function setUp() public override {
        super.setUp();
        disputeId = _open();
        vm.deal(creator, 1 ether);
    }

    function testFuzz_RevertWhen_CallerIsNotTheRespondent(address caller) public {
        vm.assume(caller != creator);
        vm.deal(caller, BOND);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_NotRespondent.selector, disputeId, caller));
        vm.prank(caller);
        disputeCourt.counter{ value: BOND }(disputeId, ANSWER);
    }

    function testFuzz_RevertWhen_BondIsNotExact(uint64 sent) public {
        vm.assume(sent != BOND);
        vm.deal(creator, sent);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_WrongBond.selector, sent, BOND));
        vm.prank(creator);
        disputeCourt.counter{ value: sent }(disputeId, ANSWER);
    }

    function test_RevertWhen_AnswerIsEmpty() public {
        vm.expectRevert(IDisputeCourt.DisputeCourt_EmptyDigest.selector);
        vm.prank(creator);
        disputeCourt.counter{ value: BOND }(disputeId, 0);
    }

    function test_RevertWhen_CounteredBefore() public {
        _counter(disputeId);
        vm.expectRevert(
            abi.encodeWithSelector(IDisputeCourt.DisputeCourt_AlreadyCountered.selector, disputeId, creator)
        );
        vm.prank(creator);
        disputeCourt.counter{ value: BOND }(disputeId, ANSWER);
    }

    function testFuzz_RevertWhen_ResponsePeriodIsOver(uint32 later) public {
        uint256 answerBy = block.timestamp + RESPONSE;
        vm.warp(answerBy + later);
        _expectTooLate(disputeId, answerBy);
        vm.prank(creator);
        disputeCourt.counter{ value: BOND }(disputeId, ANSWER);
    }

    function test_RevertWhen_Ruled() public {
        _rule(disputeId, false);
        _expectWrongStage(disputeId, IDisputeCourt.Stage.RULED);
        vm.prank(creator);
        disputeCourt.counter{ value: BOND }(disputeId, ANSWER);
    }

    function test_RevertWhen_DisputeIsUnknown() public {
        _expectWrongStage(2, IDisputeCourt.Stage.NONE);
        vm.prank(creator);
        disputeCourt.counter{ value: BOND }(2, ANSWER);
    }

    function test_Counter_InTheLastSecond() public {
        vm.warp(block.timestamp + RESPONSE - 1);
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.DisputeCountered(disputeId, creator, ANSWER);
        vm.prank(creator);
        disputeCourt.counter{ value: BOND }(disputeId, ANSWER);
        assertEq(disputeCourt.disputeOf(disputeId).respondent, creator);
        assertEq(address(disputeCourt).balance, 2 * BOND);
    }

    function test_Counter_ByAnOperator() public {
        vm.prank(creator);
        registry.setApprovalForAll(alice, true);
        _counter(disputeId, alice);
        assertEq(disputeCourt.disputeOf(disputeId).respondent, alice);
    }

    /// @dev Whoever owns the capsule now answers for it, not who owned it when the dispute was opened.
    function test_Counter_ByTheNewOwner() public {
        vm.prank(creator);
        registry.transferFrom(creator, bob, capsuleId);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_NotRespondent.selector, disputeId, creator));
        vm.prank(creator);
        disputeCourt.counter{ value: BOND }(disputeId, ANSWER);
        _counter(disputeId, bob);
        assertEq(disputeCourt.disputeOf(disputeId).respondent, bob);
    }
}
