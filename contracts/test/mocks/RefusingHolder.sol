// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC1155Holder } from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import { ERC721Holder } from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";

/// @title A contract that takes capsules, licenses and shares, but no native currency
contract RefusingHolder is ERC721Holder, ERC1155Holder {
    error Refused();

    receive() external payable {
        revert Refused();
    }
}
