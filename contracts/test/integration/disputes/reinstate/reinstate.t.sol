// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { IDisputeCourt } from "../../../../src/interfaces/IDisputeCourt.sol";
import { DisputeTest } from "../DisputeTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract ReinstateTest is DisputeTest {
    function testFuzz_RevertWhen_CallerHasNotTheRole(address caller) public {
        vm.assume(caller != admin);
        _conclude(_ruled(true));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        disputeCourt.reinstate(capsuleId);
    }

    function testFuzz_RevertWhen_NotSuspended(uint256 anyId) public {
        _expectNotSuspended(anyId);
        disputeCourt.reinstate(anyId);
    }

    function test_RevertWhen_ReinstatedBefore() public {
        _conclude(_ruled(true));
        _reinstate();
        _expectNotSuspended(capsuleId);
        disputeCourt.reinstate(capsuleId);
    }

    /// @dev Governance rules on the appeal then, or waits until the ruling is final.
    function testFuzz_RevertWhen_ARulingIsPending(bool appealed) public {
        if (appealed) _appealed(true);
        else _ruled(true);
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_RulingPending.selector, capsuleId));
        _reinstate();
    }

    function test_Reinstate() public {
        _conclude(_ruled(true));
        vm.prank(creator);
        registry.publishVersion(capsuleId, keccak256("manifest 2"), false, new bytes[](0));
        assertFalse(accessToken.salesOpen(capsuleId), "a version alone ends no suspension");
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.CapsuleReinstated(capsuleId);
        _reinstate();
        assertFalse(_isSuspended());
        assertFalse(disputeCourt.docketOf(capsuleId).standing);
        assertTrue(accessToken.salesOpen(capsuleId));
    }

    function test_Reinstate_WhileAnotherDisputeIsOpen() public {
        _conclude(_ruled(true));
        uint256 second = _ruled(false);
        _reinstate();
        assertFalse(_isSuspended());
        _conclude(second);
        assertFalse(_isSuspended());
    }

    function test_Reinstate_UntilTheNextRuling() public {
        _conclude(_ruled(true));
        _reinstate();
        _ruled(true);
        assertTrue(_isSuspended());
    }

    function _reinstate() private {
        vm.prank(admin);
        disputeCourt.reinstate(capsuleId);
    }

    function _expectNotSuspended(uint256 id) private {
        vm.expectRevert(abi.encodeWithSelector(IDisputeCourt.DisputeCourt_NotSuspended.selector, id));
        vm.prank(admin);
    }
}
