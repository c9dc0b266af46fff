// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Basis } from "./Basis.sol";

/// @title Arithmetic of the royalty ledger
/// @notice Every function is monotonic in the cumulative amounts, so no order of calls can make a party's total fall.
/// @dev Amounts are cumulative and in the currency's smallest unit; callers keep them below 2^104, so that products
/// with bps or units can't overflow 256 bits. Everything is rounded against the party that is paid.
library RoyaltyMath {
    /// @dev The protocol's part of cumulative direct income: `floor(income * feeBps / 10,000)`.
    function fee(uint256 income, uint256 feeBps) internal pure returns (uint256) {
        return income * feeBps / Basis.BPS;
    }

    /// @dev What one ancestor is owed of a cumulative amount: `floor(amount * rateBps / 10,000)`.
    function owed(uint256 amount, uint256 rateBps) internal pure returns (uint256) {
        return amount * rateBps / Basis.BPS;
    }

    /// @dev What is owed to all ancestors together: never less than the sum of the floors owed to each, and less than one
    /// unit per link more. One division for all, so that it grows by at most one while an amount grows by one (the rates
    /// are {Basis-MAX_UPWARD_BPS} at most), and what is left to the capsule never falls.
    /// @param direct income that both policies share in
    /// @param pulled income from descendants, that only RELATIVE parents share in
    function owedUpward(uint256 direct, uint256 pulled, uint256 absoluteBps, uint256 relativeBps)
        internal
        pure
        returns (uint256)
    {
        return (direct * absoluteBps + (direct + pulled) * relativeBps) / Basis.BPS;
    }

    /// @dev What `units` of a capsule earn while its net income grows by `growth`, in millionths of a currency unit:
    /// exact, so that claiming often costs nobody anything.
    function accrual(uint256 growth, uint256 units) internal pure returns (uint256) {
        return growth * units;
    }

    /// @dev Splits a scaled accrual into whole currency units to pay now and the remainder to keep.
    function wholeUnits(uint256 accrued) internal pure returns (uint256 amount, uint256 remainder) {
        return (accrued / Basis.UNITS, accrued % Basis.UNITS);
    }

    /// @dev A whole amount in millionths of a currency unit: the inverse of {wholeUnits}.
    function scaled(uint256 amount) internal pure returns (uint256) {
        return amount * Basis.UNITS;
    }
}
