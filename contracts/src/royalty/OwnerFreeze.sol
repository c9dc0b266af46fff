// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import { IAccessToken } from "../interfaces/IAccessToken.sol";
import { IRoyaltySplitter } from "../interfaces/IRoyaltySplitter.sol";
import { Ledgers } from "./Ledgers.sol";
import { Account, RoyaltyStorage } from "./RoyaltyStorage.sol";

/// @title OwnerFreeze: what changes when a capsule's owner is frozen or released
/// @dev A linked library, to leave RoyaltySplitter room: used twice per dispute, never in a claim. Whether the caller may
/// is {ContestedIncome}'s to ask.
library OwnerFreeze {
    using Ledgers for RoyaltyStorage.SplitterStorage;

    /// @dev Settles both ledgers everywhere, of which one earned until now, and hands over what was contested.
    function set(
        RoyaltyStorage.SplitterStorage storage $,
        IAccessToken accessToken,
        uint256 capsuleId,
        bool frozen,
        address beneficiary
    ) external {
        Account memory account = $.accounts[capsuleId];
        if (account.frozen == frozen) revert IRoyaltySplitter.RoyaltySplitter_FreezeUnchanged(capsuleId, frozen);
        address[] storage currencies = $.currencies[capsuleId];
        uint256 count = currencies.length;
        for (uint256 i = 0; i <= count; ++i) {
            address currency = Ledgers.currencyAt(currencies, i, count);
            _release($, accessToken, account, capsuleId, currency, beneficiary);
        }
        account.frozen = frozen;
        $.setAccount(capsuleId, account);
        if (frozen) emit IRoyaltySplitter.OwnerFrozen(capsuleId);
        else emit IRoyaltySplitter.OwnerUnfrozen(capsuleId, beneficiary);
    }

    /// @dev The same in one currency. Nothing is contested of an owner that isn't frozen yet.
    function _release(
        RoyaltyStorage.SplitterStorage storage $,
        IAccessToken accessToken,
        Account memory account,
        uint256 capsuleId,
        address currency,
        address beneficiary
    ) private {
        uint256 net = $.net(accessToken, account, capsuleId, currency);
        uint256 left = Ledgers.left(account);
        $.settle(capsuleId, currency, Ledgers.OWNER, net, account.frozen ? 0 : left);
        address contested = Ledgers.contestedKey(accessToken);
        uint256 accrued = $.accrued(capsuleId, currency, contested, net, account.frozen ? left : 0);
        $.setLedger(capsuleId, currency, contested, net, 0);
        if (accrued == 0) return;
        $.add(capsuleId, currency, beneficiary, accrued);
        emit IRoyaltySplitter.ContestedIncomeReleased(capsuleId, currency, beneficiary, accrued);
    }
}
