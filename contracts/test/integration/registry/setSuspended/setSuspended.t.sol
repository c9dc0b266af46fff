// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";

contract SetSuspendedTest is ProtocolTest {
    uint256 private capsuleId;

    function setUp() public override {
        super.setUp();
        capsuleId = _registerSealed(creator, "salt");
    }

    function testFuzz_RevertWhen_CallerIsNotTheCourt(address caller, bool suspended) public {
        vm.assume(caller != address(disputeCourt));
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_NotDisputeCourt.selector, caller));
        vm.prank(caller);
        registry.setSuspended(capsuleId, suspended);
    }

    function testFuzz_RevertWhen_CapsuleIsUnknown(uint256 unknownId) public {
        vm.assume(unknownId != capsuleId);
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_UnknownCapsule.selector, unknownId));
        vm.prank(address(disputeCourt));
        registry.setSuspended(unknownId, true);
    }

    function test_SetSuspended_AndBack() public {
        vm.startPrank(address(disputeCourt));
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.CapsuleSuspended(capsuleId);
        registry.setSuspended(capsuleId, true);
        assertTrue(registry.capsuleOf(capsuleId).suspended);
        assertFalse(registry.saleReady(capsuleId));
        assertFalse(accessToken.salesOpen(capsuleId));
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.CapsuleReinstated(capsuleId);
        registry.setSuspended(capsuleId, false);
        assertFalse(registry.capsuleOf(capsuleId).suspended);
        assertTrue(accessToken.salesOpen(capsuleId));
    }

    function testFuzz_SetSuspended_TwiceDoesNothing(bool suspended) public {
        vm.startPrank(address(disputeCourt));
        registry.setSuspended(capsuleId, suspended);
        vm.recordLogs();
        registry.setSuspended(capsuleId, suspended);
        assertEq(vm.getRecordedLogs().length, 0);
    }
}
