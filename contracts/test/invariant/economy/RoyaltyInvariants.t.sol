// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { EconomyInvariantTest } from "./EconomyInvariantTest.sol";

/// @title Where the money goes, over random graphs, payments, transfers, claims and collects
contract RoyaltyInvariants is EconomyInvariantTest {
    /// @notice Solvency: the till holds, of each currency, exactly what arrived, was not paid out, and was forced onto
    /// it; no other contract holds any.
    function invariant_ROY_1_TillHoldsExactlyWhatItOwes() public view {
        uint256[] memory capsules = handler.allCapsules();
        address[] memory currencies = handler.allCurrencies();
        for (uint256 k = 0; k < currencies.length; ++k) {
            uint256 held = _balance(currencies[k], address(accessToken));
            assertEq(held, _owedByTill(currencies[k]) + handler.donated(currencies[k]));
            assertEq(_balance(currencies[k], address(splitter)) + _balance(currencies[k], address(registry)), 0);
            for (uint256 i = 0; i < capsules.length; ++i) {
                uint256 income = accessToken.incomeOf(capsules[i], currencies[k]);
                assertEq(income, handler.received(capsules[i], currencies[k]));
            }
        }
    }

    /// @notice Right recipient: once everything due is collected, each holder, owner and the treasury were paid or can
    /// claim what an eager split of every payment gives them, within one unit per hop.
    /// forge-config: default.invariant.check-interval = 16
    function invariant_ROY_2_EveryoneEarnsWhatTheEagerModelSays() public {
        handler.collectEverything();
        uint256[] memory capsules = handler.allCapsules();
        address[] memory currencies = handler.allCurrencies();
        for (uint256 i = 0; i < capsules.length; ++i) {
            for (uint256 k = 0; k < currencies.length; ++k) {
                _compareWithModel(capsules[i], currencies[k]);
            }
        }
    }

    /// @notice Conservation per capsule and currency: income = fee + what went up + what its holders earned + dust.
    /// forge-config: default.invariant.check-interval = 16
    function invariant_ROY_3_IncomeIsConserved() public view {
        uint256[] memory capsules = handler.allCapsules();
        address[] memory currencies = handler.allCurrencies();
        for (uint256 i = 0; i < capsules.length; ++i) {
            for (uint256 k = 0; k < currencies.length; ++k) {
                _checkConservation(capsules[i], currencies[k]);
            }
        }
    }

    /// @notice Liveness: in every state all that is owed can be paid out, and what stays is dust, less than one unit
    /// for each link and each holder.
    /// forge-config: default.invariant.check-interval = 16
    function invariant_ROY_4_EverythingOwedCanBePaid() public {
        handler.collectEverything();
        uint256[] memory capsules = handler.allCapsules();
        address[] memory currencies = handler.allCurrencies();
        for (uint256 k = 0; k < currencies.length; ++k) {
            uint256 mostDust = 0;
            for (uint256 i = 0; i < capsules.length; ++i) {
                _payEveryone(capsules[i], currencies[k]);
                mostDust += model.links(capsules[i]) + model.holders(capsules[i]).length;
            }
            uint256 refused = _payCredits(currencies[k]);
            uint256 left = _balance(currencies[k], address(accessToken)) - handler.donated(currencies[k]) - refused;
            assertLt(left, mostDust, "more than dust is stranded");
        }
    }

    /// @notice Rates and fees are those of the registration, for ever; capsules that are not linked owe nothing; nothing
    /// descends from itself; the caps hold.
    /// forge-config: default.invariant.check-interval = 16
    function invariant_ROY_5_LineageNeverChangesAndIsAcyclicAndCapped() public view {
        uint256[] memory capsules = handler.allCapsules();
        for (uint256 i = 0; i < capsules.length; ++i) {
            assertEq(registry.feeBpsOf(capsules[i]), model.feeBps(capsules[i]));
            assertFalse(model.descends(capsules[i], capsules[i]));
            uint256 totalBps = 0;
            for (uint256 k = 0; k < capsules.length; ++k) {
                (uint256 absolute, uint256 relative) = splitter.debtOf(capsules[i], capsules[k]);
                assertEq(absolute, model.absoluteBps(capsules[i], capsules[k]));
                assertEq(relative, model.relativeBps(capsules[i], capsules[k]));
                totalBps += absolute + relative;
                if (absolute + relative != 0) assertTrue(model.descends(capsules[i], capsules[k]));
            }
            assertLe(totalBps, 5000);
            assertLe(model.absoluteAncestors(capsules[i]).length, 32);
        }
    }

    /// @notice In every state one unit more of income lowers nobody's earnings: rounding goes one way only.
    /// forge-config: default.invariant.check-interval = 16
    function invariant_ROY_6_EarningsNeverFall() public {
        uint256[] memory capsules = handler.allCapsules();
        address[] memory currencies = handler.allCurrencies();
        for (uint256 i = 0; i < capsules.length; ++i) {
            for (uint256 k = 0; k < currencies.length; ++k) {
                uint256 before = splitter.netIncome(capsules[i], currencies[k]);
                _tipOne(capsules[i], currencies[k]);
                assertGe(splitter.netIncome(capsules[i], currencies[k]), before);
            }
        }
    }

    function _compareWithModel(uint256 id, address currency) private view {
        address[] memory holders = model.holders(id);
        for (uint256 i = 0; i < holders.length; ++i) {
            uint256 expected = model.earned(id, currency, holders[i]) / model.PRECISION();
            uint256 tolerance = model.tolerance(id, holders[i]);
            assertApproxEqAbs(_credit(id, currency, holders[i]), expected, tolerance, "not what the model says");
        }
        uint256 fee = model.fees(id, currency) / model.PRECISION();
        assertEq(_feeTotal(id, currency), fee, "fee");
    }

    function _checkConservation(uint256 id, address currency) private view {
        uint256[] memory capsules = handler.allCapsules();
        uint256 net = splitter.netIncome(id, currency);
        uint256 up = 0;
        uint256 down = 0;
        for (uint256 i = 0; i < capsules.length; ++i) {
            up += _flow(id, capsules[i], currency, true);
            down += _flow(capsules[i], id, currency, false);
        }
        uint256 total = accessToken.incomeOf(id, currency) + down;
        uint256 dust = total - _feeTotal(id, currency) - up - net;
        assertTrue(dust == 0 || dust < model.links(id), "dust of links");
        address[] memory holders = model.holders(id);
        for (uint256 i = 0; i < holders.length; ++i) {
            net -= _credit(id, currency, holders[i]);
        }
        assertLt(net, holders.length, "fractions of holders");
    }

    /// @dev What moved from a capsule to its ancestor, and what could.
    function _flow(uint256 childId, uint256 ancestorId, address currency, bool withDue) private view returns (uint256) {
        bool owes = model.absoluteBps(childId, ancestorId) + model.relativeBps(childId, ancestorId) != 0;
        if (!owes) return 0;
        uint256 due = withDue ? splitter.collectable(childId, ancestorId, currency) : 0;
        return handler.collected(childId, ancestorId, currency) + due;
    }

    function _payEveryone(uint256 id, address currency) private {
        if (splitter.collectableFee(id, currency) != 0) splitter.collectFee(id, currency);
        if (splitter.claimableOwner(id, currency) != 0) {
            vm.prank(registry.ownerOf(id));
            splitter.claimOwnerTo(id, currency, recipient);
        }
        address[] memory holders = model.holders(id);
        for (uint256 i = 1; i < holders.length; ++i) {
            if (splitter.claimable(id, currency, holders[i]) == 0) continue;
            vm.prank(holders[i]);
            splitter.claimTo(id, currency, recipient);
        }
    }

    /// @return refused credit of the contract that takes no native currency
    function _payCredits(address currency) private returns (uint256 refused) {
        address[] memory accounts = handler.allActors();
        for (uint256 i = 0; i < accounts.length; ++i) {
            uint256 credit = accessToken.creditOf(accounts[i], currency);
            if (currency == NATIVE && accounts[i] == handler.refusing()) refused = credit;
            else if (credit != 0) accessToken.withdrawCredit(accounts[i], currency);
        }
    }

    function _tipOne(uint256 id, address currency) private {
        uint256 value = _fund(buyer, currency, 1);
        vm.prank(buyer);
        accessToken.tip{ value: value }(id, currency, 1);
    }
}
