// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../../../../src/interfaces/IDisputeCourt.sol";
import { DisputeTest } from "../DisputeTest.sol";

contract ConcludeTest is DisputeTest {
    function testFuzz_RevertWhen_TheStageIsNotOver(uint8 kind, uint32 passed) public {
        uint256 disputeId = _dispute(kind);
        uint256 deadline = disputeCourt.disputeOf(disputeId).deadline;
        vm.warp(bound(passed, block.timestamp, deadline - 1));
        _expectTooEarly(disputeId, deadline);
        disputeCourt.conclude(disputeId);
    }

    function testFuzz_RevertWhen_ConcludedBefore(uint8 kind) public {
        uint256 disputeId = _dispute(kind);
        _conclude(disputeId);
        _expectWrongStage(disputeId, _stage(disputeId));
        disputeCourt.conclude(disputeId);
    }

    function test_RevertWhen_DisputeIsUnknown() public {
        _expectWrongStage(7, IDisputeCourt.Stage.NONE);
        disputeCourt.conclude(7);
    }

    function testFuzz_Conclude_RulingWithoutAppealStands(bool upheld, address caller) public {
        uint256 disputeId = _ruled(upheld);
        vm.warp(block.timestamp + APPEAL);
        IDisputeCourt.Stage outcome = upheld ? IDisputeCourt.Stage.UPHELD : IDisputeCourt.Stage.REJECTED;
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.BondCredited(disputeId, upheld ? disputer : creator, 2 * BOND);
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.DisputeConcluded(disputeId, capsuleId, outcome);
        vm.prank(caller);
        disputeCourt.conclude(disputeId);
        _assertStage(disputeId, outcome);
        assertEq(_isSuspended(), upheld);
        assertFalse(splitter.isOwnerFrozen(capsuleId));
    }

    /// @dev Without a ruling the respondent wins, whether it answered or not.
    function testFuzz_Conclude_ExpiresInTheRespondentsFavour(bool answered) public {
        uint256 disputeId = _open();
        if (answered) _counter(disputeId);
        _conclude(disputeId);
        _assertStage(disputeId, IDisputeCourt.Stage.EXPIRED);
        assertFalse(_isSuspended());
        assertEq(disputeCourt.creditOf(creator), answered ? 2 * BOND : BOND);
        assertEq(disputeCourt.creditOf(disputer), 0);
    }

    /// @dev Even against the first ruling: what governance doesn't confirm in time is over.
    function testFuzz_Conclude_AppealExpiresInTheRespondentsFavour(bool upheld) public {
        uint256 disputeId = _appealed(upheld);
        assertEq(_isSuspended(), upheld);
        _conclude(disputeId);
        _assertStage(disputeId, IDisputeCourt.Stage.EXPIRED);
        assertFalse(_isSuspended());
        assertEq(disputeCourt.creditOf(creator), 2 * uint256(BOND) + APPEAL_BOND);
        assertEq(disputeCourt.creditOf(disputer), 0);
    }

    function test_Conclude_UpheldWithoutAnAnswerReturnsTheBond() public {
        uint256 disputeId = _open();
        vm.warp(block.timestamp + RESPONSE);
        _rule(disputeId, true);
        _conclude(disputeId);
        assertEq(disputeCourt.creditOf(disputer), BOND);
        assertEq(disputeCourt.creditOf(creator), 0);
    }

    /// @dev What nobody answered for is won by who owns the capsule in the end.
    function test_Conclude_BondOfTheDisputerIsThePresentOwners() public {
        uint256 disputeId = _open();
        vm.prank(creator);
        registry.transferFrom(creator, bob, capsuleId);
        _conclude(disputeId);
        assertEq(disputeCourt.creditOf(bob), BOND);
        assertEq(disputeCourt.creditOf(creator), 0);
    }

    /// @dev One that is lost doesn't end the suspension by another, and the income stays contested until the last.
    function test_Conclude_OneOfSeveral() public {
        uint256 first = _open();
        uint256 second = _open(capsuleId, alice);
        vm.warp(block.timestamp + RESPONSE);
        _rule(first, true);
        _rule(second, true);
        _appeal(second, creator);
        _appeal(first, creator);
        _ruleAppeal(first, false);
        assertTrue(_isSuspended(), "by the second");
        assertTrue(splitter.isOwnerFrozen(capsuleId), "for the second");
        _ruleAppeal(second, true);
        assertTrue(_isSuspended());
        assertFalse(splitter.isOwnerFrozen(capsuleId));
    }

    function test_Conclude_UpheldBesideAnotherFreezesAnew() public {
        uint256 first = _ruled(true);
        vm.warp(block.timestamp + APPEAL);
        uint256 second = _open(capsuleId, alice);
        disputeCourt.conclude(first);
        assertTrue(splitter.isOwnerFrozen(capsuleId), "for the second");
        assertEq(splitter.contestedIncome(capsuleId, NATIVE), 0);
        _conclude(second);
        assertFalse(splitter.isOwnerFrozen(capsuleId));
        assertTrue(_isSuspended(), "by the first");
    }

    /// @dev A dispute in any stage that ends by itself.
    function _dispute(uint8 kind) private returns (uint256 disputeId) {
        kind = kind % 5;
        if (kind == 0) return _open();
        if (kind < 3) return _ruled(kind == 1);
        return _appealed(kind == 3);
    }
}
