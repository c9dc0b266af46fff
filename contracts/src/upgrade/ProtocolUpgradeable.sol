// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";

/// @title Base of every protocol contract
/// @notice UUPS behind an ERC-1967 proxy; who may upgrade is decided by the AccessManager. State lives in ERC-7201
/// namespaces, so that bases can grow without moving anything. Addresses of sister contracts are immutables of the
/// implementation: they are known before deployment ({Genesis}) and cost no storage read.
abstract contract ProtocolUpgradeable is UUPSUpgradeable, AccessManagedUpgradeable {
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @notice Version of the implementation, as in the changelog.
    function version() external pure virtual returns (string memory);

    /// @dev `restricted` reads the selector of the outer call, which is `upgradeToAndCall`.
    function _authorizeUpgrade(address) internal override restricted { }
}
