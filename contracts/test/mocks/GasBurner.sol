// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC1155Holder } from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";

/// @title A contract that burns all the gas that a payment brings
contract GasBurner is ERC1155Holder {
    receive() external payable {
        assembly ("memory-safe") {
            invalid()
        }
    }
}
