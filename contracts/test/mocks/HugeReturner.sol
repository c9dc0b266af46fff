// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC1155Holder } from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";

/// @title A contract that answers a payment with as many bytes as its gas pays for
contract HugeReturner is ERC1155Holder {
    bool private immutable REFUSES;

    /// @param refuses whether it reverts with them
    constructor(bool refuses) {
        REFUSES = refuses;
    }

    receive() external payable {
        bool refuses = REFUSES;
        assembly {
            let size := 100000
            if refuses { revert(0, size) }
            return(0, size)
        }
    }
}
