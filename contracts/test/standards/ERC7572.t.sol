// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ICapsuleRegistry } from "../../src/interfaces/ICapsuleRegistry.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice The collection describes itself (ERC-7572), and says when that changes.
contract ERC7572Test is ProtocolTest {
    function test_ContractURI_FromGenesisOn() public view {
        assertEq(registry.contractURI(), _uriOf(CONTRACT_DIGEST));
    }

    function testFuzz_ContractURI_Changes(bytes32 digest) public {
        vm.expectEmit(address(registry));
        emit ICapsuleRegistry.ContractURIUpdated();
        vm.prank(admin);
        registry.setContractURI(digest);
        assertEq(registry.contractURI(), _uriOf(digest));
    }

    function testFuzz_RevertWhen_CallerIsNotGovernance(address caller) public {
        vm.assume(caller != admin);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        registry.setContractURI("");
    }

    /// @dev The event has no arguments: its topic is what the standard's readers filter for.
    function test_Event_IsTheStandards() public pure {
        assertEq(ICapsuleRegistry.ContractURIUpdated.selector, keccak256("ContractURIUpdated()"));
    }

    function _uriOf(bytes32 digest) private pure returns (string memory) {
        return vm.replace(vm.toString(digest), "0x", "ipfs://f01551220");
    }
}
