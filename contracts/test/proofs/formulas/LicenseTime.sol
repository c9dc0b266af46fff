// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title The times of a license, as {AccessToken} computes them
/// @dev There they stand between reads and writes of storage, which the prover can't see through. `FormulasTest` holds
/// every formula against the contract.
library LicenseTime {
    /// @dev Part of a license's time in which it renews by itself, at both sides of its end.
    uint256 internal constant RENEWAL_WINDOW = 10;

    /// @dev End of a license after a renewal at `time`.
    function extended(uint256 expiresAt, uint256 time, uint256 duration) internal pure returns (uint256) {
        uint256 from = expiresAt > time ? expiresAt : time;
        return from + duration;
    }

    /// @dev First and last second at which a license renews by itself.
    function renewalWindow(uint256 startedAt, uint256 expiresAt, uint256 duration)
        internal
        pure
        returns (uint256 opensAt, uint256 closedAt)
    {
        uint256 lasted = expiresAt - startedAt;
        uint256 window = (duration < lasted ? duration : lasted) / RENEWAL_WINDOW;
        return (expiresAt - window, expiresAt + window);
    }

    /// @dev What of `value`, paid for the time from `since` to `expiresAt`, is for what is left at `time`.
    function refund(uint256 value, uint256 since, uint256 expiresAt, uint256 time) internal pure returns (uint256) {
        if (expiresAt <= time) return 0;
        return value * (expiresAt - time) / (expiresAt - since);
    }
}
