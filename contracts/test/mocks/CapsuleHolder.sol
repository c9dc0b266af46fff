// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC721Holder } from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";

/// @title A contract that takes capsules
contract CapsuleHolder is ERC721Holder { }
