// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { InvariantTest } from "./InvariantTest.sol";

/// @title Where the money goes, over random graphs, payments, transfers, claims and collects
contract RoyaltyInvariants is InvariantTest {
    /// @notice After every eighth call, once all that is due is collected.
    /// forge-config: default.invariant.check-interval = 8
    function invariant_Royalty() public {
        assertEq(handler.violation(), "");
        handler.collectEverything();
        _checkMoney();
        _checkGraph();
    }

    /// @dev The same in the last state of every run, after everything was paid.
    function afterInvariant() public override {
        _checkGraph();
        super.afterInvariant();
        _checkMoney();
    }

    function _offset() internal pure override returns (uint256) {
        return 29;
    }

    function _checkMoney() private view {
        uint256[] memory capsules = handler.allCapsules();
        address[] memory currencies = handler.allCurrencies();
        for (uint256 i = 0; i < capsules.length; ++i) {
            for (uint256 k = 0; k < currencies.length; ++k) {
                _ROY_1_IncomeIsConserved(capsules[i], currencies[k]);
                _ROY_2_EveryoneEarnsWhatTheEagerModelSays(capsules[i], currencies[k]);
            }
        }
    }

    function _checkGraph() private view {
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            _ROY_4_LineageNeverChangesAndIsAcyclicAndCapped(capsules, capsules[i]);
            _SHR_1_UnitsSumToOneMillionAndNobodyIsDiluted(capsules[i]);
        }
    }

    /// @dev Per capsule and currency: income = fee + what went up + what its holders earned + dust.
    function _ROY_1_IncomeIsConserved(uint256 id, address currency) private view {
        uint256 net = splitter.netIncome(id, currency);
        (uint256 up, uint256 down) = _flows(id, currency);
        uint256 dust = accessToken.incomeOf(id, currency) + down - _feeTotal(id, currency) - up - net;
        assertTrue(dust == 0 || dust < model.links(id), "ROY-1: dust of links");
        address[] memory holders = model.holders(id);
        for (uint256 i = 0; i < holders.length; ++i) {
            net -= handler.earnedBy(id, currency, holders[i]);
        }
        net -= splitter.contestedIncome(id, currency);
        address[] memory escrows = model.escrows(id);
        for (uint256 i = 0; i < escrows.length; ++i) {
            net -= handler.earnedInEscrow(id, currency, escrows[i]);
        }
        assertLe(net, holders.length + escrows.length, "ROY-1: fractions of holders, and of what is contested");
    }

    /// @dev Of everybody: paid + claimable = an eager split of every payment, within one unit per hop.
    function _ROY_2_EveryoneEarnsWhatTheEagerModelSays(uint256 id, address currency) private view {
        address[] memory holders = model.holders(id);
        for (uint256 i = 0; i < holders.length; ++i) {
            uint256 expected = model.earned(id, currency, holders[i]) / model.PRECISION();
            uint256 earned = handler.earnedBy(id, currency, holders[i]);
            assertApproxEqAbs(earned, expected, model.tolerance(id, holders[i]), "ROY-2");
        }
        address[] memory escrows = model.escrows(id);
        for (uint256 i = 0; i < escrows.length; ++i) {
            uint256 expected = model.earned(id, currency, escrows[i]) / model.PRECISION();
            uint256 earned = handler.earnedInEscrow(id, currency, escrows[i]);
            assertApproxEqAbs(earned, expected, model.tolerance(id, escrows[i]), "ROY-2: escrow");
        }
        uint256 contested = model.contested(id, currency) / model.PRECISION();
        uint256 aside = splitter.contestedIncome(id, currency);
        assertApproxEqAbs(aside, contested, model.tolerance(id, OWNER), "ROY-2: contested");
        uint256 fee = handler.income(id, currency) * handler.capsuleModel(id).feeBps / 10_000;
        assertEq(_feeTotal(id, currency), fee, "ROY-2: fee");
    }

    /// @dev Rates are those of the registration, for ever; capsules that are not linked owe nothing; nothing descends
    /// from itself; the caps hold.
    function _ROY_4_LineageNeverChangesAndIsAcyclicAndCapped(uint256[] memory capsules, uint256 id) private view {
        assertFalse(model.descends(id, id), "ROY-4: cycle");
        uint256 totalBps = 0;
        for (uint256 k = 0; k < capsules.length; ++k) {
            (uint256 absolute, uint256 relative) = splitter.debtOf(id, capsules[k]);
            assertEq(absolute, model.absoluteBps(id, capsules[k]), "ROY-4");
            assertEq(relative, model.relativeBps(id, capsules[k]), "ROY-4");
            totalBps += absolute + relative;
            if (absolute + relative != 0) assertTrue(model.descends(id, capsules[k]), "ROY-4");
        }
        assertLe(totalBps, 5000, "ROY-4: rates");
        assertLe(model.absoluteAncestors(id).length, 32, "ROY-4: ancestors");
    }

    /// @dev Units of all accounts, of rounds that wait and of the owner make 1,000,000, and move only when their holder
    /// moves them: rounds take from the owner's.
    function _SHR_1_UnitsSumToOneMillionAndNobodyIsDiluted(uint256 id) private view {
        address[] memory accounts = handler.allActors();
        uint256 sum = 1_000_000 - splitter.allocatedUnits(id);
        assertEq(sum, model.units(id, OWNER), "SHR-1");
        for (uint256 i = 0; i < accounts.length; ++i) {
            uint256 units = splitter.balanceOf(accounts[i], id);
            assertEq(units, model.units(id, accounts[i]), "SHR-1");
            sum += units;
        }
        address[] memory escrows = model.escrows(id);
        for (uint256 i = 0; i < escrows.length; ++i) {
            (uint256 units,) = splitter.escrowOf(id, uint256(uint160(escrows[i])), NATIVE);
            assertEq(units, model.units(id, escrows[i]), "SHR-1: escrow");
            sum += units;
        }
        assertEq(sum, 1_000_000, "SHR-1");
    }

    function _feeTotal(uint256 id, address currency) private view returns (uint256) {
        return handler.feePaid(id, currency) + splitter.collectableFee(id, currency);
    }

    /// @dev What moved from a capsule to its ancestors or still can, and what moved to it.
    function _flows(uint256 id, address currency) private view returns (uint256 up, uint256 down) {
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            up += handler.collected(id, capsules[i], currency);
            down += handler.collected(capsules[i], id, currency);
            if (model.absoluteBps(id, capsules[i]) + model.relativeBps(id, capsules[i]) == 0) continue;
            up += splitter.collectable(id, capsules[i], currency);
        }
    }
}
