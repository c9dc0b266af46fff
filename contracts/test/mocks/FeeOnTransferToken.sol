// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title An ERC-20 that keeps a part of every transfer
contract FeeOnTransferToken is StandardToken {
    uint256 private immutable FEE_BPS;

    constructor(uint256 feeBps) StandardToken("Fee on transfer", 18) {
        FEE_BPS = feeBps;
    }

    /// @notice What arrives when `amount` is sent.
    function afterFee(uint256 amount) public view returns (uint256) {
        return amount - amount * FEE_BPS / 10_000;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0) || to == address(0)) return super._update(from, to, value);
        super._update(from, to, afterFee(value));
        super._update(from, address(0), value - afterFee(value));
    }
}
