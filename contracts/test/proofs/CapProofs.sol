// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { Basis } from "../../src/libraries/Basis.sol";
import { RoyaltyMath } from "../../src/libraries/RoyaltyMath.sol";

/// @title What the caps on rates leave to whom
contract CapProofs {
    /// @notice With every rate at its cap, 47.5 % of the direct income stay with the capsule at least.
    function capsuleKeepsNearlyHalf(uint104 income, uint16 feeBps, uint16 absoluteBps, uint16 relativeBps)
        external
        pure
    {
        require(feeBps <= Basis.MAX_FEE_BPS && uint256(absoluteBps) + relativeBps <= Basis.MAX_UPWARD_BPS);
        uint256 rest = income - RoyaltyMath.fee(income, feeBps);
        uint256 net = rest - RoyaltyMath.owedUpward(rest, 0, absoluteBps, relativeBps);
        assert(net * Basis.BPS >= uint256(income) * 4750);
    }

    /// @notice A referrer gets half of a sale at most, and the capsule the rest of it.
    function referrerGetsHalfAtMost(uint128 received, uint16 referralBps) external pure {
        require(referralBps <= Basis.MAX_REFERRAL_BPS);
        assert(uint256(received) * referralBps / Basis.BPS * 2 <= received);
    }

    /// @notice A resale royalty is half of the price at most, and leaves the seller the rest of it.
    function sellerKeepsHalfAtLeast(uint128 price, uint16 royaltyBps) external pure {
        require(royaltyBps <= Basis.MAX_ROYALTY_BPS);
        uint256 royalty = uint256(price) * royaltyBps / Basis.BPS;
        assert((price - royalty) * 2 >= price);
    }

    /// @notice Filling an order in two parts pays no more royalty than filling it at once, and less by one unit at most.
    function royaltyOfPartsIsThatOfTheWhole(uint128 one, uint128 other, uint16 royaltyBps) external pure {
        require(royaltyBps <= Basis.MAX_ROYALTY_BPS);
        uint256 parts = uint256(one) * royaltyBps / Basis.BPS + uint256(other) * royaltyBps / Basis.BPS;
        uint256 whole = (uint256(one) + other) * royaltyBps / Basis.BPS;
        assert(parts <= whole && whole <= parts + 1);
    }

    /// @notice Any two quorums of an epoch share a keeper.
    function quorumsShareAKeeper(uint16 threshold, uint256 count, uint256 one, uint256 other) external pure {
        // The rule of {KeeperRegistry} for opening an epoch.
        require(threshold <= count && uint256(threshold) * 2 > count);
        require(one >= threshold && other >= threshold && one <= count && other <= count);
        assert(one + other > count);
    }
}
