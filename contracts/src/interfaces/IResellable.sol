// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title What the market sells: licenses, capsules and shares
interface IResellable {
    /// @notice What the market must know of something that `holder` wants to sell.
    /// @param id of the token
    /// @return capsuleId whose income the resale royalty is; 0 for an unknown token
    /// @return royaltyBps of the resale price, as in ERC-2981's `royaltyInfo`
    /// @return units how many the holder can sell now; none of a license that has ended
    /// @return departures how often tokens of this id have left the holder: transfers but those by the market that leave
    /// some behind, neither mints nor burns. An order that was signed at another number is dead
    /// @return suspended whether a dispute keeps the capsule from being sold
    function resaleOf(uint256 id, address holder)
        external
        view
        returns (uint256 capsuleId, uint256 royaltyBps, uint256 units, uint256 departures, bool suspended);
}
