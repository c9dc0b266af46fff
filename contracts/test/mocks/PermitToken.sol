// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { StandardToken } from "./StandardToken.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title An ERC-20 with ERC-2612 permits
contract PermitToken is StandardToken, ERC20Permit {
    constructor(string memory name, uint8 decimals_) StandardToken(name, decimals_) ERC20Permit(name) { }

    function decimals() public view override(ERC20, StandardToken) returns (uint8) {
        return super.decimals();
    }
}
