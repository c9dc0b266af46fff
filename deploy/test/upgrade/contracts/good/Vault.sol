// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Base } from "../Base.sol";

/// @title A function, an event and a field more, at the end
contract Vault is Base {
    struct Deposit {
        uint128 amount;
        uint64 at;
    }

    /// @custom:storage-location erc7201:test.storage.Vault
    struct VaultStorage {
        uint256 total;
        mapping(address account => Deposit) deposits;
        uint64 pausedUntil;
    }

    event Paused(uint64 until);

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    function initialize(address owner_) external initializer {
        owner = owner_;
    }

    function deposit() external payable { }

    function pause(uint64 until) external { }

    function total() external view returns (uint256 amount) { }
}
