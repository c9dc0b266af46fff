// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title A token that changes no allowance but from or to zero, against the race of approvals
contract ApproveRaceToken is StandardToken {
    error AllowanceMustBeZeroFirst(address owner, address spender, uint256 allowance);

    constructor() StandardToken("Approve race", 18) { }

    function approve(address spender, uint256 value) public override returns (bool) {
        uint256 present = allowance(msg.sender, spender);
        if (value != 0 && present != 0) revert AllowanceMustBeZeroFirst(msg.sender, spender, present);
        return super.approve(spender, value);
    }
}
