// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { Basis } from "../libraries/Basis.sol";
import { Currency } from "../libraries/Currency.sol";
import { RoyaltyMath } from "../libraries/RoyaltyMath.sol";
import { Account, Holding, Ledger, Pulled, RoyaltyStorage } from "./RoyaltyStorage.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Ledgers: reading and writing what {RoyaltyLedger} computes with
/// @dev Internal functions, for the splitter and for {OwnerFreeze}, which is linked to it and runs on its storage.
library Ledgers {
    using SafeCast for uint256;

    /// @dev Ledger key of whoever owns the capsule.
    address internal constant OWNER = address(0);

    /// @dev Writes what `units` have earned so far to the holder's ledger, in one currency.
    function settle(
        RoyaltyStorage.SplitterStorage storage $,
        uint256 capsuleId,
        address currency,
        address holder,
        uint256 netIncome,
        uint256 units
    ) internal {
        uint256 accrual = accrued(ledger($, capsuleId, currency, holder), netIncome, units);
        setLedger($, capsuleId, currency, holder, netIncome, accrual);
    }

    /// @dev Adds to what a holder is owed, in millionths.
    function add(
        RoyaltyStorage.SplitterStorage storage $,
        uint256 capsuleId,
        address currency,
        address holder,
        uint256 amount
    ) internal {
        Ledger memory known = ledger($, capsuleId, currency, holder);
        setLedger($, capsuleId, currency, holder, known.checkpoint, known.accrued + amount);
    }

    function setLedger(
        RoyaltyStorage.SplitterStorage storage $,
        uint256 capsuleId,
        address currency,
        address holder,
        uint256 checkpoint,
        uint256 amount
    ) internal {
        if (currency == Currency.NATIVE) {
            Holding storage holding = $.holdings[capsuleId][holder];
            (holding.checkpoint, holding.accrued) = (checkpoint.toUint104(), amount.toUint128());
        } else {
            $.ledgers[capsuleId][currency][holder] = Ledger(checkpoint.toUint128(), amount.toUint128());
        }
    }

    /// @dev One function for all, since packing the word takes code at each place.
    function setAccount(RoyaltyStorage.SplitterStorage storage $, uint256 capsuleId, Account memory value) internal {
        $.accounts[capsuleId] = value;
    }

    function ledger(RoyaltyStorage.SplitterStorage storage $, uint256 capsuleId, address currency, address holder)
        internal
        view
        returns (Ledger memory)
    {
        if (currency != Currency.NATIVE) return $.ledgers[capsuleId][currency][holder];
        Holding storage holding = $.holdings[capsuleId][holder];
        return Ledger(holding.checkpoint, holding.accrued);
    }

    /// @dev The currencies that a capsule earns in, the native one after its ERC-20s.
    /// @param count number of the ERC-20s
    function currencyAt(address[] storage currencies, uint256 index, uint256 count) internal view returns (address) {
        return index == count ? Currency.NATIVE : currencies[index];
    }

    function net(
        RoyaltyStorage.SplitterStorage storage $,
        IAccessToken accessToken,
        Account memory capsule,
        uint256 capsuleId,
        address currency
    ) internal view returns (uint256) {
        uint256 income = direct(accessToken, capsuleId, currency, capsule.feeBps);
        Pulled memory pulled;
        if (capsule.collected) pulled = $.pulled[capsuleId][currency];
        return income + pulled.relative + pulled.absolute
            - RoyaltyMath.owedUpward(income, pulled.relative, capsule.absoluteBps, capsule.relativeBps);
    }

    /// @dev Cumulative direct income after the protocol fee.
    function direct(IAccessToken accessToken, uint256 capsuleId, address currency, uint256 feeBps)
        internal
        view
        returns (uint256)
    {
        uint256 income = accessToken.incomeOf(capsuleId, currency);
        return income - RoyaltyMath.fee(income, feeBps);
    }

    function accrued(Ledger memory known, uint256 netIncome, uint256 units) internal pure returns (uint256) {
        return known.accrued + RoyaltyMath.accrual(netIncome - known.checkpoint, units);
    }

    /// @dev Units that nobody was allocated.
    function left(Account memory capsule) internal pure returns (uint256) {
        return Basis.UNITS - capsule.allocated;
    }
}
