// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title An implementation for another kind of proxy: it names another slot
contract ForeignImplementation {
    bytes32 internal constant OTHER_SLOT = keccak256("another slot");

    function proxiableUUID() external pure returns (bytes32) {
        return OTHER_SLOT;
    }
}
