// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { KeeperRegistry } from "../../../../contracts/src/keepers/KeeperRegistry.sol";

/// @title A version with a function more, and a step that runs once
contract NextKeeperRegistry is KeeperRegistry {
    function generation() external pure returns (uint256) {
        return 2;
    }

    /// @dev Comes with the upgrade.
    function migrate() external reinitializer(2) { }
}
