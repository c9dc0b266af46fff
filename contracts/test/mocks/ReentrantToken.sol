// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title A token that makes a prepared call in the middle of its next transfer
contract ReentrantToken is StandardToken {
    /// @param answer first four bytes of what the call came back with
    struct Outcome {
        bool armed;
        bool tried;
        bool succeeded;
        bytes4 answer;
    }

    address private _target;
    bytes private _call;
    Outcome private _outcome;

    constructor() StandardToken("Re-entrant", 18) { }

    function prepare(address target, bytes calldata call) external {
        (_target, _call) = (target, call);
        _outcome = Outcome(true, false, false, 0);
    }

    function outcome() external view returns (Outcome memory) {
        return _outcome;
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (!_outcome.armed) return;
        _outcome.armed = false;
        (bool succeeded, bytes memory answer) = _target.call(_call);
        _outcome = Outcome(false, true, succeeded, bytes4(answer));
    }
}
