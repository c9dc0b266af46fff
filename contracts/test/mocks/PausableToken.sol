// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title A token that its issuer can stop
contract PausableToken is StandardToken {
    bool private _paused;

    error Paused();

    constructor() StandardToken("Pausable", 18) { }

    function setPaused(bool paused) external {
        _paused = paused;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (_paused) revert Paused();
        super._update(from, to, value);
    }
}
