// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { RoyaltyMath } from "../../src/libraries/RoyaltyMath.sol";
import { Test } from "forge-std/Test.sol";

/// @notice What is kept back for ancestors: enough for all of them, and less than one unit per link too much.
contract OwedUpwardTest is Test {
    /// @param absolute rates of up to 5 ABSOLUTE ancestors
    /// @param relative rates of up to 3 RELATIVE parents
    struct Debts {
        uint16[5] absolute;
        uint16[3] relative;
    }

    function testFuzz_OwedUpward_CoversEveryAncestorWithLittleDust(uint104 direct, uint104 passedOn, Debts memory debts)
        public
        pure
    {
        (uint256 absoluteBps, uint256 relativeBps, uint256 links) = _totals(debts);
        uint256 all = uint256(direct) + passedOn;
        uint256 owed = 0;
        for (uint256 i = 0; i < 5; ++i) {
            owed += RoyaltyMath.owed(direct, debts.absolute[i]);
        }
        for (uint256 i = 0; i < 3; ++i) {
            owed += RoyaltyMath.owed(all, debts.relative[i]);
        }
        uint256 kept = RoyaltyMath.owedUpward(direct, passedOn, absoluteBps, relativeBps);
        assertGe(kept, owed);
        if (links == 0) assertEq(kept, 0);
        else assertLt(kept - owed, links);
    }

    /// @dev The smallest case in which two quotients would have taken two units of an income of one.
    function test_OwedUpward_OfOneUnitAtTheCap() public pure {
        assertEq(RoyaltyMath.owedUpward(1, 0, 2500, 2500), 0);
        assertEq(RoyaltyMath.owedUpward(2, 0, 2500, 2500), 1);
    }

    /// @dev Scales random rates down to the cap of 5,000 bps in all.
    function _totals(Debts memory debts)
        private
        pure
        returns (uint256 absoluteBps, uint256 relativeBps, uint256 links)
    {
        for (uint256 i = 0; i < 5; ++i) {
            debts.absolute[i] %= 626;
            absoluteBps += debts.absolute[i];
            if (debts.absolute[i] != 0) ++links;
        }
        for (uint256 i = 0; i < 3; ++i) {
            debts.relative[i] %= 626;
            relativeBps += debts.relative[i];
            if (debts.relative[i] != 0) ++links;
        }
    }
}
