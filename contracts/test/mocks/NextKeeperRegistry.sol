// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { KeeperRegistry } from "../../src/keepers/KeeperRegistry.sol";

/// @title The version that comes after the present one, with a function more; the demo upgrades to it
contract NextKeeperRegistry is KeeperRegistry {
    function generation() external pure returns (uint256) {
        return 2;
    }

    /// @dev A step that runs once, with the upgrade.
    function migrate() external reinitializer(2) { }
}
