// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { InvariantTest } from "./InvariantTest.sol";
import { World } from "./World.sol";

/// @dev Numbers and words: contracts/INVARIANTS.md.
contract RoyaltyInvariants is InvariantTest {
    function invariant_ROY_1_IncomeIsPaidOrDue() public view {
        for (uint256 i = 0; i < handler.capsuleCount(); ++i) {
            for (uint256 j = 0; j < 3; ++j) {
                (uint256 capsuleId, address currency) = (handler.capsules(i), handler.currencies(j));
                World.MoneyModel memory model = _money(capsuleId, currency);
                uint256 toOwners = model.toOwners + splitter.claimableOwner(capsuleId, currency);
                uint256 toTreasury = model.toTreasury + splitter.collectableFee(capsuleId, currency);
                assertEq(toOwners + toTreasury, model.income);
                assertEq(toTreasury, handler.modelFee(capsuleId, currency));
                assertEq(splitter.netIncome(capsuleId, currency), toOwners);
            }
        }
    }

    function invariant_ROY_2_EachOwnerGotWhatTheModelSays() public view {
        for (uint256 i = 0; i < 6; ++i) {
            for (uint256 j = 0; j < 3; ++j) {
                (address account, address currency) = (handler.actors(i), handler.currencies(j));
                assertEq(handler.paidInAll(currency, account), handler.owedInAll(currency, account));
            }
        }
    }

    /// @dev The handler looks after every call and says so when something fell.
    function invariant_ROY_3_NetIncomeAndCheckpointsNeverFall() public view {
        assertEq(handler.violation(), "");
        for (uint256 i = 0; i < handler.capsuleCount(); ++i) {
            for (uint256 j = 0; j < 3; ++j) {
                (uint256 capsuleId, address currency) = (handler.capsules(i), handler.currencies(j));
                World.MoneyModel memory model = _money(capsuleId, currency);
                assertGe(splitter.netIncome(capsuleId, currency), model.highestNet);
                assertGe(handler.checkpointOf(capsuleId, currency), model.highestCheckpoint);
                assertLe(handler.checkpointOf(capsuleId, currency), splitter.netIncome(capsuleId, currency));
            }
        }
    }
}
