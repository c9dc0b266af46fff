// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Roles of the protocol's AccessManager
/// @dev Every `restricted` function is mapped to one of them in {Genesis}; what is mapped to none answers to ADMIN.
library Roles {
    /// @dev Grants and revokes roles, maps functions to roles. AccessManager's own number.
    uint64 internal constant ADMIN = 0;

    /// @dev Replaces implementations.
    uint64 internal constant UPGRADER = 1;

    /// @dev Sets the parameters that may change: fee of new capsules, treasury, collection metadata, price feeds,
    /// market.
    uint64 internal constant PARAMETERS = 2;

    /// @dev Pauses entry points for at most 14 days.
    uint64 internal constant GUARDIAN = 3;

    /// @dev Rules on appeals and on challenges of training results, reinstates capsules: governance.
    uint64 internal constant APPEALS = 5;

    /// @dev Rules on disputes in the first instance.
    uint64 internal constant COUNCIL = 7;

    /// @dev Hands the network's key over to other keepers, takes bonds of those that broke their word.
    uint64 internal constant KEEPERS = 6;
}
