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
        uint256 amount = accrued($, capsuleId, currency, holder, netIncome, units);
        setLedger($, capsuleId, currency, holder, netIncome, amount);
    }

    /// @dev Adds to what a holder is owed, in millionths.
    function add(
        RoyaltyStorage.SplitterStorage storage $,
        uint256 capsuleId,
        address currency,
        address holder,
        uint256 amount
    ) internal {
        (uint256 checkpoint, uint256 before) = ledger($, capsuleId, currency, holder);
        setLedger($, capsuleId, currency, holder, checkpoint, before + amount);
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
        returns (uint256 checkpoint, uint256 before)
    {
        if (currency == Currency.NATIVE) {
            Holding storage holding = $.holdings[capsuleId][holder];
            return (holding.checkpoint, holding.accrued);
        }
        Ledger storage ofToken = $.ledgers[capsuleId][currency][holder];
        return (ofToken.checkpoint, ofToken.accrued);
    }

    /// @dev What a holder has earned by the time that net income is `netIncome` and wasn't paid, in millionths.
    function accrued(
        RoyaltyStorage.SplitterStorage storage $,
        uint256 capsuleId,
        address currency,
        address holder,
        uint256 netIncome,
        uint256 units
    ) internal view returns (uint256) {
        (uint256 checkpoint, uint256 before) = ledger($, capsuleId, currency, holder);
        return before + RoyaltyMath.accrual(netIncome - checkpoint, units);
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

    /// @dev Ledger key of what is contested: the till, which can neither hold units nor be paid by a claim.
    function contestedKey(IAccessToken accessToken) internal pure returns (address) {
        return address(accessToken);
    }

    /// @dev Units that nobody was allocated.
    function left(Account memory capsule) internal pure returns (uint256) {
        return Basis.UNITS - capsule.allocated;
    }
}
