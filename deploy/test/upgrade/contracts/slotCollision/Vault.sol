// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Base } from "../Base.sol";

/// @title A field put before those that exist
contract Vault is Base {
    struct Deposit {
        uint128 amount;
        uint64 at;
    }

    /// @custom:storage-location erc7201:test.storage.Vault
    struct VaultStorage {
        uint256 pausedUntil;
        uint256 total;
        mapping(address account => Deposit) deposits;
    }

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    function initialize(address owner_) external initializer {
        owner = owner_;
    }

    function deposit() external payable { }

    function total() external view returns (uint256) { }
}
