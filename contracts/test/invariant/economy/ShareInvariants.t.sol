// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { EconomyInvariantTest } from "./EconomyInvariantTest.sol";

/// @title Units of contribution shares
contract ShareInvariants is EconomyInvariantTest {
    /// @notice Units of all accounts and of the owner make 1,000,000, and move only when their holder moves them:
    /// allocation takes from the owner's and dilutes nobody.
    function invariant_SHR_1_UnitsSumToOneMillionAndNobodyIsDiluted() public view {
        uint256[] memory capsules = handler.allCapsules();
        address[] memory accounts = handler.allActors();
        for (uint256 i = 0; i < capsules.length; ++i) {
            uint256 sum = 1_000_000 - splitter.allocatedUnits(capsules[i]);
            assertEq(sum, model.units(capsules[i], OWNER));
            for (uint256 k = 0; k < accounts.length; ++k) {
                uint256 units = splitter.balanceOf(accounts[k], capsules[i]);
                assertEq(units, model.units(capsules[i], accounts[k]));
                sum += units;
            }
            assertEq(sum, 1_000_000);
        }
    }

    /// @notice A transfer of all units to oneself, in every state, changes nothing.
    /// forge-config: default.invariant.check-interval = 16
    function invariant_SHR_2_SelfTransferMovesNothing() public {
        uint256[] memory capsules = handler.allCapsules();
        address[] memory currencies = handler.allCurrencies();
        for (uint256 i = 0; i < capsules.length; ++i) {
            address[] memory holders = model.holders(capsules[i]);
            for (uint256 k = 1; k < holders.length; ++k) {
                uint256[3] memory before = _claimables(capsules[i], currencies, holders[k]);
                uint256 units = splitter.balanceOf(holders[k], capsules[i]);
                vm.prank(holders[k]);
                splitter.safeTransferFrom(holders[k], holders[k], capsules[i], units, "");
                uint256[3] memory afterwards = _claimables(capsules[i], currencies, holders[k]);
                for (uint256 c = 0; c < 3; ++c) {
                    assertEq(afterwards[c], before[c]);
                }
                assertEq(splitter.balanceOf(holders[k], capsules[i]), units);
            }
        }
    }

    function _claimables(uint256 id, address[] memory currencies, address holder)
        private
        view
        returns (uint256[3] memory amounts)
    {
        for (uint256 c = 0; c < 3; ++c) {
            amounts[c] = splitter.claimable(id, currencies[c], holder);
        }
    }
}
