// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Base } from "../Base.sol";

/// @title Without a function that was there
contract Vault is Base {
    struct Deposit {
        uint128 amount;
        uint64 at;
    }

    /// @custom:storage-location erc7201:test.storage.Vault
    struct VaultStorage {
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
}
