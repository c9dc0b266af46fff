// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Conversion of US cents into a currency
library PriceMath {
    /// @dev `ceil(cents * 10^currencyDecimals * 10^feedDecimals / (100 * price))`: never less than the cents are worth.
    /// @param price of one whole currency unit in USD, with `feedDecimals` decimals, not zero
    function fromCents(uint256 cents, uint256 price, uint8 feedDecimals, uint8 currencyDecimals)
        internal
        pure
        returns (uint256)
    {
        uint256 scale = 10 ** (uint256(feedDecimals) + currencyDecimals);
        return Math.mulDiv(cents, scale, 100 * price, Math.Rounding.Ceil);
    }
}
