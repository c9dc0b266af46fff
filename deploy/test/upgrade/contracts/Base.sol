// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Initializable } from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import { UUPSUpgradeable } from "@openzeppelin/contracts-upgradeable/proxy/utils/UUPSUpgradeable.sol";

/// @title What the versions below have in common
abstract contract Base is Initializable, UUPSUpgradeable {
    address internal owner;

    event Deposited(address indexed account, uint256 amount);

    error Vault_NotOwner(address caller);

    function _authorizeUpgrade(address) internal view override {
        if (msg.sender != owner) revert Vault_NotOwner(msg.sender);
    }
}
