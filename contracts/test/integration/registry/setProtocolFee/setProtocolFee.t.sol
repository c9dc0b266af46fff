// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract SetProtocolFeeTest is ProtocolTest {
    function testFuzz_RevertWhen_CallerHasNotTheRole(address caller, uint16 feeBps) public {
        vm.assume(caller != admin);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        registry.setProtocolFee(feeBps);
    }

    function testFuzz_RevertWhen_FeeTooHigh(uint16 feeBps) public {
        feeBps = uint16(bound(feeBps, 501, type(uint16).max));
        vm.expectRevert(abi.encodeWithSelector(ICapsuleRegistry.CapsuleRegistry_FeeTooHigh.selector, feeBps, 500));
        vm.prank(admin);
        registry.setProtocolFee(feeBps);
    }

    function testFuzz_SetProtocolFee(uint16 feeBps) public {
        feeBps = uint16(bound(feeBps, 0, 500));
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.ProtocolFeeChanged(feeBps);
        vm.prank(admin);
        registry.setProtocolFee(feeBps);
        assertEq(registry.protocolFeeBps(), feeBps);
    }
}
