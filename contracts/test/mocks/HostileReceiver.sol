// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title A contract that is hostile whenever it is called: as receiver of tokens or of native currency
contract HostileReceiver {
    enum Manner {
        KIND,
        REFUSE,
        BURN_ALL_GAS,
        RETURN_MUCH,
        REVERT_WITH_MUCH
    }

    Manner private _manner;

    error Refused();

    receive() external payable {
        _answer();
    }

    fallback() external payable {
        _answer();
    }

    function behave(Manner manner) external {
        _manner = manner;
    }

    function _answer() private view {
        Manner manner = _manner;
        if (manner == Manner.REFUSE) revert Refused();
        if (manner == Manner.BURN_ALL_GAS) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        bytes4 selector = msg.sig;
        bool reverts = manner == Manner.REVERT_WITH_MUCH;
        bool much = manner != Manner.KIND;
        assembly ("memory-safe") {
            if reverts { revert(0, 0x40000) }
            if much { return(0, 0x40000) }
            // What every receiver of tokens answers: the selector of its own function.
            mstore(0, selector)
            return(0, 0x20)
        }
    }
}
