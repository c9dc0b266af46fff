// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Basis } from "../../src/libraries/Basis.sol";
import { RoyaltyMath } from "../../src/libraries/RoyaltyMath.sol";
import { Test } from "forge-std/Test.sol";

contract RoyaltyMathTest is Test {
    uint256 private constant MAX_INCOME = type(uint104).max;

    function testFuzz_Fee_IsTheFloorAndNeverMore(uint104 income, uint16 feeBps) public pure {
        feeBps = uint16(bound(feeBps, 0, Basis.MAX_FEE_BPS));
        uint256 fee = RoyaltyMath.fee(income, feeBps);
        assertLe(fee * 10_000, uint256(income) * feeBps);
        assertGt((fee + 1) * 10_000, uint256(income) * feeBps);
        assertLe(fee, uint256(income) / 20);
    }

    /// @dev Neither the fee nor what is left ever falls while income grows.
    function testFuzz_Fee_Monotonic(uint104 income, uint104 more, uint16 feeBps) public pure {
        feeBps = uint16(bound(feeBps, 0, Basis.MAX_FEE_BPS));
        uint256 later = uint256(income) + more;
        (uint256 before, uint256 after_) = (RoyaltyMath.fee(income, feeBps), RoyaltyMath.fee(later, feeBps));
        assertGe(after_, before);
        assertGe(later - after_, income - before);
    }

    /// @dev Never less than what the ancestors can collect one by one, and less than one unit per link more.
    function testFuzz_OwedUpward_CoversEachAncestor(
        uint104 direct,
        uint104 pulled,
        uint16[8] memory absolute,
        uint16[8] memory relative
    ) public pure {
        (uint256 absoluteBps, uint256 relativeBps, uint256 floors) = (0, 0, 0);
        uint256 left = Basis.MAX_UPWARD_BPS;
        for (uint256 i = 0; i < 8; ++i) {
            uint256 rate = bound(absolute[i], 0, left);
            (absoluteBps, left) = (absoluteBps + rate, left - rate);
            floors += direct * rate / 10_000;
            rate = bound(relative[i], 0, left);
            (relativeBps, left) = (relativeBps + rate, left - rate);
            floors += (uint256(direct) + pulled) * rate / 10_000;
        }
        uint256 owed = RoyaltyMath.owedUpward(direct, pulled, absoluteBps, relativeBps);
        assertGe(owed, floors);
        assertLt(owed - floors, 16);
        assertLe(owed, (uint256(direct) + pulled) / 2);
    }

    function testFuzz_OwedUpward_GrowsNoFasterThanIncome(
        uint104 direct,
        uint104 pulled,
        uint16 absoluteBps,
        uint16 relativeBps
    ) public pure {
        absoluteBps = uint16(bound(absoluteBps, 0, Basis.MAX_UPWARD_BPS));
        relativeBps = uint16(bound(relativeBps, 0, Basis.MAX_UPWARD_BPS - absoluteBps));
        uint256 owed = RoyaltyMath.owedUpward(direct, pulled, absoluteBps, relativeBps);
        uint256 moreDirect = RoyaltyMath.owedUpward(uint256(direct) + 1, pulled, absoluteBps, relativeBps);
        uint256 morePulled = RoyaltyMath.owedUpward(direct, uint256(pulled) + 1, absoluteBps, relativeBps);
        assertTrue(moreDirect == owed || moreDirect == owed + 1);
        assertTrue(morePulled == owed || morePulled == owed + 1);
    }

    /// @dev Claiming after every step pays what one claim at the end pays, whatever the units.
    function testFuzz_Accrual_SplitsWithoutLoss(uint96[6] memory growths, uint32 units) public pure {
        units = uint32(bound(units, 0, Basis.UNITS));
        (uint256 paid, uint256 kept, uint256 growth) = (0, 0, 0);
        for (uint256 i = 0; i < growths.length; ++i) {
            growth += growths[i];
            (uint256 amount, uint256 remainder) = RoyaltyMath.wholeUnits(kept + RoyaltyMath.accrual(growths[i], units));
            (paid, kept) = (paid + amount, remainder);
            assertLt(kept, Basis.UNITS);
        }
        assertEq(paid, growth * units / 1_000_000);
    }

    /// @dev All holders together are never paid more than the growth, and less than one unit each is kept.
    function testFuzz_Accrual_OfAllHolders(uint104 growth, uint32 one, uint32 other) public pure {
        one = uint32(bound(one, 0, Basis.UNITS));
        other = uint32(bound(other, 0, Basis.UNITS - one));
        uint256[3] memory units = [uint256(one), other, Basis.UNITS - one - other];
        uint256 paid;
        for (uint256 i = 0; i < 3; ++i) {
            (uint256 amount,) = RoyaltyMath.wholeUnits(RoyaltyMath.accrual(growth, units[i]));
            paid += amount;
        }
        assertLe(paid, growth);
        assertLt(growth - paid, 3);
    }

    function test_AtTheLargestAmounts() public pure {
        assertEq(RoyaltyMath.fee(MAX_INCOME, 500), MAX_INCOME / 20);
        uint256 pulled = type(uint128).max;
        assertEq(RoyaltyMath.owedUpward(MAX_INCOME, pulled, 2500, 2500), (MAX_INCOME * 5000 + pulled * 2500) / 10_000);
        assertEq(RoyaltyMath.accrual(type(uint128).max, 1_000_000), uint256(type(uint128).max) * 1_000_000);
    }
}
