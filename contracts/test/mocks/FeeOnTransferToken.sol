// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title A token that burns 3 % of what is transferred
contract FeeOnTransferToken is StandardToken {
    constructor() StandardToken("Fee on transfer", 18) { }

    function feeOn(uint256 amount) public pure returns (uint256) {
        return amount * 3 / 100;
    }

    function _update(address from, address to, uint256 amount) internal override {
        bool transfers = from != address(0) && to != address(0);
        uint256 fee = transfers ? feeOn(amount) : 0;
        if (fee != 0) super._update(from, address(0), fee);
        super._update(from, to, amount - fee);
    }
}
