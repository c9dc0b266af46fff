// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Denominators and caps shared by every contract
library Basis {
    /// @dev Basis points in one whole: 1 bps = 0.01 %.
    uint256 internal constant BPS = 10_000;

    /// @dev Contribution-share units of one capsule.
    uint256 internal constant UNITS = 1_000_000;

    /// @dev Highest protocol fee, in bps of direct income.
    uint256 internal constant MAX_FEE_BPS = 500;

    /// @dev Highest resale royalty, in bps of the resale price.
    uint256 internal constant MAX_ROYALTY_BPS = 5000;

    /// @dev Highest referral share, in bps of the price.
    uint256 internal constant MAX_REFERRAL_BPS = 5000;

    /// @dev Highest total owed to ancestors, in bps of a capsule's income.
    uint256 internal constant MAX_UPWARD_BPS = 5000;
}
