// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { PlainPrice } from "./formulas/PlainPrice.sol";

/// @title Prices in US dollars
/// @dev Cents of a price have 88 bits, answers of a feed 128; both decimals together are bounded here to 36, so that
/// products fit 256 bits. Beyond it `PriceMathTest` compares products of 512 bits.
contract PriceProofs {
    uint256 private constant MAX_SCALE = 10 ** 36;

    /// @notice What is charged is worth the cents.
    function chargeIsWorthTheCents(uint88 cents, uint128 price, uint256 scale) external pure {
        require(price != 0 && scale != 0 && scale <= MAX_SCALE);
        uint256 amount = PlainPrice.fromCents(cents, price, scale);
        assert(amount * price * 100 >= cents * scale);
    }

    /// @notice One unit less would not be.
    function oneUnitLessIsNotWorthThem(uint88 cents, uint128 price, uint256 scale) external pure {
        require(cents != 0 && price != 0 && scale != 0 && scale <= MAX_SCALE);
        uint256 amount = PlainPrice.fromCents(cents, price, scale);
        assert((amount - 1) * price * 100 < cents * scale);
    }

    /// @notice Something that costs anything never becomes free.
    function somethingIsNeverFree(uint88 cents, uint128 price, uint256 scale) external pure {
        require(cents != 0 && price != 0 && scale != 0 && scale <= MAX_SCALE);
        assert(PlainPrice.fromCents(cents, price, scale) != 0);
    }

    /// @notice More cents never cost less.
    function moreCentsNeverCostLess(uint88 cents, uint88 more, uint128 price, uint256 scale) external pure {
        require(cents <= more && price != 0 && scale != 0 && scale <= MAX_SCALE);
        assert(PlainPrice.fromCents(cents, price, scale) <= PlainPrice.fromCents(more, price, scale));
    }

    /// @notice A currency that is worth more is charged no more of.
    function dearerCurrencyIsChargedNoMore(uint88 cents, uint128 price, uint128 higher, uint256 scale) external pure {
        require(price != 0 && price <= higher && scale != 0 && scale <= MAX_SCALE);
        assert(PlainPrice.fromCents(cents, higher, scale) <= PlainPrice.fromCents(cents, price, scale));
    }
}
