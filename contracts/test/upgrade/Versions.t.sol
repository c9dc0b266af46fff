// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ProtocolUpgradeable } from "../../src/upgrade/ProtocolUpgradeable.sol";
import { ProtocolTest } from "../fixtures/ProtocolTest.sol";

/// @dev One release of the protocol has one version.
contract VersionsTest is ProtocolTest {
    function test_AllContractsTellTheSameVersion() public view {
        address[] memory proxies = _proxies();
        string memory expected = registry.version();
        assertGe(bytes(expected).length, 5, "major.minor.patch");
        for (uint256 i = 0; i < proxies.length; ++i) {
            assertEq(ProtocolUpgradeable(proxies[i]).version(), expected, vm.toString(proxies[i]));
        }
    }
}
