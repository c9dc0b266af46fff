// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title {LicenseIds} with arithmetic in place of shifts and bits, on which the prover gives up
/// @dev `FormulasTest` holds it against {LicenseIds}.
library PlainIds {
    uint256 private constant SERIALS = 2 ** 64;

    function pack(uint256 offerId, uint256 serial) internal pure returns (uint256 licenseId) {
        return offerId * SERIALS + serial;
    }

    function offerOf(uint256 licenseId) internal pure returns (uint256 offerId) {
        return licenseId / SERIALS;
    }

    function serialOf(uint256 licenseId) internal pure returns (uint256 serial) {
        return licenseId % SERIALS;
    }
}
