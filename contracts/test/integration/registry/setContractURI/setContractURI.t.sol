// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../../../src/interfaces/ICapsuleRegistry.sol";
import { ProtocolTest } from "../../../fixtures/ProtocolTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract SetContractURITest is ProtocolTest {
    function testFuzz_RevertWhen_CallerHasNotTheRole(address caller, bytes32 digest) public {
        vm.assume(caller != admin);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        registry.setContractURI(digest);
    }

    function test_ContractURI_AfterGenesis() public view {
        string memory digits = vm.replace(vm.toString(CONTRACT_DIGEST), "0x", "");
        assertEq(registry.contractURI(), string.concat("ipfs://f01551220", digits));
    }

    function testFuzz_SetContractURI(bytes32 digest) public {
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.ContractURIUpdated();
        vm.prank(admin);
        registry.setContractURI(digest);
        // `0x` and the digits: only the prefix may be replaced, so the digits are cut by position.
        bytes memory printed = bytes(vm.toString(digest));
        bytes memory digits = new bytes(64);
        for (uint256 i = 0; i < 64; ++i) {
            digits[i] = printed[i + 2];
        }
        assertEq(registry.contractURI(), string.concat("ipfs://f01551220", string(digits)));
    }
}
