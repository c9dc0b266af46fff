// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title {PriceMath} in 256 bits, without the 512-bit product that the prover can't see through
/// @dev `FormulasTest` holds it against {PriceMath} wherever its product fits.
library PlainPrice {
    /// @param scale 10 to the power of both decimals
    function fromCents(uint256 cents, uint256 price, uint256 scale) internal pure returns (uint256) {
        uint256 divisor = 100 * price;
        return (cents * scale + divisor - 1) / divisor;
    }
}
