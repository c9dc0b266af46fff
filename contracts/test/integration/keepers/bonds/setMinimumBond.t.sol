// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IKeeperBonds } from "../../../../src/interfaces/IKeeperBonds.sol";
import { EpochTest } from "../../../fixtures/EpochTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract SetMinimumBondTest is EpochTest {
    function testFuzz_RevertWhen_CallerHasNoRole(address caller, uint256 amount) public {
        vm.assume(caller != admin);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        keeperRegistry.setMinimumBond(amount);
    }

    function testFuzz_SetMinimumBond(uint256 amount, bytes32 digest) public {
        assertEq(keeperRegistry.minimumBond(), 0, "at genesis");
        vm.expectEmit(address(keeperRegistry));
        emit IKeeperBonds.MinimumBondChanged(amount);
        vm.prank(admin);
        keeperRegistry.setMinimumBond(amount);
        assertEq(keeperRegistry.minimumBond(), amount);
        assertEq(keeperRegistry.verifyQuorum(digest, _quorum(digest, THRESHOLD)).length, THRESHOLD);
    }
}
