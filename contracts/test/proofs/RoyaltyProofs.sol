// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Basis } from "../../src/libraries/Basis.sol";
import { RoyaltyMath } from "../../src/libraries/RoyaltyMath.sol";

/// @title The protocol's fee on cumulative income
/// @dev Income is below 2^104 per capsule and currency: the till refuses more.
contract FeeProofs {
    /// @notice What is left to the capsule and the fee are the income, and neither is more than it.
    function feeAndRestAreTheIncome(uint104 income, uint16 feeBps) external pure {
        require(feeBps <= Basis.MAX_FEE_BPS);
        uint256 fee = RoyaltyMath.fee(income, feeBps);
        uint256 rest = income - fee;
        assert(fee + rest == income && fee <= income);
    }

    /// @notice The fee is the floor of income times rate: never more, and less than one unit below.
    function feeIsTheFloor(uint104 income, uint16 feeBps) external pure {
        require(feeBps <= Basis.MAX_FEE_BPS);
        uint256 fee = RoyaltyMath.fee(income, feeBps);
        uint256 exact = uint256(income) * feeBps;
        assert(fee * Basis.BPS <= exact && exact < (fee + 1) * Basis.BPS);
    }

    /// @notice The fee is a twentieth of the income at most.
    function feeIsCapped(uint104 income, uint16 feeBps) external pure {
        require(feeBps <= Basis.MAX_FEE_BPS);
        assert(RoyaltyMath.fee(income, feeBps) * 20 <= income);
    }

    /// @notice The fee never falls while income grows.
    function feeNeverFalls(uint104 income, uint104 later, uint16 feeBps) external pure {
        require(feeBps <= Basis.MAX_FEE_BPS && income <= later);
        assert(RoyaltyMath.fee(income, feeBps) <= RoyaltyMath.fee(later, feeBps));
    }

    /// @notice What is left to the capsule never falls while income grows.
    function restNeverFalls(uint104 income, uint104 later, uint16 feeBps) external pure {
        require(feeBps <= Basis.MAX_FEE_BPS && income <= later);
        uint256 before = income - RoyaltyMath.fee(income, feeBps);
        assert(before <= later - RoyaltyMath.fee(later, feeBps));
    }
}

/// @title What a capsule owes upward
/// @dev Ancestors are added one by one: what holds for none, and for one more, holds for any number.
contract UpwardProofs {
    /// @notice Without ancestors nothing is owed.
    function nothingIsOwedToNobody(uint104 direct, uint104 pulled) external pure {
        assert(RoyaltyMath.owedUpward(direct, pulled, 0, 0) == 0);
    }

    /// @notice One ABSOLUTE ancestor more: what is kept back grows by its floor at least.
    function oneMoreAbsoluteAncestorIsCovered(
        uint104 direct,
        uint104 pulled,
        uint16 absoluteBps,
        uint16 relativeBps,
        uint16 moreBps
    ) external pure {
        require(uint256(absoluteBps) + relativeBps + moreBps <= Basis.MAX_UPWARD_BPS);
        uint256 before = RoyaltyMath.owedUpward(direct, pulled, absoluteBps, relativeBps);
        uint256 owed = RoyaltyMath.owedUpward(direct, pulled, uint256(absoluteBps) + moreBps, relativeBps);
        assert(owed >= before + RoyaltyMath.owed(direct, moreBps));
    }

    /// @notice One ABSOLUTE ancestor more: no more than one unit of dust comes with it.
    function oneMoreAbsoluteAncestorBringsOneUnitOfDust(
        uint104 direct,
        uint104 pulled,
        uint16 absoluteBps,
        uint16 relativeBps,
        uint16 moreBps
    ) external pure {
        require(uint256(absoluteBps) + relativeBps + moreBps <= Basis.MAX_UPWARD_BPS);
        uint256 before = RoyaltyMath.owedUpward(direct, pulled, absoluteBps, relativeBps);
        uint256 owed = RoyaltyMath.owedUpward(direct, pulled, uint256(absoluteBps) + moreBps, relativeBps);
        assert(owed <= before + RoyaltyMath.owed(direct, moreBps) + 1);
    }

    /// @notice One RELATIVE parent more: what is kept back grows by its floor at least.
    function oneMoreRelativeParentIsCovered(
        uint104 direct,
        uint104 pulled,
        uint16 absoluteBps,
        uint16 relativeBps,
        uint16 moreBps
    ) external pure {
        require(uint256(absoluteBps) + relativeBps + moreBps <= Basis.MAX_UPWARD_BPS);
        uint256 before = RoyaltyMath.owedUpward(direct, pulled, absoluteBps, relativeBps);
        uint256 owed = RoyaltyMath.owedUpward(direct, pulled, absoluteBps, uint256(relativeBps) + moreBps);
        assert(owed >= before + RoyaltyMath.owed(uint256(direct) + pulled, moreBps));
    }

    /// @notice One RELATIVE parent more: no more than one unit of dust comes with it.
    function oneMoreRelativeParentBringsOneUnitOfDust(
        uint104 direct,
        uint104 pulled,
        uint16 absoluteBps,
        uint16 relativeBps,
        uint16 moreBps
    ) external pure {
        require(uint256(absoluteBps) + relativeBps + moreBps <= Basis.MAX_UPWARD_BPS);
        uint256 before = RoyaltyMath.owedUpward(direct, pulled, absoluteBps, relativeBps);
        uint256 owed = RoyaltyMath.owedUpward(direct, pulled, absoluteBps, uint256(relativeBps) + moreBps);
        assert(owed <= before + RoyaltyMath.owed(uint256(direct) + pulled, moreBps) + 1);
    }

    /// @notice Half of the income goes up at most.
    function halfGoesUpAtMost(uint104 direct, uint104 pulled, uint16 absoluteBps, uint16 relativeBps) external pure {
        require(uint256(absoluteBps) + relativeBps <= Basis.MAX_UPWARD_BPS);
        assert(RoyaltyMath.owedUpward(direct, pulled, absoluteBps, relativeBps) * 2 <= uint256(direct) + pulled);
    }

    /// @notice What is owed upward never falls while direct income grows.
    function owedNeverFalls(uint104 direct, uint104 growth, uint104 pulled, uint16 absoluteBps, uint16 relativeBps)
        external
        pure
    {
        require(uint256(absoluteBps) + relativeBps <= Basis.MAX_UPWARD_BPS);
        uint256 before = RoyaltyMath.owedUpward(direct, pulled, absoluteBps, relativeBps);
        assert(before <= RoyaltyMath.owedUpward(uint256(direct) + growth, pulled, absoluteBps, relativeBps));
    }

    /// @notice Net income never falls while direct income grows.
    function netNeverFallsWithDirectIncome(
        uint104 direct,
        uint104 growth,
        uint104 pulled,
        uint16 absoluteBps,
        uint16 relativeBps
    ) external pure {
        require(uint256(absoluteBps) + relativeBps <= Basis.MAX_UPWARD_BPS);
        uint256 before = uint256(direct) + pulled - RoyaltyMath.owedUpward(direct, pulled, absoluteBps, relativeBps);
        uint256 later = uint256(direct) + growth;
        assert(before <= later + pulled - RoyaltyMath.owedUpward(later, pulled, absoluteBps, relativeBps));
    }

    /// @notice Net income never falls while income from descendants is collected.
    function netNeverFallsWithCollectedIncome(
        uint104 direct,
        uint104 pulled,
        uint104 growth,
        uint16 absoluteBps,
        uint16 relativeBps
    ) external pure {
        require(uint256(absoluteBps) + relativeBps <= Basis.MAX_UPWARD_BPS);
        uint256 before = uint256(direct) + pulled - RoyaltyMath.owedUpward(direct, pulled, absoluteBps, relativeBps);
        uint256 later = uint256(pulled) + growth;
        assert(before <= direct + later - RoyaltyMath.owedUpward(direct, later, absoluteBps, relativeBps));
    }

    /// @notice What one ancestor can collect never falls while income grows.
    function owedToOneNeverFalls(uint104 amount, uint104 later, uint16 rateBps) external pure {
        require(rateBps <= Basis.MAX_UPWARD_BPS && amount <= later);
        assert(RoyaltyMath.owed(amount, rateBps) <= RoyaltyMath.owed(later, rateBps));
    }
}

/// @title What units of a capsule earn
/// @dev Net income is below 2^106: direct income and two kinds of collected income, below 2^104 each.
contract AccrualProofs {
    uint256 private constant NET_BOUND = 2 ** 106;

    /// @notice An accrual is its whole units and a remainder of less than one.
    function wholeUnitsAndRemainderAreTheAccrual(uint128 accrued) external pure {
        (uint256 amount, uint256 remainder) = RoyaltyMath.wholeUnits(accrued);
        assert(RoyaltyMath.scaled(amount) + remainder == accrued && remainder < Basis.UNITS);
    }

    /// @notice A scaled amount is that amount, and nothing remains.
    function scaledIsUndoneByWholeUnits(uint128 amount) external pure {
        (uint256 whole, uint256 remainder) = RoyaltyMath.wholeUnits(RoyaltyMath.scaled(amount));
        assert(whole == amount && remainder == 0);
    }

    /// @notice Settling twice accrues what settling once does.
    function accrualOfStepsIsTheirSum(uint104 first, uint104 second, uint32 units) external pure {
        require(units <= Basis.UNITS);
        uint256 once = RoyaltyMath.accrual(uint256(first) + second, units);
        assert(RoyaltyMath.accrual(first, units) + RoyaltyMath.accrual(second, units) == once);
    }

    /// @notice Units divided between two holders accrue what they did in one hand.
    function accrualOfPartsIsTheirSum(uint104 growth, uint32 one, uint32 other) external pure {
        require(uint256(one) + other <= Basis.UNITS);
        uint256 together = RoyaltyMath.accrual(growth, uint256(one) + other);
        assert(RoyaltyMath.accrual(growth, one) + RoyaltyMath.accrual(growth, other) == together);
    }

    /// @notice Two holders of all units are paid the growth, and of it no more than one unit is kept for them.
    function holdersArePaidTheGrowth(uint104 growth, uint32 units) external pure {
        require(units <= Basis.UNITS);
        (uint256 one,) = RoyaltyMath.wholeUnits(RoyaltyMath.accrual(growth, units));
        (uint256 other,) = RoyaltyMath.wholeUnits(RoyaltyMath.accrual(growth, Basis.UNITS - units));
        assert(one + other <= growth && growth <= one + other + 1);
    }

    /// @notice A claim now and one later pay what one later does.
    function claimingInBetweenLosesNothing(uint104 first, uint104 second, uint32 units) external pure {
        require(units <= Basis.UNITS);
        uint256 early = RoyaltyMath.accrual(first, units);
        (uint256 paid, uint256 kept) = RoyaltyMath.wholeUnits(early);
        (uint256 paidLater,) = RoyaltyMath.wholeUnits(kept + RoyaltyMath.accrual(second, units));
        (uint256 once,) = RoyaltyMath.wholeUnits(early + RoyaltyMath.accrual(second, units));
        assert(paid + paidLater == once);
    }

    /// @notice All that a capsule ever earns fits the ledger's 128 bits, accrued and unpaid.
    function accrualFitsTheLedger(uint256 net, uint32 units) external pure {
        require(net < NET_BOUND && units <= Basis.UNITS);
        assert(RoyaltyMath.accrual(net, units) <= type(uint128).max);
    }
}
