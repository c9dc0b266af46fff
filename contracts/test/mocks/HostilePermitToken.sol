// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";

/// @title A token whose permit does anything but set an allowance
contract HostilePermitToken is StandardToken {
    enum Manner {
        NOTHING,
        REFUSE,
        BURN_ALL_GAS,
        RETURN_MUCH,
        REVERT_WITH_MUCH,
        REENTER
    }

    Manner private _manner;
    address private _target;
    bytes private _call;
    bytes4 public answer;

    error PermitRefused();

    constructor() StandardToken("Hostile permit", 18) { }

    function behave(Manner manner, address target, bytes calldata call) external {
        (_manner, _target, _call) = (manner, target, call);
    }

    function permit(address, address, uint256, uint256, uint8, bytes32, bytes32) external {
        Manner manner = _manner;
        if (manner == Manner.REFUSE) revert PermitRefused();
        if (manner == Manner.REENTER) {
            (, bytes memory returned) = _target.call(_call);
            answer = bytes4(returned);
        }
        if (manner == Manner.BURN_ALL_GAS) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        if (manner != Manner.RETURN_MUCH && manner != Manner.REVERT_WITH_MUCH) return;
        bool reverts = manner == Manner.REVERT_WITH_MUCH;
        assembly ("memory-safe") {
            if reverts { revert(0, 0x40000) }
            return(0, 0x40000)
        }
    }
}
