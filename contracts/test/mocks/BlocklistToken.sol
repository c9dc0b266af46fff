// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title A token that stops transfers from and to the accounts on its list, as regulated ones do
contract BlocklistToken is StandardToken {
    mapping(address account => bool) private _blocked;

    error Blocked(address account);

    constructor() StandardToken("Blocklist", 6) { }

    function setBlocked(address account, bool blocked) external {
        _blocked[account] = blocked;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (_blocked[from]) revert Blocked(from);
        if (_blocked[to]) revert Blocked(to);
        super._update(from, to, value);
    }
}
