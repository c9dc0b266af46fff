// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title A token that answers transfers with true and a mebibyte after it
contract HugeReturnToken is StandardToken {
    constructor() StandardToken("Huge", 18) { }

    function transfer(address to, uint256 amount) public override returns (bool) {
        super.transfer(to, amount);
        _returnMuch();
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        super.transferFrom(from, to, amount);
        _returnMuch();
    }

    function _returnMuch() private pure {
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, 1)
            return(start, 0x100000)
        }
    }
}
