// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { PriceMath } from "../../src/libraries/PriceMath.sol";
import { Test } from "forge-std/Test.sol";

contract PriceMathTest is Test {
    uint8 private constant FEED_DECIMALS = 18;
    uint8 private constant CURRENCY_DECIMALS = 36;

    function test_Examples() public pure {
        // 25 dollars of a coin worth 2,500 dollars.
        assertEq(PriceMath.fromCents(2500, 2500e8, 8, 18), 0.01 ether);
        // A dollar of a stablecoin at 0.9999, in its smallest unit: rounded up.
        assertEq(PriceMath.fromCents(100, 0.9999e8, 8, 6), 1_000_101);
        // A cent of a coin without decimals, worth a million.
        assertEq(PriceMath.fromCents(1, 1_000_000, 0, 0), 1);
        // A cent of a coin of 36 decimals, worth 10^-18 dollars.
        assertEq(PriceMath.fromCents(1, 1, 18, 36), 1e52);
        assertEq(PriceMath.fromCents(0, 1, 18, 36), 0);
    }

    /// @dev The amount is worth the cents, and one unit less is not: products in 512 bits, no division.
    function testFuzz_WorthTheCentsAndNoMore(uint88 cents, uint128 price, uint8 feedDecimals, uint8 currencyDecimals)
        public
        pure
    {
        // Below it 2^88 cents don't fit 256 bits; the oracle then fails.
        price = uint128(bound(price, 100, type(uint128).max));
        feedDecimals = uint8(bound(feedDecimals, 0, FEED_DECIMALS));
        currencyDecimals = uint8(bound(currencyDecimals, 0, CURRENCY_DECIMALS));
        uint256 amount = PriceMath.fromCents(cents, price, feedDecimals, currencyDecimals);

        uint256 scale = _tenTo(uint256(feedDecimals) + currencyDecimals);
        uint256 unit = uint256(price) * 100;
        assertFalse(_lessThan(amount, unit, cents, scale), "charge * price >= usd");
        if (cents == 0) assertEq(amount, 0, "nothing for nothing");
        else assertTrue(_lessThan(amount - 1, unit, cents, scale), "and no unit more");
    }

    function testFuzz_MoreCentsNeverCostLess(uint80 cents, uint80 more, uint96 price, uint8 decimals) public pure {
        vm.assume(price != 0);
        decimals = uint8(bound(decimals, 0, CURRENCY_DECIMALS));
        uint256 less = PriceMath.fromCents(cents, price, 8, decimals);
        assertLe(less, PriceMath.fromCents(uint256(cents) + more, price, 8, decimals));
    }

    function _tenTo(uint256 exponent) private pure returns (uint256 power) {
        power = 1;
        for (uint256 i = 0; i < exponent; ++i) {
            power *= 10;
        }
    }

    /// @dev Whether a * b < c * d.
    function _lessThan(uint256 a, uint256 b, uint256 c, uint256 d) private pure returns (bool) {
        (uint256 high, uint256 low) = _product(a, b);
        (uint256 otherHigh, uint256 otherLow) = _product(c, d);
        return high < otherHigh || (high == otherHigh && low < otherLow);
    }

    /// @dev Multiplication as at school, with digits of 128 bits.
    function _product(uint256 a, uint256 b) private pure returns (uint256 high, uint256 low) {
        uint256 digit = type(uint128).max;
        uint256 lowest = (a & digit) * (b & digit);
        uint256 middle = (a >> 128) * (b & digit) + (lowest >> 128);
        uint256 other = (a & digit) * (b >> 128) + (middle & digit);
        high = (a >> 128) * (b >> 128) + (middle >> 128) + (other >> 128);
        low = (other << 128) | (lowest & digit);
    }
}
