// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title ERC-1155 ids of licenses: `offerId << 64 | serial`
/// @dev Serial 0 is the fungible license of a plain offer; timed and metered offers number their licenses from 1.
library LicenseIds {
    uint256 internal constant SERIAL_BITS = 64;

    function pack(uint256 offerId, uint256 serial) internal pure returns (uint256 licenseId) {
        return (offerId << SERIAL_BITS) | serial;
    }

    function offerOf(uint256 licenseId) internal pure returns (uint256 offerId) {
        return licenseId >> SERIAL_BITS;
    }

    function serialOf(uint256 licenseId) internal pure returns (uint256 serial) {
        // The serial is the low 64 bits: cutting the rest off is the point.
        // forge-lint: disable-next-line(unsafe-typecast)
        return uint64(licenseId);
    }
}
