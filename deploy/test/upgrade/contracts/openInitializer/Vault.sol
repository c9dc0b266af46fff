// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Base } from "../Base.sol";

/// @title Neither locked by its constructor nor guarded by a modifier
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

    function initialize(address owner_) external {
        owner = owner_;
    }

    function deposit() external payable { }

    function total() external view returns (uint256) { }
}
