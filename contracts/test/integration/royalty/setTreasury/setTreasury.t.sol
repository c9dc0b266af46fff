// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IRoyaltySplitter } from "../../../../src/interfaces/IRoyaltySplitter.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract SetTreasuryTest is ProtocolTest {
    function testFuzz_RevertWhen_CallerHasNotTheRole(address caller) public {
        vm.assume(caller != admin);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        splitter.setTreasury(caller);
    }

    function test_RevertWhen_TreasuryIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IRoyaltySplitter.RoyaltySplitter_InvalidRecipient.selector, address(0)));
        vm.prank(admin);
        splitter.setTreasury(address(0));
    }

    function testFuzz_SetTreasury(address treasury_) public {
        vm.assume(treasury_ != address(0));
        assertEq(splitter.treasury(), treasury);
        vm.expectEmit(address(splitter));
        emit IRoyaltySplitter.TreasuryChanged(treasury_);
        vm.prank(admin);
        splitter.setTreasury(treasury_);
        assertEq(splitter.treasury(), treasury_);
    }
}
