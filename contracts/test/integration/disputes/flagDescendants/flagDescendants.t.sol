// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IDisputeCourt } from "../../../../src/interfaces/IDisputeCourt.sol";
import { Policy } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { DisputeTest } from "../DisputeTest.sol";

contract FlagDescendantsTest is DisputeTest {
    uint256 private child;
    uint256 private grandchild;

    function setUp() public override {
        super.setUp();
        child = _deriveFrom(alice, capsuleId, Policy.ABSOLUTE, 1000);
        grandchild = _deriveFrom(bob, child, Policy.RELATIVE, 500);
    }

    function testFuzz_RevertWhen_NotUpheld(bool ruled) public {
        uint256 disputeId = ruled ? _ruled(false) : _open();
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_NotUpheld.selector, disputeId));
        disputeCourt.flagDescendants(disputeId, _ids(child));
    }

    /// @dev Nor with a ruling that rejects.
    function test_RevertWhen_RejectedWithDescendants() public {
        uint256 disputeId = _open();
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_NotUpheld.selector, disputeId));
        vm.prank(council);
        councilArbiter.rule(disputeId, false, REASONS, _ids(child));
    }

    function testFuzz_RevertWhen_NotADescendant(uint256 otherId) public {
        vm.assume(otherId != child && otherId != grandchild);
        uint256 disputeId = _ruled(true);
        _expectNotDescendant(otherId);
        disputeCourt.flagDescendants(disputeId, _ids(otherId));
    }

    /// @dev Lineage without debt is not on the chain: who owes nothing can't be flagged.
    function test_RevertWhen_NothingIsOwed() public {
        uint256 free = _deriveFrom(carol, capsuleId, Policy.ABSOLUTE, 0);
        uint256 disputeId = _ruled(true);
        _expectNotDescendant(free);
        disputeCourt.flagDescendants(disputeId, _ids(free));
    }

    function test_Flag_InTheCallThatRules() public {
        uint256 disputeId = _open();
        _counter(disputeId);
        uint256[] memory both = new uint256[](2);
        (both[0], both[1]) = (child, grandchild);
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.CapsuleFlagged(child, capsuleId, disputeId);
        vm.expectEmit(address(disputeCourt));
        emit IDisputeCourt.CapsuleFlagged(grandchild, capsuleId, disputeId);
        vm.prank(council);
        councilArbiter.rule(disputeId, true, REASONS, both);
        assertEq(disputeCourt.flagsOf(child), _ids(disputeId));
        assertEq(disputeCourt.flagsOf(grandchild), _ids(disputeId));
        assertFalse(registry.capsuleOf(child).suspended, "nothing else happens");
        assertTrue(accessToken.salesOpen(capsuleId) == false);
    }

    function test_Flag_InTheCallThatRulesOnTheAppeal() public {
        uint256 disputeId = _appealed(false);
        vm.prank(admin);
        disputeCourt.ruleAppeal(disputeId, true, REASONS, _ids(child));
        assertEq(disputeCourt.flagsOf(child), _ids(disputeId));
    }

    function testFuzz_Flag_ByAnyoneLater(address caller, bool concluded) public {
        uint256 disputeId = _ruled(true);
        if (concluded) _conclude(disputeId);
        vm.prank(caller);
        disputeCourt.flagDescendants(disputeId, _ids(grandchild));
        assertEq(disputeCourt.flagsOf(grandchild), _ids(disputeId));
    }

    function test_Flag_OnceOnly() public {
        uint256 disputeId = _ruled(true);
        disputeCourt.flagDescendants(disputeId, _ids(child));
        disputeCourt.flagDescendants(disputeId, _ids(child));
        assertEq(disputeCourt.flagsOf(child), _ids(disputeId));
    }

    /// @dev A flag is as good as the ruling that it comes from.
    function test_Flag_GoesWithTheRuling() public {
        uint256 disputeId = _appealed(true);
        disputeCourt.flagDescendants(disputeId, _ids(child));
        _ruleAppeal(disputeId, false);
        assertEq(disputeCourt.flagsOf(child), _none());
    }

    function test_Flag_GoesWithTheSuspension() public {
        uint256 disputeId = _ruled(true);
        disputeCourt.flagDescendants(disputeId, _ids(child));
        _conclude(disputeId);
        assertEq(disputeCourt.flagsOf(child), _ids(disputeId));
        vm.prank(admin);
        disputeCourt.reinstate(capsuleId);
        assertEq(disputeCourt.flagsOf(child), _none());
    }

    function test_Flag_OfSeveralDisputes() public {
        uint256 first = _ruled(true);
        disputeCourt.flagDescendants(first, _ids(child));
        uint256 second = _ruled(true);
        disputeCourt.flagDescendants(second, _ids(child));
        assertEq(disputeCourt.flagsOf(child).length, 2);
        _appeal(first, creator);
        _ruleAppeal(first, false);
        assertEq(disputeCourt.flagsOf(child), _ids(second));
    }

    function _expectNotDescendant(uint256 id) private {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_NotDescendant.selector, id, capsuleId));
    }
}
