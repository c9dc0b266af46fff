// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title A token that refuses transfers to accounts on its list
contract BlacklistToken is StandardToken {
    mapping(address account => bool) public blacklisted;

    error Blacklisted(address account);

    constructor() StandardToken("Blacklist", 6) { }

    function blacklist(address account) external {
        blacklisted[account] = true;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (blacklisted[to]) revert Blacklisted(to);
        super._update(from, to, amount);
    }
}
