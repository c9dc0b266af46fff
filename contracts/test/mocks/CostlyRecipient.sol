// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC1155Holder } from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";

/// @title A contract that takes licenses and shares, and makes paying it as costly as it can
contract CostlyRecipient is ERC1155Holder {
    enum Manner {
        BURN_ALL_GAS,
        RETURN_MUCH,
        REVERT_WITH_MUCH
    }

    Manner private immutable MANNER;

    constructor(Manner manner) {
        MANNER = manner;
    }

    receive() external payable {
        if (MANNER == Manner.BURN_ALL_GAS) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        bool reverts = MANNER == Manner.REVERT_WITH_MUCH;
        assembly ("memory-safe") {
            if reverts { revert(0, 0x40000) }
            return(0, 0x40000)
        }
    }
}
