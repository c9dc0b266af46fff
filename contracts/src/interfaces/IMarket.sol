// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Market: licenses, capsules and shares change hands
/// @notice Sellers sign orders, which cost nothing until they are filled; buyers place bids, with the money in escrow.
interface IMarket { }
