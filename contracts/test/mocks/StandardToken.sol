// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title An ERC-20 as the standard has it, mintable by anyone
contract StandardToken is ERC20 {
    uint8 private immutable DECIMALS;

    constructor(string memory name, uint8 decimals_) ERC20(name, name) {
        DECIMALS = decimals_;
    }

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function decimals() public view virtual override returns (uint8) {
        return DECIMALS;
    }
}
