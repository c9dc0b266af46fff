// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Currency addresses
library Currency {
    /// @dev The chain's native currency, in wei. Every other value is an ERC-20 contract.
    address internal constant NATIVE = address(0);
}
