// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ReenteringParty } from "./ReenteringParty.sol";
import { StandardToken } from "./StandardToken.sol";

/// @title An ERC-20 that gives control to someone in the middle of every transfer, as ERC-777 does
contract HookToken is StandardToken {
    ReenteringParty private _listener;

    constructor() StandardToken("Hook", 18) { }

    function setListener(ReenteringParty listener) external {
        _listener = listener;
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (address(_listener) != address(0)) _listener.reenter();
    }
}
