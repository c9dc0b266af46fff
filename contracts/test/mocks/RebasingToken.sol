// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title A token that changes the balances of its holders without a transfer
contract RebasingToken is StandardToken {
    constructor() StandardToken("Rebasing", 18) { }

    /// @notice Takes a part of what `account` holds.
    function rebaseDown(address account, uint256 bps) external {
        _burn(account, balanceOf(account) * bps / 10_000);
    }

    /// @notice Adds to what `account` holds.
    function rebaseUp(address account, uint256 bps) external {
        _mint(account, balanceOf(account) * bps / 10_000);
    }
}
